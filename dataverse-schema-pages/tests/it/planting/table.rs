//! Faults in the properties and messages of a table.

use dataverse_schema_pages::Severity::{Error, Warning};

use super::fault::RowFault::{Key, Missing, Twice, Value};
use super::fault::{Edit, Kind};
use super::page::CleanPage;
use super::scope::Scope::{self, Section};
use super::scope::{Change, Piece, Row, change_kinds, piece_kinds, row_kinds};

const PROPERTIES: Scope = Section("## Properties");
const MESSAGES: Scope = Section("## Messages");

const ROWS: &[Row] = &[
    (
        PROPERTIES,
        Value("SchemaName", " `contoso_Elsewhere` "),
        Error,
    ),
    (PROPERTIES, Value("SchemaName", ""), Error),
    (PROPERTIES, Value("SchemaName", " `a b` "), Error),
    (PROPERTIES, Missing("SchemaName"), Error),
    (PROPERTIES, Twice("SchemaName"), Error),
    (PROPERTIES, Key("SchemaName", "SchemaNam"), Error),
    (
        PROPERTIES,
        Value("LogicalName", " `contoso_elsewhere` "),
        Error,
    ),
    (PROPERTIES, Value("LogicalName", ""), Error),
    (PROPERTIES, Value("LogicalName", " `a-b` "), Error),
    (PROPERTIES, Missing("LogicalName"), Error),
    (PROPERTIES, Key("LogicalName", "Logicalname"), Error),
    (PROPERTIES, Value("EntitySetName", ""), Error),
    (
        PROPERTIES,
        Value("EntitySetName", " `contoso others`"),
        Error,
    ),
    (PROPERTIES, Missing("EntitySetName"), Error),
    (PROPERTIES, Twice("EntitySetName"), Error),
    (PROPERTIES, Key("EntitySetName", "EntitySet"), Error),
    (
        PROPERTIES,
        Value("PrimaryIdAttribute", " `contoso_noid` "),
        Error,
    ),
    (PROPERTIES, Value("PrimaryIdAttribute", ""), Error),
    (PROPERTIES, Missing("PrimaryIdAttribute"), Error),
    (
        PROPERTIES,
        Key("PrimaryIdAttribute", "PrimaryIDAttribute"),
        Error,
    ),
    (
        PROPERTIES,
        Value("PrimaryNameAttribute", "`contoso_noname` "),
        Error,
    ),
    (
        PROPERTIES,
        Key("PrimaryNameAttribute", "PrimaryNamAttribute"),
        Error,
    ),
    (PROPERTIES, Value("TableType", " `Standrad` "), Warning),
    (PROPERTIES, Value("TableType", " `standard` "), Warning),
    (PROPERTIES, Value("TableType", " `Ordinary` "), Warning),
    (PROPERTIES, Key("TableType", "Tabletype"), Error),
    (PROPERTIES, Value("OwnershipType", " `UserOwnd` "), Warning),
    (PROPERTIES, Value("OwnershipType", " `userowned` "), Warning),
    (PROPERTIES, Value("OwnershipType", " `User` "), Warning),
    (PROPERTIES, Key("OwnershipType", "OwnerType"), Warning),
    (
        PROPERTIES,
        Key("DisplayCollectionName", "DisplayColectionName"),
        Error,
    ),
    (PROPERTIES, Twice("DisplayName"), Error),
    (PROPERTIES, Twice("LogicalCollectionName"), Error),
    (PROPERTIES, Missing("TableType"), Warning),
    (PROPERTIES, Missing("OwnershipType"), Warning),
];

const PIECES: &[Piece] = &[
    (PROPERTIES, "|Property|Value|", "|Property|Values|", Error),
    (PROPERTIES, "|Property|Value|", "|Key|Value|", Error),
    (PROPERTIES, "|Property|Value|", "|Value|Property|", Error),
    (PROPERTIES, "|Property|Value|", "|Property|", Error),
    (MESSAGES, "`Create`", "`Creat`", Error),
    (MESSAGES, "`Create`", "`create`", Error),
    (MESSAGES, "`Create`", "`Craete`", Error),
    (MESSAGES, "`Retrieve`", "`Retreive`", Error),
    (MESSAGES, "`Retrieve`", "`retrieve`", Error),
    (MESSAGES, "`Update`", "`Updat`", Error),
    (MESSAGES, "`Update`", "`UPDATE`", Error),
    (MESSAGES, "`Delete`", "`Delet`", Error),
    (MESSAGES, "`RetrieveMultiple`", "`RetrieveMultple`", Error),
    (MESSAGES, "`RetrieveMultiple`", "`Retrieve Multiple`", Error),
    (MESSAGES, "`Create`", "``", Error),
    (MESSAGES, "`Create`", "", Error),
    (MESSAGES, "`Create`<", "`Create<", Error),
    (MESSAGES, "Event: False", "Event: No", Error),
    (MESSAGES, "Event: False", "Event: false", Error),
    (MESSAGES, "Event: False", "Event False", Error),
    (MESSAGES, "Event: False", "Evnt: False", Error),
    (MESSAGES, "<br />Event: False", "", Error),
    (MESSAGES, "<br />Event: False", ", Event: False", Error),
    (MESSAGES, "<br />Event", " Event", Error),
    (MESSAGES, "|Web API Operation |", "|Web API |", Error),
    (MESSAGES, "| Name <br />Is Event? |", "| Name |", Error),
    (MESSAGES, "|SDK for .NET |", "|", Error),
];

