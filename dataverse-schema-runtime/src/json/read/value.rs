use core::fmt::{self, Display};
use std::borrow::Cow;

use serde::de::{DeserializeSeed, Error, Visitor};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use crate::info::{ColumnInfo, ColumnKind, DateTimeBehavior};
use crate::row::{ColumnValue, Slot, Storage};
use crate::value::lossy::{INVALID_UTF8, Passed};
use crate::value::raw_json::deserialize_raw;
use crate::value::{File, Image, Json, ManagedBoolean, Reference, Value, choices, decimal};

/// Deserializes a single value of a column of this kind.
pub fn read_value<V: ColumnValue>(
    kind: &'static ColumnKind,
    json: &Json,
) -> Result<Option<V>, serde_json::Error> {
    let mut value = None;
    let seed = ValueSeed {
        kind,
        slot: &mut value,
        is_lossy: &mut false,
    };
    seed.deserialize(&mut serde_json::Deserializer::from_str(json.as_str()))?;
    Ok(value)
}

impl ColumnInfo {
    /// Deserializes a value of the column from the Web API's JSON.
    ///
    /// Null is `None`. The result of a lookup is its id alone. Limits aren't checked.
    ///
    /// # Errors
    /// Returns an error if the JSON isn't a value of the column's type.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        &'static self,
        deserializer: D,
    ) -> Result<Option<Value<'static>>, D::Error> {
        let mut value = None;
        let seed = ValueSeed {
            kind: &self.kind,
            slot: &mut value,
            is_lossy: &mut false,
        };
        let result = seed.deserialize(deserializer);
        let name = self.logical_name;
        result.map_err(|error| D::Error::custom(format_args!("`{name}`: {error}")))?;
        Ok(value)
    }
}

/// A seed that deserializes the value of a column into its empty slot.
///
/// Its result is true if there is a value.
pub(super) struct ValueSeed<'r> {
    pub(super) kind: &'static ColumnKind,
    pub(super) slot: &'r mut dyn Slot,
    /// Set to true if the value is a string in which half of a surrogate pair was replaced.
    pub(super) is_lossy: &'r mut bool,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<bool, D::Error> {
        let Self {
            kind,
            slot,
            is_lossy,
        } = self;
        let value = match kind {
            ColumnKind::String { .. } | ColumnKind::Memo { .. } | ColumnKind::EntityName => {
                let text = owned(d, is_lossy)?;
                let is_some = text.is_some();
                match slot.storage_mut() {
                    Storage::Text(target) if is_some => *target = text,
                    Storage::Other => slot.set(text.map(|text| Value::Text(Cow::Owned(text)))),
                    _ => {}
                }
                return Ok(is_some);
            }
            ColumnKind::Lookup { .. } | ColumnKind::Customer { .. } | ColumnKind::Owner { .. } => {
                let id = guid(d)?;
                if let Some(id) = id {
                    match slot.storage_mut() {
                        Storage::Lookup(reference) => reference.id = id,
                        _ => slot.set(Some(Value::Lookup(Cow::Owned(Reference::new(id))))),
                    }
                }
                return Ok(id.is_some());
            }
            ColumnKind::Integer { .. } => Option::deserialize(d)?.map(Value::Integer),
            ColumnKind::BigInt { .. } => number(d, |text| text.parse())?.map(Value::BigInt),
            ColumnKind::Decimal { .. } | ColumnKind::Money { .. } => {
                exact(d, decimal::parse)?.map(Value::Decimal)
            }
            ColumnKind::Double { .. } => number(d, decimal::parse_double)?.map(Value::Double),
            ColumnKind::Boolean { .. } => Option::deserialize(d)?.map(Value::Boolean),
            ColumnKind::Picklist { .. } | ColumnKind::State { .. } | ColumnKind::Status { .. } => {
                Option::deserialize(d)?.map(Value::Choice)
            }
            ColumnKind::MultiSelectPicklist { .. } => text(d, |text| {
                choices::parse(text).map(|values| Value::Choices(Cow::Owned(values)))
            })?,
            ColumnKind::DateTime { behavior } => match behavior {
                DateTimeBehavior::UserLocal => text(d, |text| text.parse().map(Value::DateTime))?,
                DateTimeBehavior::TimeZoneIndependent => {
                    text(d, |text| text.parse().map(Value::ZonelessDateTime))?
                }
                DateTimeBehavior::DateOnly => text(d, |text| text.parse().map(Value::Date))?,
            },
            ColumnKind::Uniqueidentifier => guid(d)?.map(Value::Guid),
            ColumnKind::ManagedProperty => Option::<ManagedBoolean>::deserialize(d)?
                .map(|managed| Value::Managed(Cow::Owned(managed))),
            ColumnKind::File { .. } => guid(d)?.map(|id| Value::File(File::new(id))),
            ColumnKind::Image { .. } => owned(d, is_lossy)?
                .map(|base64| Value::Image(Cow::Owned(Image::from_base64(base64)))),
            ColumnKind::PartyList { .. } | ColumnKind::CalendarRules | ColumnKind::Virtual => None,
        };
        let is_some = value.is_some();
        if is_some {
            slot.set(value);
        }
        Ok(is_some)
    }
}

