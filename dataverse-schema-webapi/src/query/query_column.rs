use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{Column, Readable, Table};

use super::ast::ColumnPath;

/// What a filter or an order goes by: a column, or a column of a row that lookups lead to.
#[diagnostic::on_unimplemented(
    message = "a query can't go by `{Self}`",
    note = "it goes by columns that come with a row, such as `columns().name`, and by those of related rows: `many_to_one().createdby.column(…)`"
)]
pub trait Property: Sized {
    /// The table that is queried.
    type Table: Table;
    /// The type of the column's values.
    type Value: ColumnValue;

    #[doc(hidden)]
    fn path(self) -> ColumnPath;
}

impl<T: Table, V: ColumnValue, A: Readable> Property for Column<T, V, A> {
    type Table = T;
    type Value = V;

    fn path(self) -> ColumnPath {
        ColumnPath {
            navigation: Vec::new(),
            column: self.info(),
        }
    }
}
