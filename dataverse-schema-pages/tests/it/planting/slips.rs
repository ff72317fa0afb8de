//! Slips of people and tools: rows in the wrong place, words of the user interface, numbers with
//! units, and leftovers of editing.

use std::ops::Range;

use dataverse_schema_pages::Severity::{Error, Warning};

use super::columns;
use super::fault::Place::{Base, New};
use super::fault::RowFault::{Key, More, Twice, Value};
use super::fault::{Edit, Kind};
use super::page::CleanPage;
use super::scope::Scope::{self, Column, ManyToMany, ManyToOne, OneToMany, Options, Page, Section};
use super::scope::{Change, Piece, Row, change_kinds, piece_kinds, row_kinds};

const PROPERTIES: Scope = Section("## Properties");
const MESSAGES: Scope = Section("## Messages");
const STRING: Scope = Column("String");

/// Rows of columns.
const COLUMNS: &[columns::Row] = &[
    ("String", Value("MaxLength", "1.000"), Error, &[Base, New]),
    ("String", Value("MaxLength", "1'000"), Error, &[Base]),
    ("String", Value("MaxLength", "1_000"), Error, &[Base]),
    ("String", Value("MaxLength", "1\u{202f}000"), Error, &[Base]),
    ("String", Value("MaxLength", "100 B"), Error, &[Base]),
    ("String", Value("MaxLength", "~100"), Error, &[Base]),
    ("String", Value("MaxLength", "max"), Error, &[Base]),
    ("String", Value("MaxLength", "10O"), Error, &[Base]),
    ("Integer", Value("MaxValue", "100 kg"), Error, &[Base]),
    ("Integer", Value("MaxValue", "1\u{a0}000"), Error, &[Base]),
    ("Integer", Value("MaxValue", "100%"), Error, &[Base]),
    ("Integer", Value("MinValue", "−1"), Error, &[Base]),
    ("Integer", Value("MinValue", "- 1"), Error, &[Base]),
    ("Decimal", Value("MaxValue", "1.000.000"), Error, &[Base]),
    ("Decimal", Value("MaxValue", "NaN"), Error, &[Base]),
    ("Decimal", Value("Precision", "２"), Error, &[Base, New]),
    ("Decimal", Value("Precision", "10 digits"), Error, &[Base]),
    ("Double", Value("MaxValue", "Infinity"), Error, &[Base]),
    ("Double", Value("MinValue", "1,5E3"), Error, &[Base]),
    ("Money", Value("Precision", "-1"), Error, &[Base]),
    ("Money", Value("MaxValue", "1000 €"), Error, &[Base]),
    (
        "DateTime",
        Value("DateTimeBehavior", "TimeZoneIndependant"),
        Error,
        &[Base, New],
    ),
    (
        "DateTime",
        Value("DateTimeBehavior", "Local"),
        Error,
        &[Base],
    ),
    ("Boolean", Value("DefaultValue", "No"), Error, &[Base, New]),
    ("Picklist", Value("DefaultFormValue", "-2"), Error, &[Base]),
    (
        "Picklist",
        Value("GlobalChoiceName", "`a.b`"),
        Error,
        &[Base],
    ),
    (
        "Lookup",
        Value("Targets", "account/contact"),
        Error,
        &[Base],
    ),
    (
        "Lookup",
        Value("Targets", "account and contact"),
        Error,
        &[Base],
    ),
    (
        "Lookup",
        Value("Targets", "[account](account.md)"),
        Error,
        &[Base, New],
    ),
    (
        "Lookup",
        Value("Targets", "account (Account)"),
        Error,
        &[Base],
    ),
    ("Lookup", Value("Targets", "accоunt"), Error, &[Base]),
    ("String", Value("Format", "E-mail"), Warning, &[Base]),
    ("*", Value("RequiredLevel", "Optional"), Error, &[Base]),
    (
        "*",
        Value("RequiredLevel", "Application Required"),
        Error,
        &[Base],
    ),
    (
        "String",
        Value("Type", "Single line of text"),
        Error,
        &[Base],
    ),
    ("Picklist", Value("Type", "Choice"), Error, &[Base, New]),
    ("Boolean", Value("Type", "Two options"), Error, &[Base]),
    ("Uniqueidentifier", Value("Type", "Guid"), Error, &[Base]),
    ("Double", Value("Type", "Float"), Error, &[Base]),
    ("Integer", Value("Type", "Whole number"), Error, &[Base]),
    ("DateTime", Value("Type", "Date"), Error, &[Base]),
    ("Money", Value("Type", "Currency"), Error, &[Base]),
    ("Lookup", Value("Type", "Lookup to account"), Error, &[Base]),
    (
        "String",
        Key("LogicalName", "Logical Name"),
        Error,
        &[Base, New],
    ),
    ("String", Key("MaxLength", "MaximumLength"), Error, &[Base]),
    ("String", Key("Type", "AttributeType"), Error, &[Base]),
    (
        "Picklist",
        Key("DefaultFormValue", "DefaultFormvalue"),
        Error,
        &[Base],
    ),
    (
        "Boolean",
        Key("DefaultValue", "Defaultvalue"),
        Error,
        &[Base],
    ),
    ("Integer", Twice("MaxValue"), Error, &[Base, New]),
    ("Boolean", Twice("DefaultValue"), Error, &[Base]),
    ("Boolean", Twice("True Label"), Error, &[Base]),
    ("DateTime", Twice("DateTimeBehavior"), Error, &[Base]),
    // Rows of the table or of relationships.
    (
        "String",
        More("|EntitySetName|contoso_gadgets|"),
        Warning,
        &[Base],
    ),
    (
        "String",
        More("|ReferencedEntity|account|"),
        Warning,
        &[Base],
    ),
    ("String", More("|CascadeConfiguration|x|"), Warning, &[Base]),
];

