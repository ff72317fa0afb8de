use crate::choose::selector::{PerTable, Selection};

/// The user's choices for each table.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) columns: PerTable<Selection>,
    pub(crate) relationships: PerTable<Selection>,
    pub(crate) docs: PerTable<Docs>,
    pub(crate) serialization: PerTable<Serialization>,
    pub(crate) descriptions: PerTable<bool>,
    pub(crate) deprecated: PerTable<bool>,
    pub(crate) language: PerTable<i32>,
}

/// The amount of documentation that is copied from the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Docs {
    /// Each description in full.
    Full,
    /// The first sentence of each description.
    #[default]
    Brief,
    None,
}

/// The traits of serde that a table's types implement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Serialization {
    /// Both traits, for the row and the choices.
    Full,
    /// Both traits, for the row.
    #[default]
    Both,
    Read,
    Write,
    None,
}
