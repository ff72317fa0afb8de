use core::fmt::Display;

use rust_decimal::Decimal;

use super::rules::Rule;
use crate::info::{ChoiceInfo, ColumnKind};
use crate::value::{Date, DateTime, Image, Reference, Value, ZonelessDateTime};

/// The maximum number of options in a set, according to Microsoft's documentation of choices.
const MAX_OPTIONS: usize = 150;

/// The maximum number of decimal places of a Money column whose `PrecisionSource` isn't 0.
///
/// They are those of the organization or the currency, whose columns `pricingdecimalprecision` and
/// `currencyprecision` have this MaxValue.
const MAX_MONEY_PRECISION: u32 = 4;

/// The first year of the dates that SQL Server's type `datetime` can store.
const MIN_YEAR: i32 = 1753;

/// The kinds of rules to check.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scope {
    pub(crate) limits: bool,
    pub(crate) options: bool,
    pub(crate) targets: bool,
    /// True if the values that the service rounds violate the limit `Precision`.
    pub(crate) rounding: bool,
}

impl Scope {
    pub(crate) const DEFAULT: Self = Self {
        limits: true,
        options: true,
        targets: true,
        rounding: false,
    };
    pub(crate) const NONE: Self = Self {
        limits: false,
        options: false,
        targets: false,
        rounding: false,
    };
}

/// Returns true if values of this column type can violate a rule.
pub(crate) fn has_rules(kind: &ColumnKind) -> bool {
    !matches!(
        kind,
        ColumnKind::Boolean { .. }
            | ColumnKind::Uniqueidentifier
            | ColumnKind::EntityName
            | ColumnKind::ManagedProperty
            | ColumnKind::File { .. }
            | ColumnKind::PartyList { .. }
            | ColumnKind::CalendarRules
            | ColumnKind::Virtual
    )
}

/// Returns the rule of this column type that a value violates.
pub(crate) fn violation(kind: &ColumnKind, value: &Value<'_>, scope: Scope) -> Option<Rule> {
    match value {
        Value::Text(value) => text(kind, value, scope),
        Value::Integer(value) => integer(kind, value, scope),
        Value::BigInt(value) => big_int(kind, value, scope),
        Value::Decimal(value) => decimal(kind, value, scope),
        Value::Double(value) => double(kind, value, scope),
        Value::Choice(value) => choice(kind, *value, scope),
        Value::Choices(values) => choices(kind, values, scope),
        Value::Lookup(reference) => lookup(kind, reference, scope),
        Value::Image(value) => image(kind, value, scope),
        Value::DateTime(value) => date_time(kind, value, scope),
        Value::ZonelessDateTime(value) => zoneless_date_time(kind, value, scope),
        Value::Date(value) => date(kind, value, scope),
        Value::Boolean(_) | Value::Guid(_) | Value::Managed(_) | Value::File(_) => None,
    }
}

/// Returns the violated rule if a value isn't of the column's type.
pub(crate) fn wrong_type(kind: &ColumnKind, value: &Value<'_>) -> Option<Rule> {
    let (expected, actual) = (kind.value_type(), value.value_type());
    (expected != Some(actual)).then_some(Rule::WrongType { expected, actual })
}

/// Returns the violated rule if a value is a double that JSON can't represent.
pub(crate) fn not_finite(value: &Value<'_>) -> Option<Rule> {
    match value {
        Value::Double(value) if !value.is_finite() => Some(Rule::NotFinite),
        _ => None,
    }
}

#[inline]
pub(crate) fn text(kind: &ColumnKind, value: &str, scope: Scope) -> Option<Rule> {
    match kind {
        ColumnKind::String { max_length } | ColumnKind::Memo { max_length }
            // A string has at least as many bytes as UTF-16 code units.
            if scope.limits && value.len() > *max_length as usize =>
        {
            let (limit, actual) = (*max_length, utf16_length(value));
            (actual > limit as usize).then_some(Rule::MaxLength { limit, actual })
        }
        _ => None,
    }
}

#[inline]
pub(crate) fn integer(kind: &ColumnKind, value: &i32, scope: Scope) -> Option<Rule> {
    match kind {
        ColumnKind::Integer { min, max } if scope.limits => range(value, min, max),
        _ => None,
    }
}

#[inline]
pub(crate) fn big_int(kind: &ColumnKind, value: &i64, scope: Scope) -> Option<Rule> {
    match kind {
        ColumnKind::BigInt { min, max } if scope.limits => range(value, min, max),
        _ => None,
    }
}

pub(crate) fn decimal(kind: &ColumnKind, value: &Decimal, scope: Scope) -> Option<Rule> {
    let (min, max, precision) = match kind {
        ColumnKind::Decimal {
            min,
            max,
            precision,
        } => (min, max, Some(*precision)),
        ColumnKind::Money {
            min,
            max,
            precision,
        } => (min, max, Some(precision.unwrap_or(MAX_MONEY_PRECISION))),
        _ => return None,
    };
    if !scope.limits {
        return None;
    }
    range(value, min, max).or_else(|| {
        let limit = precision.filter(|_| scope.rounding)?;
        // `normalize` is expensive, and most values don't need it.
        (value.scale() > limit && value.normalize().scale() > limit).then(|| Rule::Precision {
            limit,
            actual: value.to_string(),
        })
    })
}

