use std::cmp::Ordering;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Column, ColumnType, DateTimeBehavior, Fact, Format, Number, Table};
use crate::source::Span;

/// The maximum length of a string in Dataverse.
const MAX_LENGTH: u32 = 1_073_741_823;

/// Warns about limits that allow a single value, that exceed Dataverse's own, or that contradict
/// each other.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
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
        check_range(table, column, warnings);
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

/// Dataverse's own limits: types, the row, its minimum, and its maximum.
const RANGES: &[(&[ColumnType], &str, &str, &str)] = &[
    (
        &[ColumnType::Decimal, ColumnType::Double],
        "MaxValue",
        "-100000000000",
        "100000000000",
    ),
    (
        &[ColumnType::Decimal, ColumnType::Double],
        "MinValue",
        "-100000000000",
        "100000000000",
    ),
    (
        &[ColumnType::Money],
        "MaxValue",
        "-922337203685477.5808",
        "922337203685477.5807",
    ),
    (
        &[ColumnType::Money],
        "MinValue",
        "-922337203685477.5808",
        "922337203685477.5807",
    ),
    (&[ColumnType::Double], "Precision", "0", "5"),
    (&[ColumnType::Image], "MaxSizeInKB", "1", "30720"),
    (&[ColumnType::File], "MaxSizeInKB", "1", "10485760"),
];

fn check_range(table: &Table, column: &Column, warnings: &mut Diagnostics) {
    let facts = &column.facts;
    let Some(r#type) = &facts.r#type else { return };
    let ranges = RANGES.iter();
    for (_, key, min, max) in ranges.filter(|(types, ..)| types.contains(&r#type.value)) {
        let fact = match *key {
            "MaxValue" => &facts.max_value,
            "MinValue" => &facts.min_value,
            "Precision" => &facts.precision,
            _ => &facts.max_size_in_kb,
        };
        let (Some(fact), Some(min), Some(max)) = (fact, Number::new(min), Number::new(max)) else {
            continue;
        };
        let is_within = fact.value.compare(&min) != Ordering::Less
            && fact.value.compare(&max) != Ordering::Greater;
        if !is_within {
            let message = format!(
                "`{key}` {} is out of range for columns of type {}",
                fact.value.as_str(),
                r#type.value.as_str()
            );
            warnings.push(
                warning(table, Code::OddLimit, fact.span, message).help(format!(
                    "Dataverse allows {} to {}",
                    min.as_str(),
                    max.as_str()
                )),
            );
        }
    }
    if let Some(mask) = &facts.source_type_mask
        && mask.value.parse::<u8>().is_none()
    {
        let message = format!("invalid `SourceTypeMask` {}", mask.value.as_str());
        warnings.push(
            warning(table, Code::OddLimit, mask.span, message)
                .help("write 0, or a sum of the flags 1, 2, and 4"),
        );
    }
}

fn warning(table: &Table, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, table.page_containing(span), span, message)
}