/// Rows of the table and its relationships.
const ROWS: &[Row] = &[
    (
        PROPERTIES,
        Value("EntitySetName", " `contoso-gadgets`"),
        Error,
    ),
    (
        PROPERTIES,
        Value("EntitySetName", " `/contoso_gadgets`"),
        Error,
    ),
    (
        PROPERTIES,
        Value("PrimaryIdAttribute", " `contoso gadgetid` "),
        Error,
    ),
    (PROPERTIES, Twice("PrimaryIdAttribute"), Error),
    (PROPERTIES, Twice("PrimaryNameAttribute"), Error),
    (PROPERTIES, Twice("LogicalName"), Error),
    (PROPERTIES, Key("LogicalName", "Logical Name"), Error),
    (PROPERTIES, Key("SchemaName", "Schemaname"), Error),
    (PROPERTIES, More("|MaxLength|100|"), Warning),
    (
        ManyToOne,
        Value("ReferencedAttribute", "`account id`"),
        Error,
    ),
    (ManyToOne, Twice("ReferencedAttribute"), Error),
    (
        ManyToOne,
        Key("ReferencedAttribute", "ReferencedAtribute"),
        Error,
    ),
    (ManyToOne, More("|MaxLength|100|"), Warning),
    (OneToMany, Twice("ReferencingEntity"), Error),
    (OneToMany, Twice("ReferencingAttribute"), Error),
    (
        OneToMany,
        Twice("ReferencedEntityNavigationPropertyName"),
        Error,
    ),
    (OneToMany, Value("ReferencingAttribute", "`a b`"), Error),
    (OneToMany, Value("ReferencingEntity", "`a-b`"), Error),
    (OneToMany, Twice("AssociatedMenuConfiguration"), Error),
    (ManyToMany, Twice("IntersectEntityName"), Error),
    (ManyToMany, Twice("NavigationPropertyName"), Error),
    (ManyToMany, Twice("SchemaName"), Error),
    (
        ManyToMany,
        Key("IntersectEntityName", "IntersectEntityname"),
        Error,
    ),
];

