use std::cmp::Ordering;

use super::of_solution::is_of_solution;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Column, ColumnType, DateTimeBehavior, Fact, Format, Number, Section, Table, name_in_title,
};
use crate::source::Span;

/// The maximum length of a string in Dataverse.
const MAX_LENGTH: u32 = 1_073_741_823;

/// Warns about primary keys and names of types that few tables have for them.
pub(super) fn check_keys(table: &Table, warnings: &mut Diagnostics) {
    let facts = &table.facts;
    let keys = [
        (
            "PrimaryIdAttribute",
            &facts.primary_id_attribute,
            ColumnType::Uniqueidentifier,
        ),
        (
            "PrimaryNameAttribute",
            &facts.primary_name_attribute,
            ColumnType::String,
        ),
    ];
    for (key, name, expected) in keys {
        let Some(name) = name else { continue };
        let mut columns = table.columns.iter();
        let column = columns.find(|column| column.has_logical_name(&name.value));
        let Some(r#type) = column.and_then(|column| column.facts.r#type.as_ref()) else {
            continue;
        };
        if r#type.value != expected {
            let message = format!(
                "`{key}` `{}` is a column of type {}",
                name.value,
                r#type.value.as_str()
            );
            warnings.push(
                warning(table, Code::OddKeyType, name.span, message)
                    .with_related(
                        table.page_containing(r#type.span),
                        r#type.span,
                        "type defined here",
                    )
                    .help(format!("name a column of type {}", expected.as_str())),
            );
        }
    }
}

/// Warns about a title that names another table than the properties.
pub(super) fn check_title(table: &Table, warnings: &mut Diagnostics) {
    let Some(schema_name) = &table.facts.schema_name else {
        return;
    };
    let name = name_in_title(&table.title.value);
    if !name.eq_ignore_ascii_case(&schema_name.value) {
        let message = format!(
            "mismatched title: found `{name}`, expected `{}`",
            schema_name.value
        );
        warnings.push(
            warning(table, Code::MismatchedName, table.title.span, message)
                .with_related(
                    table.page_containing(schema_name.span),
                    schema_name.span,
                    "schema name",
                )
                .help("extensions of the table have its schema name in their titles"),
        );
    }
}

/// Warns about limits that allow a single value, that exceed Dataverse's own, or that contradict
/// each other.
pub(super) fn check_limits(table: &Table, warnings: &mut Diagnostics) {
    for column in table.all_columns() {
        let facts = &column.facts;
        if let (Some(min), Some(max)) = (&facts.min_value, &facts.max_value)
            && min.value.compare(&max.value) == Ordering::Equal
        {
            let message = format!("`MaxValue` {} equals `MinValue`", max.value.as_str());
            warnings.push(
                warning(table, Code::OddLimit, max.span, message)
                    .help("check both limits: only one value is valid"),
            );
        }
        let length = facts.max_length.as_ref();
        if let Some(length) =
            length.filter(|fact| fact.value.parse::<u32>().is_some_and(|n| n > MAX_LENGTH))
        {
            let message = format!("`MaxLength` exceeds Dataverse's maximum of {MAX_LENGTH}");
            warnings
                .push(warning(table, Code::OddLimit, length.span, message).help("correct the row"));
        }
        check_size(table, "MaxHeight", facts.max_height.as_ref(), warnings);
        check_size(table, "MaxWidth", facts.max_width.as_ref(), warnings);
        check_date(table, column, warnings);
    }
}

fn check_size(table: &Table, key: &str, size: Option<&Fact<Number>>, warnings: &mut Diagnostics) {
    let is_size = |fact: &&Fact<Number>| fact.value.parse::<u32>().is_some_and(|size| size > 0);
    if let Some(size) = size.filter(|size| !is_size(size)) {
        let found = size.value.as_str();
        let message = format!("invalid `{key}`: expected a positive integer, found `{found}`");
        warnings.push(warning(table, Code::OddLimit, size.span, message));
    }
}

