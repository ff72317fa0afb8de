use crate::choose::Serialization;
use crate::expand::code::{Code, template};
use crate::plan::TablePlan;

/// Writes the impl of `Serialize` if the user wants it.
pub(super) fn serialize(table: &TablePlan<'_>) -> Code {
    if !matches!(
        table.options.serialization,
        Serialization::Both | Serialization::Write
    ) {
        return Code::default();
    }
    let row = &table.names.row;
    template! {
        impl __rt::Serialize for #row {
            fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Result<S::Ok, S::Error> {
                __rt::serialize_row(self, serializer)
            }
        }
    }
}

/// Writes the impl of `Deserialize` if the user wants it.
pub(super) fn deserialize(table: &TablePlan<'_>) -> Code {
    if !matches!(
        table.options.serialization,
        Serialization::Both | Serialization::Read
    ) {
        return Code::default();
    }
    let row = &table.names.row;
    template! {
        impl<'de> __rt::Deserialize<'de> for #row {
            fn deserialize<D: __rt::Deserializer<'de>>(deserializer: D) -> __rt::Result<Self, D::Error> {
                __rt::deserialize_row(deserializer)
            }
        }
    }
}
