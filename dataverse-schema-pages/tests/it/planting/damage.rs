//! Damage to whole parts of a page: merged headings, lost headers, cut and concatenated pages, and
//! markup that is never closed.

use dataverse_schema_pages::Severity::Error;

use super::fault::{Edit, Kind};
use super::page::CleanPage;
use super::scope::Scope::{self, Column, ManyToOne, Page, Section};
use super::scope::{Change, Piece, change_kinds, piece_kinds};

const STRING: Scope = Column("String");
const PROPERTIES: Scope = Section("## Properties");
const MESSAGES: Scope = Section("## Messages");
const WRITABLE: &str = "## Writable columns/attributes";
const READ_ONLY: &str = "## Read-only columns/attributes";
const MANY_TO_ONE: &str = "## Many-to-One relationships";
const ONE_TO_MANY: &str = "## One-to-Many relationships";

const PIECES: &[Piece] = &[
    (STRING, "### ", "##### ", Error),
    (STRING, "### ", "# ", Error),
    (STRING, "### ", "\t### ", Error),
    (STRING, "### ", "    ### ", Error),
    (STRING, "### ", "> ### ", Error),
    (STRING, "### ", "- ### ", Error),
    (STRING, "### ", "### ### ", Error),
    (STRING, "### ", "|### ", Error),
    (STRING, "### ", "<h3>", Error),
    (STRING, "### ", "**", Error),
    (STRING, "<a name=\"", "<a name=“", Error),
    (STRING, "<a name=\"", "<A NAME=\"", Error),
    (STRING, "<a name=\"", "< a name=\"", Error),
    (STRING, "<a name=\"", "a name=\"", Error),
    (STRING, "|Property|Value|", "    |Property|Value|", Error),
    (STRING, "|Property|Value|", "\t|Property|Value|", Error),
    (STRING, "|Property|Value|", "> |Property|Value|", Error),
    (STRING, "|Property|Value|", "- |Property|Value|", Error),
    (
        STRING,
        "|Property|Value|",
        "<table>\n|Property|Value|",
        Error,
    ),
    (
        STRING,
        "|Property|Value|",
        "<details>\n|Property|Value|",
        Error,
    ),
    (STRING, "|Property|Value|", "```\n|Property|Value|", Error),
    (STRING, "|Property|Value|", "<!--\n|Property|Value|", Error),
    (STRING, "|Property|Value|", "", Error),
    (STRING, "|Type|String|", "|Type\r|String|", Error),
    (STRING, "|Type|String|", "|Type|String|\n***", Error),
    (STRING, "|Type|String|", "|Type|String|\n# ", Error),
    (PROPERTIES, "| --- | --- |", "", Error),
    (PROPERTIES, "|Property|Value|", "", Error),
    (MESSAGES, "| ---- | ----- |----- |", "", Error),
    (
        MESSAGES,
        "| Name <br />Is Event? |Web API Operation |SDK for .NET |",
        "",
        Error,
    ),
    (ManyToOne, "|---|---|", "", Error),
    (ManyToOne, "|Property|Value|", "", Error),
    (ManyToOne, "### ", "## ", Error),
    (ManyToOne, "### ", "#### ", Error),
    (ManyToOne, "### ", "", Error),
    (ManyToOne, "</a>", "", Error),
    (Column("Picklist"), "|Value|Label|", "", Error),
    (Column("Picklist"), "#### ", "## ", Error),
    (
        Column("Picklist"),
        "Choices/Options",
        "Options/Choices",
        Error,
    ),
    (Page, "## Properties", "# Properties", Error),
    (Page, "## Properties", "    ## Properties", Error),
    (Page, "## Properties", "## Eigenschaften", Error),
    (Page, "## Messages", "**Messages**", Error),
    (Page, WRITABLE, "# Writable columns/attributes", Error),
    (Page, WRITABLE, "##Writable columns/attributes", Error),
    (Page, WRITABLE, "## Columns", Error),
    (Page, WRITABLE, "```\n## Writable columns/attributes", Error),
    (Page, READ_ONLY, "### Read-only columns/attributes", Error),
    (Page, READ_ONLY, "## Writable columns/attributes", Error),
    (Page, MANY_TO_ONE, "# Many-to-One relationships", Error),
    (Page, MANY_TO_ONE, "**Many-to-One relationships**", Error),
    (Page, MANY_TO_ONE, "## Beziehungen", Error),
    (Page, MANY_TO_ONE, "## One-to-Many relationships", Error),
    (Page, ONE_TO_MANY, "#### One-to-Many relationships", Error),
    (
        Page,
        ONE_TO_MANY,
        "~~~\n## One-to-Many relationships",
        Error,
    ),
    (
        Page,
        ONE_TO_MANY,
        "<pre>\n## One-to-Many relationships",
        Error,
    ),
    (
        Page,
        ONE_TO_MANY,
        "<!-- \n## One-to-Many relationships",
        Error,
    ),
    (Page, "- [", "    - [", Error),
];

