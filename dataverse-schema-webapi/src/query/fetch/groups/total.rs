use core::marker::PhantomData;

use dataverse_schema_runtime::table::{Column, Table};

use super::ast::Computed;
use crate::query::aggregate::{Cells, Total, read_count};
use crate::query::ast::ColumnPath;
use crate::query::query_column::QueryColumn;
use crate::query::traverse::RelatedColumn;

/// A number of values of a column, over the rows of a group. See [`Countable`].
#[derive(Clone, Debug)]
pub struct FetchTotal<T> {
    path: ColumnPath,
    is_distinct: bool,
    table: PhantomData<fn() -> T>,
}

/// Numbers of values that only FetchXML can count.
pub trait Countable: Sized {
    /// Counts the rows with a value (`countcolumn`).
    fn count_values(self) -> FetchTotal<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn,
    {
        counted(self, false)
    }

    /// Counts different values (`countcolumn` with `distinct`).
    fn count_distinct(self) -> FetchTotal<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn,
    {
        counted(self, true)
    }
}
// The methods have the bounds, so that the compiler explains them instead of missing a method.
impl<T, V, A> Countable for Column<T, V, A> {}
impl<T, V> Countable for RelatedColumn<T, V> {}

fn counted<C: QueryColumn>(column: C, is_distinct: bool) -> FetchTotal<C::Table> {
    FetchTotal {
        path: column.path(),
        is_distinct,
        table: PhantomData,
    }
}

/// A total over rows of table `T`, or a tuple of up to 8 totals.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be computed over rows of `{T}`",
    label = "expected a total over rows of `{T}`, or a tuple of totals",
    note = "use `Total::count()`, or `sum()`, `average()`, `min()`, `max()`, `count_values()`, or `count_distinct()` of a column of `{T}::columns()`, or a tuple of up to 8 of them"
)]
pub trait FetchTotals<T> {
    /// The values, in the same order.
    type Values;

    #[doc(hidden)]
    fn add_to(&self, totals: &mut Vec<Computed>);

    #[doc(hidden)]
    fn read(&self, cells: &mut Cells<'_>) -> Result<Self::Values, serde_json::Error>;
}

impl<T: Table, V> FetchTotals<T> for Total<T, V> {
    type Values = V;

    fn add_to(&self, totals: &mut Vec<Computed>) {
        let computed = self.computed();
        totals.push(Computed {
            function: match computed.function {
                "$count" => "count",
                "average" => "avg",
                function => function,
            },
            path: computed.column.map(|column| ColumnPath {
                navigation: Vec::new(),
                column,
            }),
            is_distinct: false,
        });
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<V, serde_json::Error> {
        self.read_from(cells)
    }
}

impl<T> FetchTotals<T> for FetchTotal<T> {
    type Values = u64;

    fn add_to(&self, totals: &mut Vec<Computed>) {
        totals.push(Computed {
            function: "countcolumn",
            path: Some(self.path.clone()),
            is_distinct: self.is_distinct,
        });
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<u64, serde_json::Error> {
        read_count(cells)
    }
}
