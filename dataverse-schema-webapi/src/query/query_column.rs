use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{Column, Readable, Table};

use super::ast::ColumnPath;

/// A column that filters and orders can use: one of the queried table, or of a related row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be used in a filter or order",
    label = "expected a column",
    note = "use a column such as `columns().name`; for a lookup itself, use its column, not its relationship",
    note = "use a column of a related row over a lookup: `many_to_one().createdby.column(SystemUser::columns().fullname)`; over a list, use `any(condition)`"
)]
pub trait QueryColumn: Sized {
    /// The queried table.
    type Table: Table;
    /// The type of the column's values.
    type Value: ColumnValue;

    #[doc(hidden)]
    fn path(self) -> ColumnPath;
}

/// A column of the queried table itself, on which Dataverse's query functions are documented.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a column of the queried table",
    label = "expected a column of the queried table",
    note = "query functions exist only for columns of the queried table; on a related row, combine `eq`, `gt`, and their like with `and` and `or`"
)]
pub trait OwnColumn: QueryColumn {}
impl<T: Table, V: ColumnValue, A: Readable> OwnColumn for Column<T, V, A> {}

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
