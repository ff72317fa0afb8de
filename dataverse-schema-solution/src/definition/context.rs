use serde_json::{Map, Value};

use crate::catalog::{Catalog, Facts};

/// The members of an object of a definition.
pub(super) type Members = Map<String, Value>;

/// What the parts of a definition need to know.
pub(super) struct Context<'c> {
    pub(super) catalog: &'c Catalog,
    /// The logical name of the table.
    pub(super) name: &'c str,
    pub(super) facts: &'c Facts,
    pub(super) language: Option<i32>,
}