const PIECES: &[Piece] = &[
    (STRING, "|Type|String|", "|String|Type|", Error),
    (STRING, "|Type|String|", "|Type|Str\ring|", Error),
    (STRING, "|Type|String|", "|Type:|String|", Error),
    (STRING, "|Type|String|", "Type|String", Error),
    (STRING, "|Type|String|", "|Type|String|\n```", Error),
    (STRING, "|Type|String|", "|Type|String|\n\n~~~", Error),
    (
        STRING,
        "|Type|String|",
        "|Type|String|\n\n<!-- to do",
        Error,
    ),
    (STRING, "|Type|String|", "|Type|String|\n\n\n-->", Error),
    (STRING, "|Type|String|", "|Type|String|\n\n|||", Error),
    (STRING, "|Type|String|", "||Type|String|", Error),
    (STRING, "|Type|String|", "|Type|String||", Error),
    (STRING, "|Type|String|", "| |Type|String|", Error),
    (STRING, "|Type|String|", "|Type\\|String|", Error),
    (STRING, "|Type|String|", "&#124;Type|String|", Error),
    (STRING, "|Type|String|", "｜Type｜String｜", Error),
    (STRING, "|Type|String|", "```|Type|String|```", Error),
    (STRING, "|Property|Value|", "|Property |Valeu|", Error),
    (STRING, "|---|---|", "|-|-|-|", Error),
    (STRING, "|---|---|", "|===|===|", Error),
    (STRING, "### ", "\u{feff}### ", Error),
    (STRING, "### ", "＃＃＃ ", Error),
    (STRING, "### ", "\\### ", Error),
    (Page, "## Properties", "**Properties**", Error),
    (
        Page,
        "## Writable columns/attributes",
        "## Writable columns\\attributes",
        Error,
    ),
    (
        Page,
        "## Many-to-One relationships",
        "## Many‑to‑One relationships",
        Error,
    ),
    (Page, "## Messages", "## Events and messages", Error),
    (MESSAGES, "`Create`", "`Create`, `Update`", Error),
    (MESSAGES, "Event: False", "Event: 0", Error),
    (MESSAGES, "`Retrieve`", "`Retrieve `", Error),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "`No Cascade`<br />Delete",
        Warning,
    ),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "`Cascade, NoCascade`<br />Delete",
        Warning,
    ),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "`NoCascade`<br>\\nDelete",
        Warning,
    ),
    (OneToMany, "Order: ", "Order: first ", Error),
    (Options("Status"), "State:0", "State:０", Error),
    (Options("Status"), "State:0", "State:0,1", Error),
    (Options("Status"), "State:0", "State=0", Error),
    (
        Options("State"),
        "DefaultStatus: ",
        "DefaultStatus= ",
        Error,
    ),
];

/// Swaps two lines.
fn swapped(page: &CleanPage, one: usize, other: usize) -> Edit {
    let edit = Edit::new(page).set(one, page.lines[other].clone());
    edit.set(other, page.lines[one].clone())
}

/// Moves an entry to the end of a section.
fn moved(page: &CleanPage, entry: Range<usize>, to: &str) -> Option<Edit> {
    let end = page.section(to)?.end;
    let link = format!("- [{}]", page.heading_name(entry.start));
    let link = page.find(0, |line| line.starts_with(&link))?;
    let text = page.lines[entry.clone()].join("\n");
    let edit = Edit::new(page);
    // The list of the entry's own section still has it.
    Some(if end <= entry.start {
        edit.remove(entry).insert(end, &text).and(link)
    } else {
        let length = entry.len();
        edit.remove(entry).insert(end - length, &text).and(link)
    })
}

