use dataverse_schema_runtime::row::{ColumnValue, Comparable, Ordered};
use dataverse_schema_runtime::table::{Column, Readable, Table};

use super::ast::{Condition, Operand};
use super::filter::Filter;
use super::query_column::Property;

/// Comparisons of two columns of one row, whose values are of one type.
pub trait ComparableColumns: Property {
    /// Both have the same value.
    fn eq_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        columns(self, "eq", other)
    }

    /// They have different values.
    fn ne_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        columns(self, "ne", other)
    }

    /// The value is greater than that of the other.
    fn gt_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        columns(self, "gt", other)
    }

    /// The value is that of the other, or greater.
    fn ge_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        columns(self, "ge", other)
    }

    /// The value is less than that of the other.
    fn lt_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        columns(self, "lt", other)
    }

    /// The value is that of the other, or less.
    fn le_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        columns(self, "le", other)
    }
}
impl<T: Table, V: ColumnValue, A: Readable> ComparableColumns for Column<T, V, A> {}

fn columns<P: Property, V: ColumnValue, A: Readable>(
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