fn last_message(page: &CleanPage) -> Option<usize> {
    page.last_row(page.section("## Messages")?)
}

const CHANGES: &[Change] = &[
    ("entity set isn't that of the messages", Error, |page| {
        last_message(page)?;
        let at = page.row(page.section("## Properties")?, "EntitySetName")?;
        Some(Edit::new(page).set(at, "| **EntitySetName** | `contoso_others`|"))
    }),
    ("message is there twice", Error, |page| {
        let at = last_message(page)?;
        Some(Edit::new(page).insert(at + 1, &page.lines[at]))
    }),
    ("message lacks a cell", Error, |page| {
        let at = last_message(page)?;
        let (rest, _) = page.lines[at].trim_end_matches('|').rsplit_once('|')?;
        Some(Edit::new(page).set(at, format!("{rest}|")))
    }),
    ("message has another cell", Error, |page| {
        let at = last_message(page)?;
        Some(Edit::new(page).set(at, format!("{}more|", page.lines[at])))
    }),
    ("message isn't closed", Error, |page| {
        let at = last_message(page)?;
        Some(Edit::new(page).set(at, page.lines[at].trim_end_matches('|')))
    }),
    ("messages have no rows", Error, |page| {
        let messages = page.section("## Messages")?;
        let last = last_message(page)?;
        let first = page.find(messages.start, |line| line.starts_with("| ---"))? + 1;
        Some(
            Edit::new(page)
                .remove(first..last + 1)
                .and(messages.start)
                .and(first - 2),
        )
    }),
    ("primary key is of another type", Warning, |page| {
        let name = page.value(page.column("String")?, "LogicalName")?;
        let at = page.row(page.section("## Properties")?, "PrimaryIdAttribute")?;
        Some(Edit::new(page).set(at, format!("| **PrimaryIdAttribute** | `{name}` |")))
    }),
    ("primary name is of another type", Warning, |page| {
        let name = page.value(page.column("DateTime")?, "LogicalName")?;
        let at = page.row(page.section("## Properties")?, "PrimaryNameAttribute")?;
        Some(Edit::new(page).set(at, format!("| **PrimaryNameAttribute** | `{name}` |")))
    }),
    ("primary key by its schema name", Error, |page| {
        let lines = page.section("## Properties")?;
        let name = page.value(lines.clone(), "PrimaryIdAttribute")?;
        let at = page.row(lines, "PrimaryIdAttribute")?;
        let name = name.to_uppercase();
        Some(Edit::new(page).set(at, format!("| **PrimaryIdAttribute** | `{name}` |")))
    }),
    ("logical name in upper case", Error, |page| {
        let lines = page.section("## Properties")?;
        let name = page.value(lines.clone(), "LogicalName")?;
        let at = page.row(lines, "LogicalName")?;
        Some(Edit::new(page).set(
            at,
            format!("| **LogicalName** | `{}` |", name.to_uppercase()),
        ))
    }),
    ("properties have no rows", Error, |page| {
        let section = page.section("## Properties")?;
        let last = page.last_row(section.clone())?;
        let first = page.find(section.start, |line| line.starts_with("| ---"))? + 1;
        Some(Edit::new(page).remove(first..last + 1).and(section.start))
    }),
    ("title names another table", Warning, |page| {
        let at = page.find(0, |line| line.starts_with("# "))?;
        Some(Edit::new(page).set(at, "# Other (contoso_Other) table/entity reference"))
    }),
    ("title is lost", Error, |page| {
        let at = page.find(0, |line| line.starts_with("# "))?;
        Some(Edit::new(page).remove(at..at + 1).and(0).and(1))
    }),
    ("title has the wrong level", Error, |page| {
        let at = page.find(0, |line| line.starts_with("# "))?;
        Some(
            Edit::new(page)
                .set(at, format!("#{}", page.lines[at]))
                .and(0),
        )
    }),
];

pub(super) fn kinds() -> Vec<Kind> {
    let mut kinds = row_kinds("table", ROWS);
    kinds.extend(piece_kinds("table", PIECES));
    kinds.extend(change_kinds("table", CHANGES));
    kinds
}
