use core::fmt::{self, Debug, Display};

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// The name under which serde_json hands out a value's own text. Other deserializers take it for an ordinary newtype.
const RAW_TOKEN: &str = "$serde_json::private::RawValue";

/// A JSON value kept as its own text, so that no digit and no property of it is lost.
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// Writes `value` as JSON.
    ///
    /// # Errors
    /// When the value can't be written as JSON, for example a map whose keys are no strings.
    pub fn new(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(value).map(Self)
    }

    /// Returns the JSON text.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Decodes the value.
    ///
    /// # Errors
    /// When the JSON isn't of the form that `T` expects.
    pub fn parse<'a, T: Deserialize<'a>>(&'a self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.as_str())
    }
}

/// Equality of the texts: `1.0` and `1.00` differ, and so do two texts that differ in blanks.
impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_raw(deserializer, |text, _| {
            RawValue::from_string(text.to_owned()).map(Self)
        })
    }
}

/// The digits that a number keeps for certain when it goes through `f64`.
const DIGITS_OF_F64: usize = f64::DIGITS as usize;

/// Whether the value is a number of so many digits that others may have been lost on the way here.
fn is_rounded(value: &serde_json::Value, text: &str) -> bool {
    let serde_json::Value::Number(number) = value else {
        return false;
    };
    if number.as_i64().is_some() || number.as_u64().is_some() {
        return false;
    }
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit);
    let digits = digits.skip_while(|digit| *digit == b'0');
    digits.count() > DIGITS_OF_F64 && !keeps_texts()
}

/// Whether serde_json's numbers are texts, as its feature `arbitrary_precision` makes them.
fn keeps_texts() -> bool {
    let number = serde_json::from_str::<serde_json::Number>("1.00");
    number.is_ok_and(|number| number.to_string() == "1.00")
}

/// Reads a value by its own JSON text. `parse` also learns whether the value is a number that may have been rounded before.
pub(crate) fn deserialize_raw<'de, D: Deserializer<'de>, T, E: Display>(
    deserializer: D,
    parse: impl FnOnce(&str, bool) -> Result<T, E>,
) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(RAW_TOKEN, RawVisitor(parse))
}

/// Writes a text that is known to be JSON, as [`RawValue`] does, which can't be made without reading the text once more.
pub(crate) fn serialize_raw<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let mut raw = serializer.serialize_struct(RAW_TOKEN, 1)?;
    raw.serialize_field(RAW_TOKEN, json)?;
    raw.end()
}

struct RawVisitor<F>(F);

impl<'de, T, E: Display, F: FnOnce(&str, bool) -> Result<T, E>> Visitor<'de> for RawVisitor<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match map.next_key_seed(TokenSeed)? {
            Some(true) => map.next_value_seed(self),
            _ => Err(A::Error::custom(
                "cannot get the text of a value from this deserializer",
            )),
        }
    }

    /// Reached when the value was buffered before it got here, as `#[serde(flatten)]` does.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        let text = value.to_string();
        (self.0)(&text, is_rounded(&value, &text)).map_err(D::Error::custom)
    }

    fn visit_str<X: Error>(self, text: &str) -> Result<T, X> {
        (self.0)(text, false).map_err(X::custom)
    }
}

impl<'de, T, E: Display, F: FnOnce(&str, bool) -> Result<T, E>> DeserializeSeed<'de>
    for RawVisitor<F>
{
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

/// Returns true if the key marks a value's own text.
struct TokenSeed;

impl<'de> DeserializeSeed<'de> for TokenSeed {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for TokenSeed {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key of a value's text")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        Ok(key == RAW_TOKEN)
    }
}
