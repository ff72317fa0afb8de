//! Faults in headings, anchors, link lists and the form of tables.

use dataverse_schema_pages::Severity::Error;

use super::fault::{Edit, Kind};
use super::page::CleanPage;
use super::scope::Scope::{self, Column, Page};
use super::scope::{Change, Piece, change_kinds, piece_kinds};

const STRING: Scope = Column("String");

const HEADINGS: &[Piece] = &[
    (Page, "## Properties", "## Property", Error),
    (Page, "## Properties", "## Propertis", Error),
    (Page, "## Properties", "### Properties", Error),
    (Page, "## Properties", "#### Properties", Error),
    (Page, "## Properties", "##Properties", Error),
    (Page, "## Messages", "## Mesages", Error),
    (Page, "## Messages", "### Messages", Error),
    (
        Page,
        "## Writable columns/attributes",
        "## Writeable columns/attributes",
        Error,
    ),
    (
        Page,
        "## Writable columns/attributes",
        "## Writable columns",
        Error,
    ),
    (
        Page,
        "## Writable columns/attributes",
        "### Writable columns/attributes",
        Error,
    ),
    (
        Page,
        "## Read-only columns/attributes",
        "## Readonly columns/attributes",
        Error,
    ),
    (
        Page,
        "## Read-only columns/attributes",
        "## Read-only columns/atributes",
        Error,
    ),
    (
        Page,
        "## Many-to-One relationships",
        "## Many-to-One relations",
        Error,
    ),
    (
        Page,
        "## Many-to-One relationships",
        "## Many to One relationships",
        Error,
    ),
    (
        Page,
        "## Many-to-One relationships",
        "### Many-to-One relationships",
        Error,
    ),
    (
        Page,
        "## One-to-Many relationships",
        "## One-to-Many",
        Error,
    ),
    (
        Page,
        "## One-to-Many relationships",
        "## Many-to-One relationships",
        Error,
    ),
    (
        Page,
        "## Many-to-Many relationships",
        "## Many-to-Many relationship",
        Error,
    ),
    (STRING, "</a>", "", Error),
    (STRING, "</a>", "<a>", Error),
    (STRING, "<a name=\"BKMK_", "<a name=\"BMKM_", Error),
    (STRING, "<a name=\"BKMK_", "<a name=\"BKMK", Error),
    (STRING, "<a name=\"", "<a name=", Error),
    (STRING, "<a name=\"", "<a nam=\"", Error),
    (STRING, "<a name=\"", "<a id=\"", Error),
    (STRING, "\"></a>", "\"/>", Error),
    (STRING, "### ", "## ", Error),
    (STRING, "### ", "#### ", Error),
    (STRING, "### ", "###", Error),
    (STRING, "### ", "", Error),
    (STRING, "</a> ", "</a> x", Error),
    (Page, "- [", "- ", Error),
    (Page, "](#BKMK_", "](#BMKM_", Error),
    (Page, "](#BKMK_", "](BKMK_", Error),
    (Page, "](#BKMK_", "]#BKMK_", Error),
    (Page, "](#BKMK_", "] (#BKMK_", Error),
    (Page, "- [", "* x [", Error),
];

const TABLES: &[Piece] = &[
    (STRING, "|Property|Value|", "|Property|", Error),
    (STRING, "|Property|Value|", "|Proprty|Value|", Error),
    (STRING, "|Property|Value|", "|Property|Wert|", Error),
    (STRING, "|Property|Value|", "|Value|Property|", Error),
    (STRING, "|---|---|", "|---|", Error),
    (STRING, "|---|---|", "", Error),
    (STRING, "|---|---|", "|--|—|", Error),
    (STRING, "|---|---|", "|---|---|\n|---|---|", Error),
    (STRING, "|Type|String|", "|Type|String", Error),
    (STRING, "|Type|String|", "|Type|String|String|", Error),
    (STRING, "|Type|String|", "|TypeString|", Error),
    (STRING, "|Type|String|", "|Type||String|", Error),
    (STRING, "|Type|String|", "\n|Type|String|", Error),
    (STRING, "|Type|String|", "Type: String", Error),
    (STRING, "|Type|String|", "<!-- |Type|String| -->", Error),
    (STRING, "|Type|String|", "|Type|String|\n|", Error),
    (STRING, "|Type|String|", "|Type|String|\n||", Error),
    (STRING, "|Type|String|", "|Type|String|\nsome words", Error),
    (STRING, "|MaxLength|", "|**MaxLength|", Error),
    (STRING, "|MaxLength|", "|`MaxLength|", Error),
    (STRING, "|MaxLength|", "¦MaxLength|", Error),
    (STRING, "|MaxLength|", "|MaxLength¦", Error),
    (STRING, "|LogicalName|`", "|LogicalName|", Error),
    (STRING, "|LogicalName|`", "|LogicalName|'", Error),
    (STRING, "|LogicalName|`", "|LogicalName|``", Error),
    (STRING, "|LogicalName|`", "|LogicalName|**", Error),
    (STRING, "|Description|**", "|Description|", Error),
    (STRING, "|Description|**", "|Description|*", Error),
    (STRING, "|Description|**", "|Description|****", Error),
    (STRING, "|DisplayName|**", "|DisplayName|", Error),
    (STRING, "|DisplayName|**", "|DisplayName|`", Error),
];

fn section_twice(page: &CleanPage, heading: &str) -> Option<Edit> {
    let section = page.section(heading)?;
    let text = page.lines[section.clone()].join("\n");
    Some(Edit::new(page).insert(section.end, &text))
}

fn without_line(page: &CleanPage, at: usize) -> Edit {
    Edit::new(page).remove(at..at + 1).and(at + 1)
}