/// A seed that passes a string to a function; null is `None`.
pub(super) struct PassedSeed<F>(pub(super) F);

impl<'de, T, E: Display, F: FnOnce(Passed<'_>) -> Result<T, E>> DeserializeSeed<'de>
    for PassedSeed<F>
{
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        // serde_json rejects half of a surrogate pair in a string, but passes it as bytes.
        deserializer.deserialize_option(self)
    }
}

impl<'de, T, E: Display, F: FnOnce(Passed<'_>) -> Result<T, E>> Visitor<'de> for PassedSeed<F> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or null")
    }

    fn visit_none<X: Error>(self) -> Result<Option<T>, X> {
        Ok(None)
    }

    fn visit_unit<X: Error>(self) -> Result<Option<T>, X> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_bytes(self)
    }

    fn visit_str<X: Error>(self, text: &str) -> Result<Option<T>, X> {
        (self.0)(Passed::Text(text)).map(Some).map_err(X::custom)
    }

    fn visit_bytes<X: Error>(self, bytes: &[u8]) -> Result<Option<T>, X> {
        (self.0)(Passed::Bytes(bytes)).map(Some).map_err(X::custom)
    }
}

/// Returns the text of a string, and sets `is_lossy` if half of a surrogate pair was replaced.
pub(super) fn text_of<'b>(
    passed: Passed<'b>,
    is_lossy: &mut bool,
) -> Result<Cow<'b, str>, &'static str> {
    let text = passed.lossy().ok_or(INVALID_UTF8)?;
    *is_lossy |= matches!(text, Cow::Owned(_));
    Ok(text)
}

/// Deserializes a value from a string or null, without keeping the string.
fn text<'de, D: Deserializer<'de>, T, E: Display>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_option(StrVisitor { parse })
}

/// A visitor that passes a string without halves of surrogate pairs to a function.
struct StrVisitor<F> {
    parse: F,
}

impl<'de, T, E: Display, F: FnOnce(&str) -> Result<T, E>> Visitor<'de> for StrVisitor<F> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or null")
    }

    fn visit_none<X: Error>(self) -> Result<Option<T>, X> {
        Ok(None)
    }

    fn visit_unit<X: Error>(self) -> Result<Option<T>, X> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        // Unlike for bytes, serde_json knows whether the text is valid UTF-8.
        deserializer.deserialize_str(self)
    }

    fn visit_str<X: Error>(self, text: &str) -> Result<Option<T>, X> {
        (self.parse)(text).map(Some).map_err(X::custom)
    }
}

fn owned<'de, D: Deserializer<'de>>(
    deserializer: D,
    is_lossy: &mut bool,
) -> Result<Option<String>, D::Error> {
    let parse = |passed: Passed<'_>| text_of(passed, is_lossy).map(Cow::into_owned);
    PassedSeed(parse).deserialize(deserializer)
}

fn guid<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Uuid>, D::Error> {
    text(deserializer, Uuid::try_parse)
}

/// Deserializes a number from a JSON number or a string.
///
/// The number is parsed from its own text, so no digit passes through `f64`.
fn number<'de, D: Deserializer<'de>, T, E: Display>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, D::Error> {
    deserialize_raw(deserializer, |json, _| parsed(json, parse))
}

/// Deserializes a number that must be exact, like [`number`].
fn exact<'de, D: Deserializer<'de>, T, E: Display>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, D::Error> {
    deserialize_raw(deserializer, |json, is_rounded| {
        if is_rounded {
            return Err(format!(
                "{json} may have lost digits in a 64-bit float: deserialize the row from text or bytes, not inside `#[serde(flatten)]` or from a `Value`, or enable serde_json's feature `arbitrary_precision`"
            ));
        }
        parsed(json, parse)
    })
}

fn parsed<T, E: Display>(
    json: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, String> {
    if json == "null" {
        return Ok(None);
    }
    let text = json
        .strip_prefix('"')
        .and_then(|t| t.strip_suffix('"'))
        .unwrap_or(json);
    parse(text)
        .map(Some)
        .map_err(|error| format!("{error}: {json}"))
}
