use crate::choose::Serialization;
use crate::expand::code::{Code, template};
use crate::plan::{ColumnPlan, Plan, TablePlan};

/// Writes the impl of `Serialize` if the user wants it.
pub(super) fn serialize(table: &TablePlan<'_>) -> Code {
    if !matches!(
        table.options.serialization,
        Serialization::Full | Serialization::Both | Serialization::Write
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
        Serialization::Full | Serialization::Both | Serialization::Read
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

/// Writes the impls of a choice's enum if the user wants them.
pub(super) fn choice(plan: &Plan<'_>, column: ColumnPlan<'_>, name: &str) -> Code {
    if !plan.has_serialized_choice(column) {
        return Code::default();
    }
    template! {
        impl __rt::Serialize for #name {
            fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Result<S::Ok, S::Error> {
                __rt::serialize_choice(*self, serializer)
            }
        }
        impl<'de> __rt::Deserialize<'de> for #name {
            fn deserialize<D: __rt::Deserializer<'de>>(deserializer: D) -> __rt::Result<Self, D::Error> {
                __rt::deserialize_choice(deserializer)
            }
        }
    }
}
