use core::fmt::{self, Debug, Display};

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::lossy::deserialize_lossy;

/// The newtype name for which serde_json provides the text of a value.
///
/// Other deserializers treat it as an ordinary newtype.
pub(crate) const RAW_TOKEN: &str = "$serde_json::private::RawValue";

/// A JSON value stored as its original text, so that no digit or property is lost.
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// Serializes `value` as JSON.
    ///
    /// # Errors
    /// Returns an error if JSON can't represent the value, for example a map with keys that aren't
    /// strings.
    pub fn new(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(value).map(Self)
    }

    /// Returns the JSON text.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Returns the text of a JSON string, or `None` for other JSON.
    ///
    /// U+FFFD replaces each half of a surrogate pair, which [`parse`](Self::parse) rejects.
    pub fn text(&self) -> Option<String> {
        deserialize_lossy(&mut serde_json::Deserializer::from_str(self.as_str())).ok()
    }

    /// Deserializes the value.
    ///
    /// # Errors
    /// Returns an error if the JSON isn't in the form that `T` expects.
    pub fn parse<'a, T: Deserialize<'a>>(&'a self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.as_str())
    }
}

/// Compares the texts: `1.0` and `1.00` differ, and so do texts that differ in whitespace.
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

/// The number of digits that `f64` is guaranteed to preserve.
const DIGITS_OF_F64: usize = f64::DIGITS as usize;

/// Returns true if the value is a number with so many digits that it may have been rounded.
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

/// Returns true if serde_json stores numbers as text (its feature `arbitrary_precision`).
fn keeps_texts() -> bool {
    let number = serde_json::from_str::<serde_json::Number>("1.00");
    number.is_ok_and(|number| number.to_string() == "1.00")
}

/// Deserializes a value from its JSON text.
///
/// The second argument of `parse` is true if the value is a number that may have been rounded.
pub(crate) fn deserialize_raw<'de, D: Deserializer<'de>, T, E: Display>(
    deserializer: D,
    parse: impl FnOnce(&str, bool) -> Result<T, E>,
) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(RAW_TOKEN, RawVisitor(parse))
}

/// Serializes a string that is known to be JSON, as [`RawValue`] does.
///
/// Creating a [`RawValue`] would parse the text again.
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

    /// Deserializes a value that was buffered before, for example by `#[serde(flatten)]`.
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

/// The seed of a map key; its value is true if the key marks the text of a value.
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
