use core::fmt::Display;

use rust_decimal::Decimal;

use crate::{ChoiceInfo, ColumnKind, Reference, Rule, Value};

/// The most options that a set may hold, by Microsoft's documentation of choices.
const MAX_OPTIONS: usize = 150;

/// Which kinds of rules are checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scope {
    pub(crate) limits: bool,
    pub(crate) options: bool,
    pub(crate) targets: bool,
}

impl Scope {
    pub(crate) const ALL: Self = Self {
        limits: true,
        options: true,
        targets: true,
    };
    pub(crate) const NONE: Self = Self {
        limits: false,
        options: false,
        targets: false,
    };
}

/// Whether there are values of this type of column that break a rule.
pub(crate) fn has_rules(kind: &ColumnKind) -> bool {
    !matches!(
        kind,
        ColumnKind::Boolean
            | ColumnKind::DateTime { .. }
            | ColumnKind::Uniqueidentifier
            | ColumnKind::EntityName
            | ColumnKind::ManagedProperty
            | ColumnKind::File { .. }
            | ColumnKind::PartyList { .. }
            | ColumnKind::CalendarRules
            | ColumnKind::Virtual
    )
}

/// The rule of this type of column that a value breaks.
pub(crate) fn broken(kind: &ColumnKind, value: &Value<'_>, scope: Scope) -> Option<Rule> {
    match (kind, value) {
        (
            ColumnKind::Picklist { choice }
            | ColumnKind::State { choice }
            | ColumnKind::Status { choice },
            Value::Choice(value),
        ) => scope.options.then(|| unknown_option(choice, *value))?,
        (ColumnKind::MultiSelectPicklist { choice }, Value::Choices(values)) => {
            let too_many = scope.limits.then(|| too_many(values));
            let unknown = || {
                let mut values = values.iter();
                values.find_map(|value| unknown_option(choice, *value))
            };
            let unknown = || scope.options.then(unknown).flatten();
            too_many.flatten().or_else(unknown)
        }
        (kind, Value::Lookup(reference)) => scope.targets.then(|| target(kind, reference))?,
        _ => scope.limits.then(|| beyond_limit(kind, value))?,
    }
}

/// Whether a value is a double that JSON can't carry.
pub(crate) fn not_finite(value: &Value<'_>) -> Option<Rule> {
    match value {
        Value::Double(value) if !value.is_finite() => Some(Rule::NotFinite),
        _ => None,
    }
}

fn beyond_limit(kind: &ColumnKind, value: &Value<'_>) -> Option<Rule> {
    match (kind, value) {
        (
            ColumnKind::String { max_length } | ColumnKind::Memo { max_length },
            Value::Text(text),
        ) => length(text, *max_length),
        (ColumnKind::Integer { min, max }, Value::Integer(value)) => range(value, min, max),
        (ColumnKind::BigInt { min, max }, Value::BigInt(value)) => range(value, min, max),
        (
            ColumnKind::Double {
                min,
                max,
                precision,
            },
            Value::Double(double),
        ) => not_finite(value)
            .or_else(|| range(double, min, max))
            .or_else(|| double_precision(*double, (*precision)?)),
        (
            ColumnKind::Decimal {
                min,
                max,
                precision,
            },
            Value::Decimal(value),
        ) => decimal(*value, min, max, Some(*precision)),
        (
            ColumnKind::Money {
                min,
                max,
                precision,
            },
            Value::Decimal(value),
        ) => decimal(*value, min, max, *precision),
        (ColumnKind::Image { max_size }, Value::Image(image)) => size(image.size(), *max_size),
        _ => None,
    }
}

fn too_many(values: &[i32]) -> Option<Rule> {
    let actual = values.len();
    (actual > MAX_OPTIONS).then_some(Rule::TooManyOptions {
        limit: MAX_OPTIONS,
        actual,
    })
}

/// The size in bytes of something that may have so many kilobytes.
pub(crate) fn size(actual: u64, max_size: u32) -> Option<Rule> {
    let limit = u64::from(max_size) * 1024;
    (actual > limit).then_some(Rule::MaxSize { limit, actual })
}

/// A target that the page doesn't name.
fn target(kind: &ColumnKind, reference: &Reference) -> Option<Rule> {
    let targets = kind.targets();
    let table = reference.table()?;
    (!targets.is_empty() && !targets.contains(&table)).then(|| Rule::Target {
        targets,
        table: table.to_owned(),
    })
}

fn length(text: &str, limit: u32) -> Option<Rule> {
    // A text has at least as many bytes as UTF-16 code units.
    if text.len() <= limit as usize {
        return None;
    }
    let actual = utf16_length(text);
    (actual > limit as usize).then_some(Rule::MaxLength { limit, actual })
}

/// How many UTF-16 code units a text takes.
pub(crate) const fn utf16_length(text: &str) -> usize {
    let text = text.as_bytes();
    let (mut at, mut length) = (0, 0);
    while at < text.len() {
        length += match text[at] {
            // The later bytes of a character.
            0x80..=0xbf => 0,
            // The first of four bytes: a character beyond 16 bits.
            0xf0.. => 2,
            _ => 1,
        };
        at += 1;
    }
    length
}

fn unknown_option(choice: &ChoiceInfo, value: i32) -> Option<Rule> {
    // A page that lists no option at all says nothing of them.
    let is_unknown = !choice.options.is_empty() && choice.option(value).is_none();
    is_unknown.then_some(Rule::UnknownOption(value))
}

fn range<N: PartialOrd + Display>(value: &N, min: &N, max: &N) -> Option<Rule> {
    if value < min {
        return Some(Rule::MinValue {
            limit: min.to_string(),
            actual: value.to_string(),
        });
    }
    (value > max).then(|| Rule::MaxValue {
        limit: max.to_string(),
        actual: value.to_string(),
    })
}

fn double_precision(value: f64, limit: u32) -> Option<Rule> {
    // Whether it is the nearest to a number of so few digits: most values are, and to write the digits is dear.
    let unit = 10_f64.powi(limit.min(22) as i32);
    if (value * unit).round() / unit == value {
        return None;
    }
    let actual = value.to_string();
    let (_, digits) = actual.split_once('.')?;
    (digits.len() > limit as usize).then_some(Rule::Precision { limit, actual })
}

fn decimal(value: Decimal, min: &Decimal, max: &Decimal, precision: Option<u32>) -> Option<Rule> {
    range(&value, min, max).or_else(|| {
        let limit = precision?;
        // `normalize` is dear, and most values need none.
        (value.scale() > limit && value.normalize().scale() > limit).then(|| Rule::Precision {
            limit,
            actual: value.to_string(),
        })
    })
}
