use std::collections::{BTreeMap, BTreeSet};

/// What the options specify about tables whose pages aren't included, and about the global choices
/// of other includes.
pub(crate) struct External {
    /// The entity sets of tables, by logical name.
    pub(crate) entity_sets: BTreeMap<String, String>,
    /// The logical names of tables for which another include has a row type.
    pub(crate) tables: BTreeSet<String>,
    /// The names of global choices for which another include has an enum.
    pub(crate) choices: BTreeSet<String>,
}
