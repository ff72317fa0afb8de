use core::fmt;
use std::collections::BTreeMap;

use serde::Deserializer as _;
use serde::de::{Error as _, MapAccess, Visitor};

use super::argument::Argument;
use super::from_result::FromResult;
use crate::value::Json;

/// A complex type of a page of operations.
pub trait Complex: Sized {
    /// Reads the properties.
    ///
    /// # Errors
    /// Returns an error for a property that is missing or has another form.
    fn read(object: &Object) -> Result<Self, serde_json::Error>;

    /// Returns the properties that have values, as an argument.
    fn write(&self) -> Argument;
}

/// The properties of a complex type.
#[derive(Debug)]
pub struct Object(BTreeMap<String, Json>);

impl Object {
    /// Parses a JSON object.
    pub(super) fn parse(json: &[u8]) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_slice(json);
        let object = deserializer.deserialize_map(ObjectVisitor)?;
        deserializer.end()?;
        Ok(object)
    }

    /// Reads a property. A property that is missing is null.
    ///
    /// # Errors
    /// Returns an error for a value of another form, for a collection that is incomplete, or if the
    /// type has no null.
    pub fn get<V: FromResult>(&self, name: &str) -> Result<V, serde_json::Error> {
        self.expect_no_link(&format!("{name}@odata.nextLink"))?;
        let value = match self.value(name) {
            Some(json) => V::from_json(json),
            None => V::from_null().ok_or_else(|| serde_json::Error::custom("missing value")),
        };
        value.map_err(|error| serde_json::Error::custom(format_args!("`{name}`: {error}")))
    }

    /// Returns an error if there is a link to the other values of a collection.
    pub(super) fn expect_no_link(&self, link: &str) -> Result<(), serde_json::Error> {
        match self.value(link) {
            Some(_) => Err(serde_json::Error::custom(format_args!(
                "`{link}`: more values follow, and are missing"
            ))),
            None => Ok(()),
        }
    }

    fn value(&self, name: &str) -> Option<&Json> {
        self.0.get(name).filter(|json| json.as_str() != "null")
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut properties = BTreeMap::new();
        while let Some((name, json)) = map.next_entry::<String, Json>()? {
            if properties.contains_key(&name) {
                let message = format_args!("`{name}`: duplicate property");
                return Err(A::Error::custom(message));
            }
            properties.insert(name, json);
        }
        Ok(Object(properties))
    }
}

impl Argument {
    /// Creates an argument of a complex type, without the properties that are null.
    pub fn object<const N: usize>(fields: [(&'static str, Self); N]) -> Self {
        let fields = fields.into_iter();
        Self::Object(fields.filter(|(_, value)| *value != Self::Null).collect())
    }
}