fn cut(page: &CleanPage, at: usize, last: &str) -> Edit {
    let mut edit = Edit::new(page);
    edit.lines.truncate(at);
    edit.lines.push(last.to_owned());
    edit.planted.extend(0..=at);
    edit
}

fn half(line: &str) -> &str {
    let half = line.len() / 2;
    line.get(..half).unwrap_or(line)
}

/// Cuts the page in the middle of a line.
fn cut_in(page: &CleanPage, at: usize) -> Edit {
    cut(page, at, half(&page.lines[at]))
}

/// Makes text of the heading of a section. That is reported where the section begins without it.
fn without_marks(page: &CleanPage, heading: &str, text: &str) -> Option<Edit> {
    let at = page.section(heading)?.start;
    let mut edit = Edit::new(page).set(at, text);
    let table = page.find(at, |line| line.starts_with('|'))?;
    edit.planted.extend(at..=table);
    Some(edit)
}

const CHANGES: &[Change] = &[
    ("heading of the properties is a note", Error, |page| {
        without_marks(page, "## Properties", "> ## Properties")
    }),
    ("heading of the properties is text", Error, |page| {
        without_marks(page, "## Properties", "Properties")
    }),
    ("heading of the messages is text", Error, |page| {
        without_marks(page, "## Messages", "Messages")
    }),
    ("heading of the columns is text", Error, |page| {
        without_marks(page, WRITABLE, "Writable columns/attributes")
    }),
    ("heading of options is text", Error, |page| {
        let column = page.column("Picklist")?;
        let at = page.find(column.start, |line| line.starts_with("#### "))?;
        let text = page.lines[at].trim_start_matches(['#', ' ']);
        Some(Edit::new(page).set(at, text).and(at + 2))
    }),
    ("headings of two columns are on one line", Error, |page| {
        let columns = page.columns("*");
        let (one, other) = (columns.get(1)?, columns.get(2)?.start);
        let line = format!("{} {}", page.lines[one.start], page.lines[other]);
        Some(
            Edit::new(page)
                .set(one.start, line)
                .remove(other..other + 1)
                .and(other + 1),
        )
    }),
    ("heading and header row are on one line", Error, |page| {
        let start = page.column("String")?.start;
        let header = page.find(start, |line| line == "|Property|Value|")?;
        let line = format!("{} {}", page.lines[start], page.lines[header]);
        Some(
            Edit::new(page)
                .set(start, line)
                .remove(start + 1..header + 1)
                .and(start),
        )
    }),
    ("header row and dashes are lost", Error, |page| {
        let start = page.column("String")?.start;
        let header = page.find(start, |line| line == "|Property|Value|")?;
        Some(Edit::new(page).remove(header..header + 2))
    }),
    ("heading and header of a column are lost", Error, |page| {
        let start = page.columns("*").get(2)?.start;
        Some(Edit::new(page).remove(start..start + 4).and(start + 1))
    }),
    ("heading of the first column is lost", Error, |page| {
        let start = page.columns("*").first()?.start;
        Some(Edit::new(page).set(start, "").and(start + 2))
    }),
    ("heading of the last column is lost", Error, |page| {
        let start = page.entries(WRITABLE).pop()?.start;
        Some(Edit::new(page).set(start, "").and(start + 2))
    }),
    ("three columns are there twice", Error, |page| {
        let columns = page.columns("*");
        let (first, last) = (columns.get(1)?.start, columns.get(3)?.end);
        let text = page.lines[first..last].join("\n");
        Some(Edit::new(page).insert(last, &text))
    }),
    (
        "columns are there twice, the second time at the end",
        Error,
        |page| {
            let section = page.section(WRITABLE)?;
            let text = page.lines[section].join("\n");
            let end = page.section(ONE_TO_MANY)?.end;
            Some(Edit::new(page).insert(end, &text))
        },
    ),
    ("anchors of two columns are swapped", Error, |page| {
        let columns = page.columns("*");
        let (one, other) = (columns.get(1)?.start, columns.get(2)?.start);
        let names = [one, other].map(|at| page.heading_name(at).to_owned());
        let [first, second] = &names;
        Some(
            Edit::new(page)
                .set(one, format!("### <a name=\"BKMK_{second}\"></a> {first}"))
                .set(other, format!("### <a name=\"BKMK_{first}\"></a> {second}")),
        )
    }),
    (
        "anchor and heading are those of another column",
        Error,
        |page| {
            let columns = page.columns("*");
            let (one, other) = (columns.get(1)?, columns.get(2)?);
            // Its options would be those of the other one.
            if !page.options(one.clone()).is_empty() {
                return None;
            }
            let name = page.row(one.clone(), "LogicalName")?;
            Some(
                Edit::new(page)
                    .set(one.start, page.lines[other.start].clone())
                    .and(name)
                    .and(other.start),
            )
        },
    ),
    ("page is cut in a many-to-one", Error, |page| {
        let entry = page.relationship("Many-to-One")?;
        let at = page.row(entry, "ReferencedEntity")?;
        Some(cut_in(page, at))
    }),
    ("page is cut in the properties", Error, |page| {
        let at = page.row(page.section("## Properties")?, "LogicalName")?;
        Some(cut_in(page, at))
    }),
    ("page is cut in the messages", Error, |page| {
        let at = page.last_row(page.section("## Messages")?)?;
        Some(cut_in(page, at))
    }),
    ("page is cut in a list of links", Error, |page| {
        let at = page.find(0, |line| {
            line.starts_with("- [") && line.contains("](#BKMK_")
        })?;
        Some(cut_in(page, at + 2))
    }),
    ("page is cut in the heading of a section", Error, |page| {
        Some(cut_in(page, page.section(READ_ONLY)?.start))
    }),
    (
        "page is cut after the heading of a section",
        Error,
        |page| {
            let at = page.section(READ_ONLY)?.start;
            Some(cut(page, at, &page.lines[at]))
        },
    ),
    ("page is cut after a link list", Error, |page| {
        let section = page.section(WRITABLE)?;
        let at = page.entries(WRITABLE).first()?.start;
        Some(cut(page, at, "").and(section.start))
    }),
    ("page is cut in a status", Error, |page| {
        let at = *page.options(page.column("Status")?).first()?;
        Some(cut_in(page, at))
    }),
    ("columns are lost from the middle", Error, |page| {
        let columns = page.columns("*");
        let (first, last) = (columns.get(2)?, columns.get(4)?);
        let name = page.heading_name(first.start);
        let link = page.find(0, |line| line.starts_with(&format!("- [{name}]")))?;
        Some(Edit::new(page).remove(first.start..last.end).and(link))
    }),
    ("lines are lost from one column to another", Error, |page| {
        let columns = page.columns("*");
        let first = page.row(columns.get(2)?.clone(), "LogicalName")?;
        let last = page.row(columns.get(4)?.clone(), "LogicalName")?;
        let name = page.heading_name(columns[3].start);
        let link = page.find(0, |line| line.starts_with(&format!("- [{name}]")))?;
        Some(Edit::new(page).remove(first..last).and(link))
    }),
    ("page of another table follows", Error, |page| {
        let at = page.lines.len();
        let other = test_support::page("contoso_crate.md");
        Some(Edit::new(page).insert(at, other.trim_end()))
    }),
    ("page follows again without its title", Error, |page| {
        let start = page.find(0, |line| line.starts_with("## "))?;
        let text = page.lines[start..].join("\n");
        Some(Edit::new(page).insert(page.lines.len(), &text))
    }),
    ("headings of two sections are swapped", Error, |page| {
        let (one, other) = (
            page.section(MANY_TO_ONE)?.start,
            page.section(ONE_TO_MANY)?.start,
        );
        Some(
            Edit::new(page)
                .set(one, ONE_TO_MANY)
                .set(other, MANY_TO_ONE)
                .and(one + 2)
                .and(other + 2),
        )
    }),
    ("column among the read-only ones", Error, |page| {
        let entry = page.columns("String").into_iter().next()?;
        let end = page.section(READ_ONLY)?.end;
        let text = page.lines[entry.clone()].join("\n");
        let length = entry.len();
        Some(Edit::new(page).remove(entry).insert(end - length, &text))
    }),
    ("link list is there twice", Error, |page| {
        let first = page.find(0, |line| {
            line.starts_with("- [") && line.contains("](#BKMK_")
        })?;
        let last = page.find(first, |line| !line.starts_with("- ["))?;
        let text = page.lines[first..last].join("\n");
        Some(Edit::new(page).insert(last, &text))
    }),
    ("two links are on one line", Error, |page| {
        let first = page.find(0, |line| {
            line.starts_with("- [") && line.contains("](#BKMK_")
        })?;
        let line = format!("{} {}", page.lines[first], page.lines[first + 1]);
        Some(
            Edit::new(page)
                .set(first, line)
                .remove(first + 1..first + 2),
        )
    }),
    (
        "heading and sentence of a section are lost",
        Error,
        |page| {
            let at = page.section(MANY_TO_ONE)?.start;
            Some(Edit::new(page).remove(at..at + 4).and(at + 1).and(at + 2))
        },
    ),
    ("name is wrong in the list", Error, |page| {
        let column = page.column("String")?;
        let name = page.heading_name(column.start);
        let link = page.find(0, |line| line.starts_with(&format!("- [{name}]")))?;
        Some(
            Edit::new(page)
                .set(link, format!("- [{name}e](#BKMK_{name}e)"))
                .and(column.start),
        )
    }),
    ("options are there twice", Error, |page| {
        let column = page.column("Picklist")?;
        let heading = page.find(column.start, |line| line.starts_with("#### "))?;
        let text = page.lines[heading..column.end].join("\n");
        Some(Edit::new(page).insert(column.end, &text))
    }),
    ("options follow another column", Error, |page| {
        let columns = page.columns("*");
        let at = columns
            .iter()
            .position(|column| page.options(column.clone()).is_empty().eq(&false))?;
        let (column, next) = (columns[at].clone(), columns.get(at + 1)?.clone());
        let heading = page.find(column.start, |line| line.starts_with("#### "))?;
        let text = page.lines[heading..column.end].join("\n");
        let length = column.end - heading;
        Some(
            Edit::new(page)
                .remove(heading..column.end)
                .insert(next.end - length, &text)
                .and(column.start),
        )
    }),
    ("comment around the front matter", Error, |page| {
        let at = page.find(1, |line| line == "---")?;
        Some(Edit::new(page).set(at, "").and(0).and(1))
    }),
    ("comment is opened below the title", Error, |page| {
        let at = page.find(0, |line| line.starts_with("# "))?;
        Some(Edit::new(page).insert(at + 1, "<!-- check"))
    }),
    ("code block is opened below the title", Error, |page| {
        let at = page.find(0, |line| line.starts_with("# "))?;
        Some(Edit::new(page).insert(at + 1, "```"))
    }),
    ("code block is opened below a heading", Error, |page| {
        let at = page.column("String")?.start;
        Some(Edit::new(page).insert(at + 1, "```text"))
    }),
    ("comment is opened in the options", Error, |page| {
        let at = *page.options(page.column("Picklist")?).last()?;
        Some(Edit::new(page).insert(at, "<!--"))
    }),
    ("rows of a column are indented", Error, |page| {
        let column = page.column("String")?;
        let rows = column.clone().filter(|at| page.lines[*at].starts_with('|'));
        let mut edit = Edit::new(page);
        for at in rows {
            edit = edit.set(at, format!("\t{}", page.lines[at]));
        }
        Some(edit)
    }),
];

pub(super) fn kinds() -> Vec<Kind> {
    let mut kinds = piece_kinds("damage", PIECES);
    kinds.extend(change_kinds("damage", CHANGES));
    kinds
}