#[inline]
pub(crate) fn date_time(_: &ColumnKind, value: &DateTime, scope: Scope) -> Option<Rule> {
    (scope.limits && value.year() < MIN_YEAR).then(|| too_early(value))
}

#[inline]
pub(crate) fn zoneless_date_time(
    _: &ColumnKind,
    value: &ZonelessDateTime,
    scope: Scope,
) -> Option<Rule> {
    (scope.limits && value.date().year() < MIN_YEAR).then(|| too_early(value))
}

#[inline]
pub(crate) fn date(_: &ColumnKind, value: &Date, scope: Scope) -> Option<Rule> {
    (scope.limits && value.year() < MIN_YEAR).then(|| too_early(value))
}

#[cold]
fn too_early(value: &impl Display) -> Rule {
    let actual = value.to_string();
    Rule::TooEarly { actual }
}

pub(crate) fn double(kind: &ColumnKind, value: &f64, scope: Scope) -> Option<Rule> {
    match kind {
        ColumnKind::Double {
            min,
            max,
            precision,
        } if scope.limits => not_finite(&Value::Double(*value))
            .or_else(|| range(value, min, max))
            .or_else(|| double_precision(*value, precision.filter(|_| scope.rounding)?)),
        _ => None,
    }
}

#[inline]
pub(crate) fn choice(kind: &ColumnKind, value: i32, scope: Scope) -> Option<Rule> {
    match kind {
        ColumnKind::Picklist { choice }
        | ColumnKind::State { choice }
        | ColumnKind::Status { choice }
            if scope.options =>
        {
            unknown_option(choice, value)
        }
        _ => None,
    }
}

pub(crate) fn choices(kind: &ColumnKind, values: &[i32], scope: Scope) -> Option<Rule> {
    let ColumnKind::MultiSelectPicklist { choice } = kind else {
        return None;
    };
    let actual = values.len();
    if scope.limits && actual > MAX_OPTIONS {
        let limit = MAX_OPTIONS;
        return Some(Rule::TooManyOptions { limit, actual });
    }
    let mut values = values.iter().filter(|_| scope.options);
    values.find_map(|value| unknown_option(choice, *value))
}

pub(crate) fn lookup(kind: &ColumnKind, reference: &Reference, scope: Scope) -> Option<Rule> {
    target(kind, reference.table()?, scope)
}

/// Returns the violated rule if the page lists targets of the lookup, and the table isn't among
/// them.
pub(crate) fn target(kind: &ColumnKind, table: &str, scope: Scope) -> Option<Rule> {
    let targets = kind.targets();
    let is_other = scope.targets && !targets.is_empty() && !targets.contains(&table);
    is_other.then(|| Rule::Target {
        targets,
        table: table.to_owned(),
    })
}

pub(crate) fn image(kind: &ColumnKind, image: &Image, scope: Scope) -> Option<Rule> {
    match kind {
        ColumnKind::Image { max_size, .. } if scope.limits => size(image.size(), *max_size),
        _ => None,
    }
}

/// Returns the violated rule if a size in bytes exceeds `max_size` kilobytes of 1,024 bytes.
pub(crate) fn size(actual: u64, max_size: u32) -> Option<Rule> {
    let limit = u64::from(max_size) * 1024;
    (actual > limit).then_some(Rule::MaxSize { limit, actual })
}

/// Returns the number of UTF-16 code units in a string.
pub(crate) const fn utf16_length(text: &str) -> usize {
    let text = text.as_bytes();
    let (mut at, mut length) = (0, 0);
    while at < text.len() {
        length += match text[at] {
            // A continuation byte of a character.
            0x80..=0xbf => 0,
            // The first of four bytes: a character outside the 16-bit range.
            0xf0.. => 2,
            _ => 1,
        };
        at += 1;
    }
    length
}

#[inline]
fn unknown_option(choice: &ChoiceInfo, value: i32) -> Option<Rule> {
    // A page without any options doesn't restrict them.
    let is_unknown = !choice.options.is_empty() && choice.option(value).is_none();
    is_unknown.then_some(Rule::UnknownOption(value))
}

#[inline]
fn range<N: PartialOrd + Display>(value: &N, min: &N, max: &N) -> Option<Rule> {
    if value < min {
        return Some(limit_violation(value, min, |limit, actual| {
            Rule::MinValue { limit, actual }
        }));
    }
    (value > max)
        .then(|| limit_violation(value, max, |limit, actual| Rule::MaxValue { limit, actual }))
}

#[cold]
fn limit_violation<N: Display>(value: &N, limit: &N, rule: fn(String, String) -> Rule) -> Rule {
    rule(limit.to_string(), value.to_string())
}

fn double_precision(value: f64, limit: u32) -> Option<Rule> {
    // Most values are the nearest double to a number with few enough digits. This check avoids
    // formatting them, which is expensive.
    let unit = 10_f64.powi(limit.min(22) as i32);
    if (value * unit).round() / unit == value {
        return None;
    }
    let actual = value.to_string();
    let (_, digits) = actual.split_once('.')?;
    (digits.len() > limit as usize).then_some(Rule::Precision { limit, actual })
}
