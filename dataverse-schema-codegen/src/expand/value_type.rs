use dataverse_schema_pages::check::{Limits, PartyRole};
use dataverse_schema_pages::model::{ColumnType, DateTimeBehavior};

use crate::expand::tables;
use crate::plan::{ColumnPlan, Plan};

/// The module in which a type is named.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    /// The module of the table.
    Module,
    /// The module `table` within it.
    Table,
}

impl Scope {
    /// Returns the path of a type in the module of the table.
    fn path_in_module(self, name: &str) -> String {
        match self {
            Self::Module => name.to_owned(),
            Self::Table => format!("super::{name}"),
        }
    }

    /// Returns the path of a type in the module `table`.
    fn path_in_table(self, name: &str) -> String {
        match self {
            Self::Module => format!("table::{name}"),
            Self::Table => name.to_owned(),
        }
    }
}

/// Returns the Rust type of a column's value.
pub(super) fn value_type(plan: &Plan<'_>, column: ColumnPlan<'_>, scope: Scope) -> String {
    match column.column.r#type {
        ColumnType::Uniqueidentifier if is_primary_id(column) => {
            format!(
                "__rt::Id<{}>",
                scope.path_in_module(&column.table.names.row)
            )
        }
        ColumnType::Picklist | ColumnType::State | ColumnType::Status => {
            scope.path_in_module(own_type(column))
        }
        ColumnType::MultiSelectPicklist => {
            format!("__rt::Choices<{}>", scope.path_in_module(own_type(column)))
        }
        r#type if r#type.has_targets() => lookup_type(plan, column, scope),
        _ => plain_type(column).to_owned(),
    }
}

fn is_primary_id(column: ColumnPlan<'_>) -> bool {
    column.column.logical_name == column.table.table.primary_id.value
}

/// Returns the type that is generated for the column.
fn own_type(column: ColumnPlan<'_>) -> &str {
    match column.type_name() {
        Some(name) => name,
        None => unreachable!("a type is generated for the column"),
    }
}

fn lookup_type(plan: &Plan<'_>, column: ColumnPlan<'_>, scope: Scope) -> String {
    let targets = match column.column.limits.targets() {
        [target] => tables::path(plan, target),
        _ => scope.path_in_table(own_type(column)),
    };
    match column.column.limits {
        Limits::PartyList {
            role: PartyRole::Unknown,
            ..
        } => format!("__rt::Parties<{targets}, __rt::UnknownRole>"),
        Limits::PartyList { .. } => format!("__rt::Parties<{targets}>"),
        _ => format!("__rt::Lookup<{targets}>"),
    }
}

/// Returns the type of a value that is the same for all tables.
fn plain_type(column: ColumnPlan<'_>) -> &'static str {
    match column.column.r#type {
        ColumnType::String | ColumnType::Memo | ColumnType::EntityName => "__rt::String",
        ColumnType::Integer => "i32",
        ColumnType::BigInt => "i64",
        ColumnType::Decimal | ColumnType::Money => "__rt::Decimal",
        ColumnType::Double => "f64",
        ColumnType::Boolean => "bool",
        ColumnType::ManagedProperty => "__rt::ManagedBoolean",
        ColumnType::File => "__rt::File",
        ColumnType::Image => "__rt::Image",
        ColumnType::Uniqueidentifier => "__rt::Uuid",
        ColumnType::DateTime => match column.column.limits {
            Limits::DateTime {
                behavior: DateTimeBehavior::DateOnly,
            } => "__rt::Date",
            Limits::DateTime {
                behavior: DateTimeBehavior::TimeZoneIndependent,
            } => "__rt::ZonelessDateTime",
            _ => "__rt::DateTime",
        },
        _ => unreachable!("a column of this type is only described"),
    }
}
