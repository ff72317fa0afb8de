use std::collections::BTreeMap;

use dataverse_schema_runtime::internal::{read_column, read_value};
use dataverse_schema_runtime::row::Groupable;
use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::Json;
use serde::de::Error as _;

use super::cells::Cells;
use crate::fields::{field_error, without_position};
use crate::query::ast::ColumnPath;
use crate::query::query_column::QueryColumn;
use crate::query::traverse::RelatedColumn;

/// Keys to group rows of table `T` by: a column, a column of a related row, or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "rows of `{T}` can't be grouped by `{Self}`",
    label = "expected a column of `{T}`, or a tuple of columns",
    note = "use a column such as `{T}::columns().name`, or a tuple of up to 8 columns; a column of a related row is `{T}::many_to_one().lookup.column(c.name)`",
    note = "columns with text, numbers, Booleans, ids, choices, or lookups can be keys if they are readable"
)]
pub trait GroupKeys<T> {
    /// The values, each an `Option`, as rows without a value form a group, too.
    type Values;

    #[doc(hidden)]
    fn add_to(&self, keys: &mut Vec<ColumnPath>);

    #[doc(hidden)]
    fn read(&self, cells: &mut Cells<'_>) -> Result<Self::Values, serde_json::Error>;
}

impl<T: Table, V: Groupable, A: Readable> GroupKeys<T> for Column<T, V, A> {
    type Values = Option<V>;

    fn add_to(&self, keys: &mut Vec<ColumnPath>) {
        keys.push(self.path());
    }

    /// Reads the value like that of a row, with its annotations, which a lookup needs.
    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<V>, serde_json::Error> {
        let name = cells.next_name();
        let row: BTreeMap<&str, &Json> = cells.with_annotations(name).collect();
        let value = read_column(&Json::new(&row)?, *self);
        value.map_err(|error| serde_json::Error::custom(without_position(&error)))
    }
}

impl<T: Table, V: Groupable> GroupKeys<T> for RelatedColumn<T, V> {
    type Values = Option<V>;

    fn add_to(&self, keys: &mut Vec<ColumnPath>) {
        keys.push(self.path.clone());
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<V>, serde_json::Error> {
        let name = cells.next_name();
        match cells.get(name) {
            Some(json) => {
                read_value(&self.path.column.kind, json).map_err(|error| field_error(name, &error))
            }
            None => Ok(None),
        }
    }
}
