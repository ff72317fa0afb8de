use crate::choose::selector::{PerTable, Selection};

/// What the user wants of each table.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) columns: PerTable<Selection>,
    pub(crate) relationships: PerTable<Selection>,
    pub(crate) docs: PerTable<Docs>,
    pub(crate) serialization: PerTable<Serialization>,
}

/// How much documentation is taken over from the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Docs {
    /// Each description in full.
    Full,
    /// The first sentence of each description.
    #[default]
    Brief,
    None,
}

/// Which of serde's traits a row implements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Serialization {
    #[default]
    Both,
    Read,
    Write,
    None,
}
