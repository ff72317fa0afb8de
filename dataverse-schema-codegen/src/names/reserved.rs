//! Names in generated code that don't come from a page.

/// The field of a row that isn't a column.
pub(crate) const EXTRAS: &str = "extras";

/// The variant for values that the page doesn't list.
pub(crate) const UNKNOWN: &str = "Unknown";

/// The name of the runtime in generated modules.
pub(super) const RUNTIME: &str = "__rt";

/// The module with the types of all tables. No module of a single table can have this name.
pub(super) const TABLES: &str = "tables";

/// The module of operations, which no table can have, either.
pub(super) const OPERATIONS: &str = "operations";

/// The modules of generated code. No row type can have such a name.
pub(crate) const OWN_MODULES: &[&str] = &["table", TABLES, OPERATIONS, RUNTIME, "__tables"];

/// The field with the relationships for which a struct has no room.
pub(crate) const MORE: &str = "__more";
