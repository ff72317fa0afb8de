//! Names in generated code that no page has given.

/// The field of a row that isn't a column.
pub(crate) const EXTRAS: &str = "extras";

/// The variant that keeps a value which the page doesn't list.
pub(crate) const UNKNOWN: &str = "Unknown";

/// The name of the runtime in generated modules.
pub(super) const RUNTIME: &str = "__rt";

/// The module of all tables that are named. No module of a table can have its name.
pub(super) const TABLES: &str = "tables";

/// The modules of generated code. No row type can have such a name.
pub(crate) const OWN_MODULES: &[&str] = &["table", TABLES, RUNTIME, "__tables"];
