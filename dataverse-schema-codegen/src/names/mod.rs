//! The names of what is generated. They are a contract: deterministic, and stable when a page
//! grows.

mod collision;
mod ident;
mod operations;
mod option;
mod relationship;
mod rename;
mod repeated;
mod reserved;
mod table;
mod table_types;
mod taken;
mod words;

pub(crate) use collision::{Origin, collision, rename_help};
pub(crate) use ident::{identifier, pascal};
pub(crate) use operations::{
    OperationTypes, field_names, member_names, operation_names, type_name,
};
pub(crate) use rename::{Rename, Renames};
pub(crate) use reserved::{EXTRAS, MORE, OWN_MODULES, UNKNOWN};
pub(crate) use table::{ColumnNames, Names, name_table};
pub(crate) use table_types::table_types;
