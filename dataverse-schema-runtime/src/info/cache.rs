use core::any::Any;
use core::fmt::{self, Debug};
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

use super::kind::ColumnKind;

/// Data that other modules compute once per table and keep.
///
/// Generated code exposes a table only as `&'static TableInfo`, so the table holds its cache.
pub(crate) struct Cache {
    /// The index of each of a row's columns by its property.
    pub(crate) indices: OnceLock<HashMap<&'static str, usize>>,
    /// The properties of a row's columns as keys in JSON, for example `"name":`.
    pub(crate) json_keys: OnceLock<Vec<String>>,
    /// The indices of the columns with a required level above `None`.
    pub(crate) required: OnceLock<Vec<usize>>,
    /// The columns that have rules, grouped by type.
    pub(crate) columns_with_rules: OnceLock<Vec<(usize, ColumnKind)>>,
    /// Data that a reader of rows keeps for the next reader. Only the reader knows its type.
    pub(crate) reader: Mutex<Option<Box<dyn Any + Send>>>,
}

impl Cache {
    pub(crate) const fn new() -> Self {
        Self {
            indices: OnceLock::new(),
            json_keys: OnceLock::new(),
            required: OnceLock::new(),
            columns_with_rules: OnceLock::new(),
            reader: Mutex::new(None),
        }
    }
}

impl Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}
