use dataverse_schema_runtime::row::{ColumnValue, Comparable, Ordered};
use dataverse_schema_runtime::table::{Column, Readable};

use super::ast::{Condition, Operand};
use super::filter::Filter;
use super::query_column::{OwnColumn, QueryColumn};
use super::traverse::RelatedColumn;

/// Compares two columns of a row whose values have the same type.
pub trait ComparableColumns: Sized {
    /// Matches rows with the same value in both columns.
    #[rustfmt::skip]
    fn eq_column<A: Readable>( // a column with values of the same type, or else compare the rows in Rust
        self,
        other: Column<<Self as QueryColumn>::Table, <Self as QueryColumn>::Value, A>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: Comparable>,
    {
        compare_columns(self, "eq", other)
    }

    /// Matches rows with different values in the two columns.
    #[rustfmt::skip]
    fn ne_column<A: Readable>( // a column with values of the same type, or else compare the rows in Rust
        self,
        other: Column<<Self as QueryColumn>::Table, <Self as QueryColumn>::Value, A>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: Comparable>,
    {
        compare_columns(self, "ne", other)
    }

    /// Matches rows whose value is greater than that of the other column.
    #[rustfmt::skip]
    fn gt_column<A: Readable>( // a column with values of the same type, or else compare the rows in Rust
        self,
        other: Column<<Self as QueryColumn>::Table, <Self as QueryColumn>::Value, A>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: Ordered>,
    {
        compare_columns(self, "gt", other)
    }

    /// Matches rows whose value is greater than or equal to that of the other column.
    #[rustfmt::skip]
    fn ge_column<A: Readable>( // a column with values of the same type, or else compare the rows in Rust
        self,
        other: Column<<Self as QueryColumn>::Table, <Self as QueryColumn>::Value, A>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: Ordered>,
    {
        compare_columns(self, "ge", other)
    }

    /// Matches rows whose value is less than that of the other column.
    #[rustfmt::skip]
    fn lt_column<A: Readable>( // a column with values of the same type, or else compare the rows in Rust
        self,
        other: Column<<Self as QueryColumn>::Table, <Self as QueryColumn>::Value, A>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: Ordered>,
    {
        compare_columns(self, "lt", other)
    }

    /// Matches rows whose value is less than or equal to that of the other column.
    #[rustfmt::skip]
    fn le_column<A: Readable>( // a column with values of the same type, or else compare the rows in Rust
        self,
        other: Column<<Self as QueryColumn>::Table, <Self as QueryColumn>::Value, A>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: Ordered>,
    {
        compare_columns(self, "le", other)
    }
}
impl<T, V, A> ComparableColumns for Column<T, V, A> {}
impl<T, V> ComparableColumns for RelatedColumn<T, V> {}

fn compare_columns<P: QueryColumn, V: ColumnValue, A: Readable>(
    property: P,
    operator: &'static str,
    other: Column<P::Table, V, A>,
) -> Filter<P::Table> {
    Filter::new(Condition::Compare {
        path: property.path(),
        operator,
        operand: Operand::Column(other.path()),
    })
}
