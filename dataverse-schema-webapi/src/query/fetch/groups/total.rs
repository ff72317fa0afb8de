use dataverse_schema_runtime::table::{Column, Table};

use crate::query::aggregate::{Cells, Total};
use crate::query::ast::Computed;
use crate::query::fetch::linked_column::LinkedColumn;
use crate::query::fetch_column::{FetchColumn, OnlyFetch};
use crate::query::traverse::RelatedColumn;

/// Numbers of values that only FetchXML can count.
pub trait Countable: Sized {
    /// Counts the rows with a value (`countcolumn`).
    fn count_values(self) -> Total<<Self as FetchColumn>::Table, u64, OnlyFetch>
    where
        Self: FetchColumn,
    {
        Total::count_of_values(self.linked_path(), false)
    }

    /// Counts different values (`countcolumn` with `distinct`).
    fn count_distinct(self) -> Total<<Self as FetchColumn>::Table, u64, OnlyFetch>
    where
        Self: FetchColumn,
    {
        Total::count_of_values(self.linked_path(), true)
    }
}
// The methods have the bounds, so that the compiler explains them instead of missing a method.
impl<T, V, A> Countable for Column<T, V, A> {}
impl<T, V> Countable for RelatedColumn<T, V> {}
impl<T, V> Countable for LinkedColumn<T, V> {}

/// A total over rows of table `T`, or a tuple of up to 8 totals.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be computed over rows of `{T}`",
    label = "expected a total over rows of `{T}`, or a tuple of totals",
    note = "use `Total::count()`, or `sum()`, `average()`, `min()`, `max()`, `count_values()`, or `count_distinct()` of a column of `{T}::columns()`, or a tuple of up to 8 of them",
    note = "a column of a related row is `{T}::many_to_one().lookup.column(c.revenue)`, and one of linked rows `{T}::one_to_many().list.linked_column(c.revenue)`"
)]
pub trait FetchTotals<T> {
    /// The values, in the same order.
    type Values;

    #[doc(hidden)]
    fn add_to(&self, totals: &mut Vec<Computed>);

    #[doc(hidden)]
    fn read(&self, cells: &mut Cells<'_>) -> Result<Self::Values, serde_json::Error>;
}

impl<T: Table, V, Q> FetchTotals<T> for Total<T, V, Q> {
    type Values = V;

    fn add_to(&self, totals: &mut Vec<Computed>) {
        let computed = self.computed();
        totals.push(Computed {
            function: match computed.function {
                "$count" => "count",
                "average" => "avg",
                function => function,
            },
            ..computed
        });
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<V, serde_json::Error> {
        self.read_from(cells)
    }
}
