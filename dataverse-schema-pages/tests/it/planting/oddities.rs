//! Facts that are possible each by itself, but that no table of Dataverse has together.

use dataverse_schema_pages::Severity::{Error, Warning};

use super::columns::{self, column_kinds};
use super::fault::Edit;
use super::fault::Kind;
use super::fault::Place::{Base, New};
use super::fault::RowFault::Value;
use super::scope::Scope::{ManyToMany, ManyToOne, OneToMany, Options, Page, Section};
use super::scope::{Change, Piece, Row, change_kinds, piece_kinds, row_kinds};

const COLUMNS: &[columns::Row] = &[
    ("Owner", Value("Type", "Lookup"), Warning, &[Base]),
    ("Owner", Value("Type", "Customer"), Warning, &[Base]),
    ("Lookup", Value("Type", "State"), Error, &[Base]),
    ("State", Value("Type", "Picklist"), Warning, &[Base]),
    ("Status", Value("Type", "Picklist"), Warning, &[Base]),
    ("Owner", Value("Targets", "account"), Warning, &[Base]),
    (
        "Owner",
        Value("Targets", "systemuser, team, account"),
        Warning,
        &[Base],
    ),
    ("Customer", Value("Targets", "lead"), Warning, &[Base]),
    ("String", Value("Format", "DateOnly"), Warning, &[Base]),
    ("String", Value("Format", "Duration"), Warning, &[Base]),
    ("String", Value("FormatName", "Url"), Warning, &[Base]),
    ("Memo", Value("Format", "DateAndTime"), Warning, &[Base]),
    ("String", Value("Format", ""), Warning, &[Base]),
    ("String", Value("FormatName", ""), Warning, &[Base]),
    ("String", Value("ImeMode", ""), Warning, &[Base]),
    ("String", Value("IsLocalizable", ""), Warning, &[Base]),
    ("DateTime", Value("Format", ""), Warning, &[Base]),
    (
        "DateTime",
        Value("CanChangeDateTimeBehavior", ""),
        Warning,
        &[Base],
    ),
    ("DateTime", Value("SourceTypeMask", ""), Warning, &[Base]),
    ("DateTime", Value("SourceTypeMask", "-1"), Warning, &[Base]),
    ("Boolean", Value("True Label", ""), Warning, &[Base]),
    ("Boolean", Value("False Label", ""), Warning, &[Base]),
    ("Boolean", Value("GlobalChoiceName", ""), Warning, &[Base]),
    ("Picklist", Value("GlobalChoiceName", ""), Warning, &[Base]),
    (
        "Picklist",
        Value("GlobalChoiceName", "``"),
        Warning,
        &[Base],
    ),
    ("Money", Value("PrecisionSource", ""), Warning, &[Base]),
    ("Money", Value("IsBaseCurrency", ""), Warning, &[Base]),
    ("Decimal", Value("MaxValue", ""), Warning, &[Base, New]),
    (
        "Decimal",
        Value("MaxValue", "100000000001"),
        Warning,
        &[Base, New],
    ),
    (
        "Decimal",
        Value("MinValue", "-100000000001"),
        Warning,
        &[Base, New],
    ),
    ("Double", Value("Precision", "6"), Warning, &[Base, New]),
    (
        "Money",
        Value("MaxValue", "922337203685478"),
        Warning,
        &[Base, New],
    ),
    (
        "Image",
        Value("MaxSizeInKB", "30721"),
        Warning,
        &[Base, New],
    ),
    ("Image", Value("MaxHeight", ""), Warning, &[Base]),
    ("Image", Value("IsPrimaryImage", ""), Warning, &[Base]),
    (
        "File",
        Value("MaxSizeInKB", "10485761"),
        Warning,
        &[Base, New],
    ),
];

const PROPERTIES: super::scope::Scope = Section("## Properties");
const MESSAGES: super::scope::Scope = Section("## Messages");

const ROWS: &[Row] = &[
    (
        PROPERTIES,
        Value("OwnershipType", " `OrganizationOwned` "),
        Warning,
    ),
    (ManyToOne, Value("ReferencedAttribute", "`name`"), Warning),
    (
        ManyToOne,
        Value("ReferencedAttribute", "`ownerid`"),
        Warning,
    ),
    (
        ManyToOne,
        Value("ReferencingEntityNavigationPropertyName", "`1st`"),
        Warning,
    ),
    (
        OneToMany,
        Value("ReferencedEntityNavigationPropertyName", "`1st`"),
        Warning,
    ),
    (
        OneToMany,
        Value("ReferencingAttribute", "`CONTOSO_GADGETID`"),
        Warning,
    ),
    (
        ManyToMany,
        Value("IntersectEntityName", "`CONTOSO_PAIRS`"),
        Warning,
    ),
    (
        ManyToMany,
        Value("IntersectAttribute", "`CONTOSO_GADGETID`"),
        Warning,
    ),
];