/// A date without a time can't be shown with one.
fn check_date(table: &Table, column: &Column, warnings: &mut Diagnostics) {
    let facts = &column.facts;
    let is_date = facts
        .date_time_behavior
        .as_ref()
        .is_some_and(|fact| fact.value == DateTimeBehavior::DateOnly);
    let is_date_time = facts
        .r#type
        .as_ref()
        .is_some_and(|fact| fact.value == ColumnType::DateTime);
    let Some(format) = &facts.format else { return };
    let is_odd = match format.value {
        Format::DateAndTime => is_date,
        Format::DateOnly | Format::Unknown(_) => false,
        _ => is_date_time,
    };
    if is_odd {
        let message = format!("unexpected `Format` `{}` of a date", format.value.as_str());
        let expected = if is_date {
            "`DateOnly`"
        } else {
            "`DateOnly` or `DateAndTime`"
        };
        warnings.push(
            warning(table, Code::OddLimit, format.span, message)
                .help(format!("write {expected}, or correct `DateTimeBehavior`")),
        );
    }
}

/// Warns about formats of automatic numbers with unknown or broken placeholders.
pub(super) fn check_number_formats(table: &Table, warnings: &mut Diagnostics) {
    for column in table.all_columns() {
        if let Some(format) = &column.facts.auto_number_format
            && !is_number_format(&format.value)
        {
            let message = format!("invalid `AutoNumberFormat` `{}`", format.value);
            warnings.push(warning(table, Code::InvalidNumberFormat, format.span, message).help(
                "use the placeholders `{SEQNUM:4}`, `{RANDSTRING:4}` (of 1 to 6), and `{DATETIMEUTC:yyyyMMdd}`",
            ));
        }
    }
}

fn is_number_format(format: &str) -> bool {
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        let Some((placeholder, after)) = rest[at..]
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'))
        else {
            return false;
        };
        let is_known = placeholder.split_once(':').is_some_and(|(kind, more)| {
            match (kind, more.parse::<u32>()) {
                ("SEQNUM", Ok(digits)) => digits > 0,
                ("RANDSTRING", Ok(length)) => (1..=6).contains(&length),
                ("DATETIMEUTC", _) => !more.is_empty(),
                _ => false,
            }
        });
        if !is_known {
            return false;
        }
        rest = after;
    }
    true
}

/// Warns about targets that a lookup has twice.
pub(super) fn check_targets(table: &Table, warnings: &mut Diagnostics) {
    for column in table.all_columns() {
        let Some(targets) = &column.facts.targets else {
            continue;
        };
        let mut seen = Vec::new();
        for target in &targets.value {
            if seen.contains(&target) {
                let message = format!("duplicate target `{target}`");
                warnings.push(
                    warning(table, Code::DuplicateName, targets.span, message)
                        .help("name each table once"),
                );
            }
            seen.push(target);
        }
    }
}

/// Warns about a page in the current layout that ends before its relationships.
pub(super) fn check_end(table: &Table, warnings: &mut Diagnostics) {
    let has = |section| table.section(section).is_some();
    let is_lookup = |column: &&Column| {
        let r#type = column.facts.r#type.as_ref();
        column.is_writable() && r#type.is_some_and(|fact| fact.value.is_lookup())
    };
    let Some(lookup) = table.columns.iter().find(is_lookup) else {
        return;
    };
    let is_complete = has(Section::SeeAlso)
        || has(Section::ManyToOne)
        || has(Section::OneToMany)
        || has(Section::ManyToMany);
    if !table.is_extension() && !is_complete && !is_of_solution(table.source()) {
        let span: Span = lookup.schema_name.span;
        let message = "missing relationships: the page ends before them";
        warnings.push(
            warning(table, Code::IncompletePage, span, message)
                .help("check that the page is complete"),
        );
    }
}

fn warning(table: &Table, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, table.page_containing(span), span, message)
}
