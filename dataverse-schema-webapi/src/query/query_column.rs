use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{Column, Readable, Table};

use super::ast::ColumnPath;

/// A column that filters and orders can use: one of the queried table, or of a related row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be used in a filter or order",
    note = "use a readable column such as `columns().name`, or a column of a related row such as `many_to_one().createdby.column(…)`"
)]
pub trait QueryColumn: Sized {
    /// The queried table.
    type Table: Table;
    /// The type of the column's values.
    type Value: ColumnValue;

    #[doc(hidden)]
    fn path(self) -> ColumnPath;
}

impl<T: Table, V: ColumnValue, A: Readable> QueryColumn for Column<T, V, A> {
    type Table = T;
    type Value = V;

    fn path(self) -> ColumnPath {
        ColumnPath {
            navigation: Vec::new(),
            column: self.info(),
        }
    }
}
