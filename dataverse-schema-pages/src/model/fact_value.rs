use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde::{Serialize, Serializer};

use crate::model::Number;

/// The value of a fact of any type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum FactValue {
    /// `True` or `False`.
    Bool(bool),
    /// A 32-bit integer.
    Integer(i32),
    /// A number exactly as the page writes it.
    Number(Number),
    /// A string, or a word of a vocabulary.
    Text(String),
    /// Several values.
    List(Vec<Self>),
    /// The parts of a value, by their keys in the model's JSON.
    Parts(BTreeMap<String, Self>),
}

/// Serializes a number as a string if a JSON parser would lose its digits or the form of its
/// exponent.
impl Serialize for FactValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i32(*value),
            Self::Number(number) => match exact(number) {
                Some(exact) => exact.serialize(serializer),
                None => serializer.serialize_str(number.as_str()),
            },
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => values.serialize(serializer),
            Self::Parts(parts) => parts.serialize(serializer),
        }
    }
}

/// Returns the number as a JSON parser reads it, if its text stays the same.
fn exact(number: &Number) -> Option<serde_json::Number> {
    let exact = serde_json::from_str::<serde_json::Number>(number.as_str()).ok()?;
    (exact.to_string() == number.as_str()).then_some(exact)
}

/// Formats the value as JSON, and a string as code.
impl Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "`{}`", text.replace('\n', " ")),
            Self::Number(number) if exact(number).is_none() => write!(f, "`{}`", number.as_str()),
            value => f.write_str(&serde_json::to_string(value).map_err(|_| fmt::Error)?),
        }
    }
}