const CHANGES: &[Change] = &[
    ("logical name and value are swapped", Error, |page| {
        let at = page.row(page.column("String")?, "LogicalName")?;
        let name = page.value(page.column("String")?, "LogicalName")?;
        Some(Edit::new(page).set(at, format!("|`{name}`|LogicalName|")))
    }),
    ("bounds are swapped", Error, |page| {
        let column = page.column("Decimal")?;
        let (max, min) = (
            page.row(column.clone(), "MaxValue")?,
            page.row(column.clone(), "MinValue")?,
        );
        let (one, other) = (
            page.value(column.clone(), "MaxValue")?,
            page.value(column, "MinValue")?,
        );
        (one != other).then(|| {
            Edit::new(page)
                .set(max, format!("|MaxValue|{other}|"))
                .set(min, format!("|MinValue|{one}|"))
        })
    }),
    ("headings of two columns are swapped", Error, |page| {
        let columns = page.columns("*");
        let (one, other) = (columns.get(1)?, columns.get(2)?);
        let edit = swapped(page, one.start, other.start);
        let names = [one, other].map(|column| page.row(column.clone(), "LogicalName"));
        let mut edit = edit;
        edit.planted.extend(names.into_iter().flatten());
        let is_of_options = |at: &usize| page.lines[*at].starts_with("#### ");
        edit.planted
            .extend((one.start..other.end).filter(is_of_options));
        Some(edit)
    }),
    ("heading and header row are swapped", Error, |page| {
        let start = page.column("String")?.start;
        let header = page.find(start, |line| line == "|Property|Value|")?;
        // Below the heading there is a line of dashes then.
        Some(swapped(page, start, header).and(header + 1))
    }),
    ("relationship among the columns", Error, |page| {
        moved(
            page,
            page.relationship("Many-to-One")?,
            "## Writable columns/attributes",
        )
    }),
    ("column among the relationships", Error, |page| {
        moved(page, page.column("String")?, "## One-to-Many relationships")
    }),
    ("many-to-one among the one-to-many", Error, |page| {
        moved(
            page,
            page.relationship("Many-to-One")?,
            "## One-to-Many relationships",
        )
    }),
    ("message among the properties", Error, |page| {
        let messages = page.section("## Messages")?;
        let at = page.last_row(messages)?;
        let last = page.last_row(page.section("## Properties")?)?;
        Some(Edit::new(page).insert(last + 1, &page.lines[at]))
    }),
    ("messages are there twice", Error, |page| {
        let section = page.section("## Messages")?;
        let text = page.lines[section.clone()].join("\n");
        Some(Edit::new(page).insert(section.end, &text))
    }),
    ("page is there twice", Error, |page| {
        let start = page.find(0, |line| line.starts_with("# "))?;
        let text = page.lines[start..].join("\n");
        Some(Edit::new(page).insert(page.lines.len(), &text))
    }),
    ("page is cut in a heading", Error, |page| {
        let start = page.columns("*").get(2)?.start;
        let mut edit = Edit::new(page);
        edit.lines.truncate(start);
        edit.lines.push("### <a name=\"BKMK_".to_owned());
        edit.planted.extend(0..=start);
        Some(edit)
    }),
    ("page is cut in the options", Error, |page| {
        let rows = page.options(page.column("Picklist")?);
        let last = *rows.last()?;
        let mut edit = Edit::new(page);
        edit.lines.truncate(last);
        edit.planted.extend(0..=last);
        Some(edit)
    }),
    ("column is commented out", Error, |page| {
        let columns = page.columns("*");
        let column = columns.get(2)?.clone();
        let name = page.heading_name(column.start);
        let link = page.find(0, |line| line.starts_with(&format!("- [{name}]")))?;
        let edit = Edit::new(page).insert(column.end, "-->\n");
        Some(edit.insert(column.start, "<!--").and(link))
    }),
    ("two rows are joined", Error, |page| {
        let at = page.row(page.column("String")?, "Type")?;
        let next = page.lines.get(at + 1)?;
        let line = format!("{}{next}", page.lines[at]);
        Some(Edit::new(page).set(at, line).remove(at + 1..at + 2).and(at))
    }),
];

pub(super) fn kinds() -> Vec<Kind> {
    let mut kinds = columns::column_kinds("slips", COLUMNS);
    kinds.extend(row_kinds("slips", ROWS));
    kinds.extend(piece_kinds("slips", PIECES));
    kinds.extend(change_kinds("slips", CHANGES));
    kinds
}
