//! Warnings about types that contradict what all tables of Dataverse have in common.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ColumnType, Fact, Format, FormatName, Section, Table};
use crate::suggest::are_near;

/// Columns that have the same type in all tables, and types that only these columns have.
const NAMES: [(&str, ColumnType, bool); 3] = [
    ("ownerid", ColumnType::Owner, false),
    ("statecode", ColumnType::State, true),
    ("statuscode", ColumnType::Status, true),
];

/// Warns about columns of the platform that have another type than in all tables.
pub(super) fn check_names(table: &Table, warnings: &mut Diagnostics) {
    for column in &table.columns {
        let Some(r#type) = &column.facts.r#type else {
            continue;
        };
        let name = column.logical_name();
        for (known, expected, is_only) in NAMES {
            let is_named = name == known;
            let is_of_type = r#type.value == expected;
            if is_named && !is_of_type {
                let message = format!(
                    "unlikely `Type` {} of column `{name}`",
                    r#type.value.as_str()
                );
                let help = format!("in all tables, it is {}", expected.as_str());
                warnings.push(warning(table, r#type, message).help(help));
            } else if is_only && is_of_type && !is_named {
                let message = format!("unlikely `Type` {} of column `{name}`", expected.as_str());
                let help = format!("only the column `{known}` has this type");
                warnings.push(warning(table, r#type, message).help(help));
            }
        }
    }
}

/// Warns about owners and customers that aren't those of Dataverse.
pub(super) fn check_targets(table: &Table, warnings: &mut Diagnostics) {
    for column in table.all_columns() {
        let Some(targets) = &column.facts.targets else {
            continue;
        };
        let r#type = column.facts.r#type.as_ref().map(|fact| fact.value);
        let known: &[&str] = match r#type {
            Some(ColumnType::Owner) => &["systemuser", "team"],
            Some(ColumnType::Customer) => &["account", "contact"],
            _ => continue,
        };
        // Typos are reported beside the relationship that has the right name.
        let is_known = |target: &str| known.iter().any(|known| are_near(target, known));
        let mut others = targets.value.iter();
        if let Some(other) = others.find(|target| !is_known(target)) {
            let types = r#type.map_or("", ColumnType::as_str);
            let message = format!("unlikely target `{other}` of a column of type {types}");
            warnings.push(
                warning(table, targets, message)
                    .help(format!("use {}, or correct the `Type`", known.join(", "))),
            );
        }
    }
}

/// Warns about formats of other types, and about two formats of one column.
pub(super) fn check_formats(table: &Table, warnings: &mut Diagnostics) {
    for column in table.all_columns() {
        let facts = &column.facts;
        let (Some(r#type), Some(format)) = (&facts.r#type, &facts.format) else {
            continue;
        };
        let is_known = match r#type.value {
            ColumnType::String | ColumnType::Memo => is_of_text(&format.value),
            ColumnType::Integer => is_of_integer(&format.value),
            // Formats of dates are checked with their limits.
            _ => true,
        };
        if !is_known {
            let message = format!(
                "unexpected `Format` `{}` of a column of type {}",
                format.value.as_str(),
                r#type.value.as_str()
            );
            warnings
                .push(warning(table, format, message).help("correct the `Format` or the `Type`"));
        } else if let Some(name) = &facts.format_name
            && r#type.value == ColumnType::String
            && contradict(&format.value, &name.value)
        {
            let message = format!(
                "`FormatName` `{}` contradicts `Format` `{}`",
                name.value.as_str(),
                format.value.as_str()
            );
            let page = table.page_containing(format.span);
            warnings.push(
                warning(table, name, message)
                    .with_related(page, format.span, "format")
                    .help("write the same format in both rows"),
            );
        }
    }
}

fn is_of_text(format: &Format) -> bool {
    !is_of_integer(format) && !matches!(format, Format::DateOnly | Format::DateAndTime)
        || matches!(format, Format::Unknown(_))
}

fn is_of_integer(format: &Format) -> bool {
    matches!(
        format,
        Format::None
            | Format::Duration
            | Format::TimeZone
            | Format::Language
            | Format::Locale
            | Format::Unknown(_)
    )
}

/// `FormatName` has formats that `Format` lacks.
fn contradict(format: &Format, name: &FormatName) -> bool {
    let is_in_both = matches!(
        name,
        FormatName::Text
            | FormatName::TextArea
            | FormatName::Email
            | FormatName::Url
            | FormatName::TickerSymbol
            | FormatName::PhoneticGuide
            | FormatName::VersionNumber
    );
    let is_known = !matches!(format, Format::Unknown(_));
    is_known && is_in_both && format.as_str() != name.as_str()
}

/// Warns about an ownership that contradicts the column for the owner.
///
/// The tables that users own have this column, and those of an organization lack it.
pub(super) fn check_owner(table: &Table, warnings: &mut Diagnostics) {
    let Some(ownership) = &table.facts.ownership_type else {
        return;
    };
    let mut columns = table.columns.iter();
    let owner = columns.find(|column| column.has_logical_name("ownerid"));
    // Pages made by hand may have fewer columns.
    let is_full = table.section(Section::ReadOnlyColumns).is_some()
        && table.section(Section::SeeAlso).is_some();
    let name = ownership.value.as_str();
    match owner {
        None if name == "UserOwned" && is_full => {
            let message = "unlikely `OwnershipType` `UserOwned`: there is no column `ownerid`";
            let help = "check the row, and that the page is complete";
            warnings.push(warning(table, ownership, message).help(help));
        }
        Some(owner) if ["OrganizationOwned", "BusinessOwned"].contains(&name) => {
            let message = format!("unlikely `OwnershipType` `{name}` of a table with owners");
            let (at, help) = (owner.schema_name.span, "write `UserOwned`");
            let page = table.page_containing(at);
            let warning = warning(table, ownership, message);
            warnings.push(
                warning
                    .with_related(page, at, "column of the owner")
                    .help(help),
            );
        }
        _ => {}
    }
}

fn warning<T>(table: &Table, at: &Fact<T>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(
        Code::OddType,
        table.page_containing(at.span),
        at.span,
        message,
    )
}