const PIECES: &[Piece] = &[
    (
        ManyToOne,
        "Assign: `NoCascade`",
        "Assign: `Restrict`",
        Warning,
    ),
    (
        ManyToOne,
        "Assign: `NoCascade`",
        "Assign: `RemoveLink`",
        Warning,
    ),
    (
        ManyToOne,
        "Share: `NoCascade`",
        "Share: `Restrict`",
        Warning,
    ),
    (ManyToOne, "Merge: `NoCascade`", "Merge: `Active`", Warning),
    (
        ManyToOne,
        "Merge: `NoCascade`",
        "Merge: `UserOwned`",
        Warning,
    ),
    (ManyToOne, "Delete: `RemoveLink`<br />", "", Warning),
    (ManyToOne, "Delete: `NoCascade`<br />", "", Warning),
    (
        OneToMany,
        "Behavior: `UseCollectionName`",
        "Behavior: `UseLabel`",
        Warning,
    ),
    (
        OneToMany,
        "Behavior: `UseCollectionName`",
        "Behavior: ``",
        Warning,
    ),
    (OneToMany, "Label: <br />", "Label: Parts<br />", Warning),
    (
        OneToMany,
        "AvailableOffline: True",
        "AvailableOffline: ",
        Warning,
    ),
    (OneToMany, "Order: 10000", "Order: -1", Warning),
    (OneToMany, "Order: 10000", "Order: 1.5", Warning),
    (OneToMany, "QueryApi: null", "QueryApi: None", Warning),
    (OneToMany, "QueryApi: null", "QueryApi: nul", Warning),
    (MESSAGES, "`POST` /", "`GET` /", Warning),
    (MESSAGES, "`POST` /", "`post` /", Warning),
    (MESSAGES, "`POST` /", "`PSOT` /", Warning),
    (MESSAGES, "`DELETE` /", "`DELETE` /x", Warning),
    (MESSAGES, "id*)", "di*)", Warning),
    (
        MESSAGES,
        "xref:Microsoft.Dynamics.CRM.CreateMultiple",
        "xref:Microsoft.Dynamics.CRM.UpdateMultiple",
        Warning,
    ),
    (
        MESSAGES,
        "Messages.CreateMultipleRequest",
        "Messages.UpdateMultipleRequest",
        Warning,
    ),
    (
        Options("State"),
        "InvariantName: `Active`",
        "InvariantName: ``",
        Warning,
    ),
    (
        Options("State"),
        "<br />InvariantName: `Active`",
        "",
        Warning,
    ),
    (
        Page,
        "?displayProperty=fullName>",
        "s?displayProperty=fullName>",
        Warning,
    ),
];

const CHANGES: &[Change] = &[
    ("navigation property in upper case", Warning, |page| {
        let key = "ReferencingEntityNavigationPropertyName";
        let entry = page.relationship("Many-to-One")?;
        let property = page.value(entry.clone(), key)?;
        let is_lookup = page.value(entry.clone(), "ReferencingAttribute")?;
        property.eq_ignore_ascii_case(&is_lookup).then_some(())?;
        let at = page.row(entry, key)?;
        let line = format!("|{key}|`{}`|", property.to_uppercase());
        Some(Edit::new(page).set(at, line))
    }),
    (
        "navigation property of many rows is blank",
        Warning,
        |page| {
            let key = "ReferencedEntityNavigationPropertyName";
            let line = format!("|{key}|``|");
            if page.lines.contains(&line) {
                return None;
            }
            let at = page.row(page.relationship("One-to-Many")?, key)?;
            Some(Edit::new(page).set(at, line))
        },
    ),
    ("link names another relationship", Warning, |page| {
        let entry = page.relationship("Many-to-One")?;
        let at = entry
            .clone()
            .find(|at| page.lines[*at].starts_with("One-To-Many Relationship: ["))?;
        let line = page.lines[at].replacen("](", "x](", 1);
        Some(Edit::new(page).set(at, line))
    }),
    ("link leads to another relationship", Warning, |page| {
        let entry = page.relationship("Many-to-One")?;
        let at = entry
            .clone()
            .find(|at| page.lines[*at].starts_with("One-To-Many Relationship: ["))?;
        let line = page.lines[at].replacen("#BKMK_", "#BKMK_x", 1);
        Some(Edit::new(page).set(at, line))
    }),
    ("primary key can't be read", Warning, |page| {
        primary_key(page, "IsValidForRead", "False")
    }),
    ("primary key isn't required", Warning, |page| {
        page.find(0, |line| line == "### See also")?;
        primary_key(page, "RequiredLevel", "None")
    }),
];

fn primary_key(page: &super::page::CleanPage, key: &str, value: &str) -> Option<Edit> {
    let name = page.value(page.section("## Properties")?, "PrimaryIdAttribute")?;
    let columns = page.columns("Uniqueidentifier");
    let mut columns = columns.into_iter();
    let column =
        columns.find(|column| page.value(column.clone(), "LogicalName").as_ref() == Some(&name))?;
    let at = page.row(column, key)?;
    Some(Edit::new(page).set(at, format!("|{key}|{value}|")))
}

pub(super) fn kinds() -> Vec<Kind> {
    let mut kinds = column_kinds("oddities", COLUMNS);
    kinds.extend(row_kinds("oddities", ROWS));
    kinds.extend(piece_kinds("oddities", PIECES));
    kinds.extend(change_kinds("oddities", CHANGES));
    kinds
}
