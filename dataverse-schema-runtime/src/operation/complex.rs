use std::collections::BTreeMap;

use serde::de::Error as _;

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
        serde_json::from_slice(json).map(Self)
    }

    /// Reads a property. A property that is missing is null.
    ///
    /// # Errors
    /// Returns an error for a value of another form, or if the type has no null.
    pub fn get<V: FromResult>(&self, name: &str) -> Result<V, serde_json::Error> {
        let json = self.0.get(name).filter(|json| json.as_str() != "null");
        let value = match json {
            Some(json) => V::from_json(json),
            None => V::from_null().ok_or_else(|| serde_json::Error::custom("missing value")),
        };
        value.map_err(|error| serde_json::Error::custom(format_args!("`{name}`: {error}")))
    }
}

impl Argument {
    /// Creates an argument of a complex type, without the properties that are null.
    pub fn object<const N: usize>(fields: [(&'static str, Self); N]) -> Self {
        let fields = fields.into_iter();
        Self::Object(fields.filter(|(_, value)| *value != Self::Null).collect())
    }
}
