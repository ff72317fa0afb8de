use dataverse_schema_pages::check::{CheckedTable, ColumnExposure};

use crate::choose::TableOptions;
use crate::names::Names;

/// A table to generate: what is chosen of it, with its names.
pub(crate) struct TablePlan<'a> {
    pub(crate) table: CheckedTable<'a>,
    pub(crate) options: TableOptions,
    pub(crate) names: Names,
    /// The columns in the order of the description: those of the row, sorted by property, then the
    /// others.
    pub(super) described: Vec<usize>,
    /// The index in the description of each of the table's columns.
    pub(super) description_indices: Vec<usize>,
    /// The number of columns of the row.
    pub(super) row_columns: usize,
}

impl<'a> TablePlan<'a> {
    pub(crate) fn new(table: CheckedTable<'a>, options: TableOptions, names: Names) -> Self {
        let columns = &table.columns;
        let is_in_row = |column: &usize| {
            columns[*column].exposure == ColumnExposure::Field
                && names.columns[*column].field.is_some()
        };
        let (mut described, others): (Vec<usize>, Vec<usize>) =
            (0..columns.len()).partition(is_in_row);
        described.sort_by_cached_key(|column| columns[*column].property());
        let row_columns = described.len();
        described.extend(others);
        let mut description_indices = vec![0; described.len()];
        for (index, column) in described.iter().enumerate() {
            description_indices[*column] = index;
        }
        Self {
            table,
            options,
            names,
            described,
            description_indices,
            row_columns,
        }
    }

    pub(crate) fn logical_name(&self) -> &'a str {
        &self.table.logical_name.value
    }
}
