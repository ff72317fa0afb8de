use dataverse_schema_runtime::info::ColumnInfo;

use super::column_path::ColumnPath;
use super::hop::LinkedPath;
use super::options::Options;
use super::own::Own;
use crate::request::ResponseAnnotation;

/// A query for groups of rows.
#[derive(Clone, Debug)]
pub(crate) struct Apply {
    /// The path of the rows below the base URL.
    pub(crate) path: String,
    /// Filter and order.
    pub(crate) options: Options,
    pub(crate) keys: Vec<ColumnPath>,
    pub(crate) totals: Vec<Computed>,
    pub(crate) annotations: Vec<ResponseAnnotation>,
    pub(crate) own: Own,
}

/// A function over the rows of a group.
#[derive(Clone, Debug)]
pub struct Computed {
    pub(crate) function: &'static str,
    /// The column to compute from; `None` for the number of rows. Only FetchXML computes from
    /// columns of other rows.
    pub(crate) path: Option<LinkedPath>,
    /// Counts different values; only in FetchXML.
    pub(crate) is_distinct: bool,
}

impl Computed {
    pub(crate) fn column(&self) -> Option<&'static ColumnInfo> {
        self.path.as_ref().map(|path| path.path.column)
    }
}

impl Apply {
    /// Returns the names of the keys in the response.
    pub(crate) fn key_names(&self) -> Vec<String> {
        self.keys.iter().map(ColumnPath::key_name).collect()
    }

    /// Returns the names of the totals in the response.
    pub(crate) fn total_names(&self) -> Vec<String> {
        let numbers = 1..=self.totals.len();
        numbers.map(|number| format!("total{number}")).collect()
    }
}