const CHANGES: &[Change] = &[
    ("section is there twice", Error, |page| {
        section_twice(page, "## Many-to-One relationships")
    }),
    ("properties are there twice", Error, |page| {
        section_twice(page, "## Properties")
    }),
    ("heading of a section is lost", Error, |page| {
        let at = page.section("## Many-to-One relationships")?.start;
        Some(without_line(page, at).and(at + 2))
    }),
    ("heading of the columns is lost", Error, |page| {
        let at = page.section("## Writable columns/attributes")?.start;
        Some(without_line(page, at).and(at + 1).and(at + 3))
    }),
    ("heading of a column is lost", Error, |page| {
        let columns = page.columns("*");
        let at = columns.get(2)?.start;
        Some(without_line(page, at).and(at + 1))
    }),
    ("column is there twice", Error, |page| {
        let column = page.column("String")?;
        let text = page.lines[column.clone()].join("\n");
        Some(Edit::new(page).insert(column.end, &text))
    }),
    ("column is lost from its section", Error, |page| {
        let columns = page.columns("*");
        let name = page.heading_name(columns.get(2)?.start);
        let link = page.find(0, |line| line.starts_with(&format!("- [{name}]")))?;
        let edit = Edit::new(page).remove(columns[2].clone());
        Some(edit.and(link))
    }),
    ("column is lost from the list", Error, |page| {
        let columns = page.columns("*");
        let name = page.heading_name(columns.get(2)?.start);
        let link = page.find(0, |line| line.starts_with(&format!("- [{name}]")))?;
        Some(
            Edit::new(page)
                .remove(link..link + 1)
                .and(columns[2].start - 1),
        )
    }),
    ("column has the anchor of another", Error, |page| {
        let columns = page.columns("*");
        let (one, other) = (columns.get(1)?.start, columns.get(2)?.start);
        let name = page.heading_name(one);
        let anchor = page.heading_name(other);
        let line = format!("### <a name=\"BKMK_{anchor}\"></a> {name}");
        Some(Edit::new(page).set(one, line))
    }),
    ("column has another's logical name", Error, |page| {
        let columns = page.columns("*");
        let name = page.value(columns.get(1)?.clone(), "LogicalName")?;
        let at = page.row(columns.get(2)?.clone(), "LogicalName")?;
        Some(
            Edit::new(page)
                .set(at, format!("|LogicalName|`{name}`|"))
                .and(columns[2].start),
        )
    }),
    ("typo in a column's heading", Error, |page| {
        let column = page.column("String")?;
        let line = &page.lines[column.start];
        let last = line.chars().last()?;
        Some(Edit::new(page).set(column.start, format!("{line}{last}")))
    }),
    (
        "typo in a column's heading, anchor and link",
        Error,
        |page| {
            let column = page.column("String")?;
            let name = page.heading_name(column.start);
            let wrong = format!("{name}e");
            let link = page.find(0, |line| line.starts_with(&format!("- [{name}]")))?;
            let edit = Edit::new(page)
                .set(link, format!("- [{wrong}](#BKMK_{wrong})"))
                .set(
                    column.start,
                    format!("### <a name=\"BKMK_{wrong}\"></a> {wrong}"),
                );
            Some(edit.and(page.row(column, "LogicalName")?))
        },
    ),
    ("typo in a column's logical name", Error, |page| {
        let column = page.column("String")?;
        let at = page.row(column.clone(), "LogicalName")?;
        let name = page.value(column, "LogicalName")?;
        Some(Edit::new(page).set(at, format!("|LogicalName|`{name}e`|")))
    }),
    ("two letters of a logical name are swapped", Error, |page| {
        let column = page.column("Integer")?;
        let at = page.row(column.clone(), "LogicalName")?;
        let mut name: Vec<char> = page.value(column, "LogicalName")?.chars().collect();
        let swapped = (name.len() / 2..name.len() - 1).find(|at| name[*at] != name[at + 1])?;
        name.swap(swapped, swapped + 1);
        let name: String = name.into_iter().collect();
        Some(Edit::new(page).set(at, format!("|LogicalName|`{name}`|")))
    }),
    ("logical name in upper case", Error, |page| {
        let column = page.column("String")?;
        let at = page.row(column.clone(), "LogicalName")?;
        let name = page.value(column, "LogicalName")?.to_uppercase();
        Some(Edit::new(page).set(at, format!("|LogicalName|`{name}`|")))
    }),
    ("comment hides the rest of the page", Error, |page| {
        let at = page.section("## Many-to-One relationships")?.start;
        Some(Edit::new(page).insert(at, "<!--\n"))
    }),
    ("code block hides the rest of the page", Error, |page| {
        let at = page.section("## Many-to-One relationships")?.start;
        Some(Edit::new(page).insert(at, "```\n"))
    }),
    ("page is cut in the columns", Error, |page| {
        let columns = page.columns("*");
        let column = columns.get(4)?;
        let mut edit = Edit::new(page);
        edit.lines.truncate(column.start);
        edit.planted.extend(0..column.start);
        Some(edit)
    }),
    ("page is cut in a row", Error, |page| {
        let column = page.column("String")?;
        let at = page.row(column.clone(), "Type")?;
        let mut edit = Edit::new(page);
        edit.lines.truncate(at);
        edit.lines.push("|Type|Str".to_owned());
        edit.planted.extend(0..=at);
        Some(edit)
    }),
];

pub(super) fn kinds() -> Vec<Kind> {
    let mut kinds = piece_kinds("headings", HEADINGS);
    kinds.extend(piece_kinds("tables", TABLES));
    kinds.extend(change_kinds("headings", CHANGES));
    kinds
}
