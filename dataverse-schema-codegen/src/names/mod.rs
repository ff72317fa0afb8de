//! The names of what is generated. They are a contract: deterministic, and stable when a page grows.

mod ident;
mod option;
mod table;

pub(crate) use ident::{ident, identifier, pascal, snake};
pub(crate) use option::option_names;
pub(crate) use table::{Names, names, relationship_names, repeated, table_types};
