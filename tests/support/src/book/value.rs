//! Values of columns in bodies.

use super::json::Json;
use super::rules;
use super::table::Column;
use super::url::is_guid;
use super::violations::Violations;

/// Checks the value of a column, which isn't null.
pub(super) fn check_value(column: &Column, value: &Json, found: &mut Violations) {
    let what = format!("`{}` is {value:?}", column.name);
    let text = value.text();
    let has_form = match &*column.kind {
        "String" | "Memo" | "EntityName" => text.is_some(),
        "Integer" | "BigInt" | "Picklist" | "State" | "Status" => integer(value).is_some(),
        "Decimal" | "Money" | "Double" => matches!(value, Json::Number(_)),
        "Boolean" => matches!(value, Json::Boolean(_)),
        "Uniqueidentifier" => text.is_some_and(is_guid),
        "DateTime" if column.behavior() == "DateOnly" => text.is_some_and(is_day),
        "DateTime" => text.is_some_and(is_date),
        "MultiSelectPicklist" => text.and_then(set).is_some(),
        "ManagedProperty" => matches!(value.get("Value"), Some(Json::Boolean(_))),
        "Image" => text.is_some_and(is_base64),
        _ => false,
    };
    if !has_form {
        return found.add(&rules::VALUE, what);
    }
    check_options(column, value, &what, found);
    check_size(column, value, &what, found);
}

fn check_options(column: &Column, value: &Json, what: &str, found: &mut Violations) {
    let chosen = match &*column.kind {
        "Picklist" | "State" | "Status" => integer(value).into_iter().collect(),
        "MultiSelectPicklist" => value.text().and_then(set).unwrap_or_default(),
        _ => return,
    };
    let options = column.options();
    let is_option = |value: &i64| options.iter().any(|(option, _)| option == value);
    let is_open = options.is_empty();
    found.check(
        is_open || chosen.iter().all(is_option),
        &rules::CHOICE,
        what,
    );
}

/// Checks lengths and ranges. The service rounds numbers with too many decimal places.
fn check_size(column: &Column, value: &Json, what: &str, found: &mut Violations) {
    match (&*column.kind, value) {
        ("String" | "Memo", Json::Text(text)) => {
            let length = text.encode_utf16().count();
            let fits = column.max_length().is_none_or(|limit| length <= limit);
            found.check(
                fits,
                &rules::LENGTH,
                format_args!("`{}` of {length}", column.name),
            );
        }
        ("DateTime", Json::Text(text)) => {
            let is_stored = &text[..4] >= "1753";
            found.check(is_stored, &rules::RANGE, what);
        }
        ("Integer" | "BigInt" | "Decimal" | "Money" | "Double", Json::Number(digits)) => {
            let number: f64 = digits.parse().unwrap_or(f64::NAN);
            let fits = column.number("min_value").is_none_or(|min| min <= number)
                && column.number("max_value").is_none_or(|max| number <= max);
            found.check(fits, &rules::RANGE, what);
        }
        _ => {}
    }
}

pub(super) fn integer(value: &Json) -> Option<i64> {
    match value {
        Json::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

/// Returns the options of a set, which are separated by commas.
fn set(text: &str) -> Option<Vec<i64>> {
    text.split(',').map(|option| option.parse().ok()).collect()
}

/// Returns true for a number as OData writes it.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok()
}

/// Returns true for a day such as `2026-02-28`.
pub(super) fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    is_between(year, 4, 1..=9999) && is_between(month, 2, 1..=12) && is_between(day, 2, 1..=31)
}

/// Returns true for a moment in UTC such as `2026-02-28T23:59:59Z`.
pub(super) fn is_date(text: &str) -> bool {
    let Some((day, clock)) = text.strip_suffix('Z').and_then(|text| text.split_once('T')) else {
        return false;
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let [hour, minute, second] = parts.as_slice() else {
        return false;
    };
    is_day(day)
        && is_between(hour, 2, 0..=23)
        && is_between(minute, 2, 0..=59)
        && is_between(second, 2, 0..=59)
        && !fraction.is_empty()
        && fraction.chars().all(|c| c.is_ascii_digit())
}

fn is_between(text: &str, length: usize, range: std::ops::RangeInclusive<u32>) -> bool {
    let is_digits = text.len() == length && text.chars().all(|c| c.is_ascii_digit());
    is_digits && text.parse().is_ok_and(|number| range.contains(&number))
}

fn is_base64(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    let is_digit = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/';
    text.len().is_multiple_of(4) && text.len() - data.len() <= 2 && data.chars().all(is_digit)
}
