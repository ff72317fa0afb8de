use super::column_path::ColumnPath;
use super::options::Options;
use crate::request::Annotation;

/// A query for groups of rows.
#[derive(Clone, Debug)]
pub(crate) struct Apply {
    /// Where the rows are, below the base URL.
    pub(crate) path: String,
    /// Conditions and order.
    pub(crate) options: Options,
    pub(crate) keys: Vec<ColumnPath>,
    pub(crate) totals: Vec<Computed>,
    pub(crate) annotations: Vec<Annotation>,
}

/// What is computed, and of which property; of none for the count.
#[derive(Clone, Copy, Debug)]
pub struct Computed {
    pub(crate) function: &'static str,
    pub(crate) property: Option<&'static str>,
}

impl Apply {
    /// The names under which the keys come.
    pub(crate) fn key_names(&self) -> Vec<String> {
        self.keys.iter().map(ColumnPath::key_name).collect()
    }

    /// The names under which the totals come.
    pub(crate) fn total_names(&self) -> Vec<String> {
        let numbers = 1..=self.totals.len();
        numbers.map(|number| format!("total{number}")).collect()
    }
}
