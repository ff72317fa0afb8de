use core::fmt::{self, Display};
use std::borrow::Cow;

use uuid::Uuid;

use super::boolean::BooleanLabels;
use super::column::ColumnInfo;
use super::kind::{ColumnKind, DateTimeBehavior};
use crate::value::choice_info::ChoiceInfo;
use crate::value::{File, Image, ManagedBoolean, Reference, UnknownLabel, Value, choices, decimal};

/// The error for text that isn't a value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseValueError {
    column: &'static str,
    message: String,
}

impl ParseValueError {
    /// Returns the logical name of the column.
    pub fn column(&self) -> &'static str {
        self.column
    }
}

impl Display for ParseValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.column, self.message)
    }
}

impl core::error::Error for ParseValueError {}

impl ColumnInfo {
    /// Parses a value of the column, in the form in which [`Value`] is displayed.
    ///
    /// An option or a Boolean may also be its label in the language of the page, and several
    /// options are separated by commas. Limits aren't checked.
    ///
    /// # Errors
    /// Returns an error if the text isn't a value of the column's type, if several options have
    /// the label, or if rows don't have the column.
    pub fn parse(&self, text: &str) -> Result<Value<'static>, ParseValueError> {
        parse(&self.kind, text).map_err(|message| ParseValueError {
            column: self.logical_name,
            message,
        })
    }
}

fn parse(kind: &ColumnKind, text: &str) -> Result<Value<'static>, String> {
    match kind {
        ColumnKind::String { .. } | ColumnKind::Memo { .. } | ColumnKind::EntityName => {
            Ok(Value::Text(Cow::Owned(text.to_owned())))
        }
        ColumnKind::Integer { .. } => {
            let number = text.parse().map_err(expected("a 32-bit integer", text));
            number.map(Value::Integer)
        }
        ColumnKind::BigInt { .. } => {
            let number = text.parse().map_err(expected("a 64-bit integer", text));
            number.map(Value::BigInt)
        }
        ColumnKind::Decimal { .. } | ColumnKind::Money { .. } => {
            let number = decimal::parse(text).map_err(|error| match error {
                decimal::ParseError::Invalid => expected("a decimal number", text)(error),
                decimal::ParseError::TooManyDigits => format!("{error}, found `{text}`"),
            });
            number.map(Value::Decimal)
        }
        ColumnKind::Double { .. } => {
            let number = decimal::parse_double(text).map_err(expected("a finite number", text));
            number.map(Value::Double)
        }
        ColumnKind::Boolean { labels } => boolean(labels, text).map(Value::Boolean),
        ColumnKind::DateTime { behavior } => date_time(*behavior, text),
        ColumnKind::Picklist { choice }
        | ColumnKind::State { choice }
        | ColumnKind::Status { choice } => {
            let option = option(choice, text).map_err(|error| error.to_string());
            option.map(Value::Choice)
        }
        ColumnKind::MultiSelectPicklist { choice } => {
            let options = options(choice, text).map_err(|error| error.to_string());
            options.map(|options| Value::Choices(Cow::Owned(options)))
        }
        ColumnKind::Lookup { .. } | ColumnKind::Customer { .. } | ColumnKind::Owner { .. } => {
            id(text).map(|id| Value::Lookup(Cow::Owned(Reference::new(id))))
        }
        ColumnKind::Uniqueidentifier => id(text).map(Value::Guid),
        ColumnKind::ManagedProperty => {
            let value: Result<bool, _> = text.parse();
            let value = value.map_err(expected("`true` or `false`", text));
            value.map(|value| Value::Managed(Cow::Owned(ManagedBoolean::from(value))))
        }
        ColumnKind::File { .. } => id(text).map(|id| Value::File(File::new(id))),
        ColumnKind::Image { .. } => Ok(Value::Image(Cow::Owned(Image::from_base64(text)))),
        ColumnKind::PartyList { .. } | ColumnKind::CalendarRules | ColumnKind::Virtual => {
            Err("expected no value, as rows don't have the column".to_owned())
        }
    }
}

fn expected<E>(expected: &str, text: &str) -> impl FnOnce(E) -> String {
    move |_| format!("expected {expected}, found `{text}`")
}

fn id(text: &str) -> Result<Uuid, String> {
    Uuid::try_parse(text).map_err(expected("an id", text))
}

fn boolean(labels: &BooleanLabels, text: &str) -> Result<bool, String> {
    let by_label = [true, false]
        .into_iter()
        .filter(|value| !text.is_empty() && labels.label(*value) == text)
        .collect::<Vec<_>>();
    match (text, by_label.as_slice()) {
        ("true", _) => Ok(true),
        ("false", _) => Ok(false),
        (_, [value]) => Ok(*value),
        _ => Err(format!(
            "expected `true` (`{}`) or `false` (`{}`), found `{text}`",
            labels.true_label, labels.false_label
        )),
    }
}

fn date_time(behavior: DateTimeBehavior, text: &str) -> Result<Value<'static>, String> {
    match behavior {
        DateTimeBehavior::UserLocal => {
            let example = "a time with an offset such as `2023-04-07T21:59:01Z`";
            let time = text.parse().map_err(expected(example, text));
            time.map(Value::DateTime)
        }
        DateTimeBehavior::TimeZoneIndependent => {
            let example = "a date and time such as `2019-12-18T00:00:00Z`";
            let time = text.parse().map_err(expected(example, text));
            time.map(Value::ZonelessDateTime)
        }
        DateTimeBehavior::DateOnly => {
            let date = text
                .parse()
                .map_err(expected("a date such as `2019-12-18`", text));
            date.map(Value::Date)
        }
    }
}

/// Returns the value of an option, from its value or its label.
///
/// A number that is neither is the value of an option that the page doesn't list.
fn option(choice: &ChoiceInfo, text: &str) -> Result<i32, UnknownLabel> {
    let value = text.parse().ok();
    if let Some(value) = value
        && choice.option(value).is_some()
    {
        return Ok(value);
    }
    match choice.option_by_label(text) {
        Ok(option) => Ok(option.value),
        Err(error) => value.ok_or(error),
    }
}

/// Returns the values of options, in ascending order.
fn options(choice: &ChoiceInfo, text: &str) -> Result<Vec<i32>, UnknownLabel> {
    let mut values = choices::split(text)
        .map(|text| option(choice, text))
        .collect::<Result<Vec<_>, _>>()?;
    values.sort_unstable();
    values.dedup();
    Ok(values)
}
