use core::fmt::{self, Debug, Display};

use serde::de::{Error as _, MapAccess, Visitor};
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

    /// The JSON text.
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
        struct RawVisitor;

        impl<'de> Visitor<'de> for RawVisitor {
            type Value = Json;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
                match map.next_entry::<String, String>()? {
                    Some((key, text)) if key == RAW_TOKEN => RawValue::from_string(text)
                        .map(Json)
                        .map_err(A::Error::custom),
                    _ => Err(A::Error::custom(
                        "a value whose text this deserializer doesn't give",
                    )),
                }
            }

            /// Reached when the value was buffered before it got here, as `#[serde(flatten)]` does.
            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Json, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                Json::new(&value).map_err(D::Error::custom)
            }
        }

        deserializer.deserialize_newtype_struct(RAW_TOKEN, RawVisitor)
    }
}
