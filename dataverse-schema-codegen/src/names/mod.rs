//! The names of what is generated. They are a contract: deterministic, and stable when a page grows.

mod ident;
mod option;
mod rename;
mod table;

pub(crate) use ident::{identifier, pascal, snake};
pub(crate) use option::UNKNOWN;
pub(crate) use rename::{Rename, Renames};
pub(crate) use table::{EXTRAS, Names, OURS, names, relationship_names, repeated, table_types};
