use std::collections::BTreeMap;

use dataverse_schema_runtime::internal::{read_column, read_value};
use dataverse_schema_runtime::row::Groupable;
use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::Json;
use serde::de::Error as _;

use super::cells::{Cells, of, unplaced};
use crate::query::ast::ColumnPath;
use crate::query::query_column::Property;
use crate::query::via::ViaColumn;

/// By what rows of table `T` are grouped: a column, one of the row that a lookup leads to, or a tuple of such.
#[diagnostic::on_unimplemented(
    message = "rows of `{T}` can't be grouped by `{Self}`",
    note = "they can by columns of the table that come with a row and hold texts, numbers, yes or no, ids, options or lookups, by `many_to_one().x.column(…)`, and by tuples of up to 8 of them"
)]
pub trait Keys<T> {
    /// The values: of each key an `Option`, as rows without a value make a group, too.
    type Values;

    #[doc(hidden)]
    fn add_to(&self, keys: &mut Vec<ColumnPath>);

    #[doc(hidden)]
    fn read(&self, cells: &mut Cells<'_>) -> Result<Self::Values, serde_json::Error>;
}

impl<T: Table, V: Groupable, A: Readable> Keys<T> for Column<T, V, A> {
    type Values = Option<V>;

    fn add_to(&self, keys: &mut Vec<ColumnPath>) {
        keys.push(self.path());
    }

    /// As it would come with its row: a lookup has its annotations beside it.
    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<V>, serde_json::Error> {
        let name = cells.next_name();
        let row: BTreeMap<&str, &Json> = cells.with_annotations(name).collect();
        let value = read_column(&Json::new(&row)?, *self);
        value.map_err(|error| serde_json::Error::custom(unplaced(&error)))
    }
}

impl<T: Table, V: Groupable> Keys<T> for ViaColumn<T, V> {
    type Values = Option<V>;

    fn add_to(&self, keys: &mut Vec<ColumnPath>) {
        keys.push(self.path.clone());
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<V>, serde_json::Error> {
        let name = cells.next_name();
        match cells.get(name) {
            Some(json) => {
                read_value(&self.path.column.kind, json).map_err(|error| of(name, &error))
            }
            None => Ok(None),
        }
    }
}
