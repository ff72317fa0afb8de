//! Options of a choice by label in serde structs: `#[serde(with = "dataverse_schema::value::by_label")]`.
//!
//! The field is the enum of a choice, or an `Option`, a `Vec`, or [`Choices`](super::Choices) of
//! it. Labels are those in the language of the page. An option without a label, or with the label
//! of another option, is a number.

use serde::{Deserializer, Serializer};

use super::choice_field::{ByLabel, ChoiceField};

/// Serializes options by label.
///
/// # Errors
/// Returns an error of the serializer.
pub fn serialize<V: ChoiceField, S: Serializer>(
    field: &V,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    field.serialize_as::<ByLabel, S>(serializer)
}

/// Deserializes options from their labels or values, in a format that tells text from numbers.
///
/// # Errors
/// Returns an error for a label that no option has, or several have, and for a value that isn't
/// a 32-bit integer.
pub fn deserialize<'de, V: ChoiceField, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<V, D::Error> {
    V::deserialize_as::<ByLabel, D>(deserializer)
}
