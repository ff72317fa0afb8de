use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{Column, Readable, Table};

use super::ast::LinkedPath;
use super::query_column::QueryColumn;
use super::traverse::RelatedColumn;

/// A total that `aggregate()` and `fetch_groups()` can compute.
#[derive(Clone, Copy, Debug)]
pub enum AnyQuery {}

/// A total that only `fetch_groups()` can compute.
#[derive(Clone, Copy, Debug)]
pub enum OnlyFetch {}

/// A column whose values FetchXML can group and compute: one of the queried table, of a related row,
/// or of linked rows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a column of a query",
    label = "expected a column",
    note = "use a column such as `columns().name`, a column of a related row such as `many_to_one().createdby.column(SystemUser::columns().fullname)`, or one of linked rows such as `one_to_many().list.linked_column(c.name)`"
)]
pub trait FetchColumn: Sized {
    /// The queried table.
    type Table: Table;
    /// The type of the column's values.
    type Value: ColumnValue;
    /// The queries that can compute totals of the column: [`AnyQuery`] or [`OnlyFetch`].
    type Queries;

    #[doc(hidden)]
    fn linked_path(self) -> LinkedPath;
}

impl<T: Table, V: ColumnValue, A: Readable> FetchColumn for Column<T, V, A> {
    type Table = T;
    type Value = V;
    type Queries = AnyQuery;

    fn linked_path(self) -> LinkedPath {
        self.path().into()
    }
}

impl<T: Table, V: ColumnValue> FetchColumn for RelatedColumn<T, V> {
    type Table = T;
    type Value = V;
    type Queries = OnlyFetch;

    fn linked_path(self) -> LinkedPath {
        self.path().into()
    }
}
