use core::fmt;
use std::collections::BTreeMap;

use dataverse_schema_runtime::value::Json;
use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The fields of a JSON object by name. A duplicate field is an error.
#[derive(Debug)]
pub struct Fields(BTreeMap<String, Json>);

impl Fields {
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, json)| (&**name, json))
    }

    /// Deserializes a required field.
    pub(crate) fn parse<D: DeserializeOwned>(
        &self,
        name: &'static str,
    ) -> Result<D, serde_json::Error> {
        let json = self
            .get(name)
            .ok_or_else(|| serde_json::Error::missing_field(name))?;
        json.parse().map_err(|error| field_error(name, &error))
    }
}

/// Returns a string's text, or other JSON unchanged.
pub(crate) fn text_or_json(json: &Json) -> String {
    json.text().unwrap_or_else(|| json.as_str().to_owned())
}

/// Adds the name of the field to its error and removes the error's position, which counts from the
/// start of the field rather than of the body.
pub(crate) fn field_error(name: &str, error: &serde_json::Error) -> serde_json::Error {
    serde_json::Error::custom(format_args!("`{name}`: {}", without_position(error)))
}

pub(crate) fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&position).unwrap_or(&text).to_owned()
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = BTreeMap::new();
                while let Some((name, json)) = map.next_entry::<String, Json>()? {
                    if fields.contains_key(&name) {
                        return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
                    }
                    fields.insert(name, json);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(FieldsVisitor)
    }
}
