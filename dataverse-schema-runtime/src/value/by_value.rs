//! Options of a choice by value in serde structs: `#[serde(with = "dataverse_schema::value::by_value")]`.
//!
//! The field is the enum of a choice, or an `Option`, a `Vec`, or [`Choices`](super::Choices) of
//! it. An option is a number, as in the Web API, and several are a list. With the macro's option
//! `serialization = full`, enums implement serde's traits, and fields don't need this.

use serde::{Deserializer, Serializer};

use super::choice_field::{ByValue, ChoiceField};

/// Serializes options by value.
///
/// # Errors
/// Returns an error of the serializer.
pub fn serialize<V: ChoiceField, S: Serializer>(
    field: &V,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    field.serialize_as::<ByValue, S>(serializer)
}

/// Deserializes options from their values. A value that the page doesn't list is `Unknown`.
///
/// # Errors
/// Returns an error if a value isn't a 32-bit integer.
pub fn deserialize<'de, V: ChoiceField, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<V, D::Error> {
    V::deserialize_as::<ByValue, D>(deserializer)
}
