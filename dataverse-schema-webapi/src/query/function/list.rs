use dataverse_schema_runtime::row::{ColumnValue, Comparable, Ordered};
use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::IntoValue;

use super::declare::call_function;
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::QueryColumn;

/// Conditions on a column with a list of values: numbers, ids, or strings of at most 850
/// characters.
#[allow(clippy::wrong_self_convention)] // `is_in` builds a condition.
pub trait ListFunctions: QueryColumn {
    /// Matches rows with one of these values (`In`).
    fn is_in<I: IntoValue<Self::Value>>(
        self,
        values: impl IntoIterator<Item = I>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        call_with_list(self, "In", values)
    }

    /// Matches rows with none of these values (`NotIn`).
    fn is_not_in<I: IntoValue<Self::Value>>(
        self,
        values: impl IntoIterator<Item = I>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        call_with_list(self, "NotIn", values)
    }

    /// Matches rows with a value between these, both included (`Between`).
    fn between(
        self,
        min: impl IntoValue<Self::Value>,
        max: impl IntoValue<Self::Value>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        call_with_list(self, "Between", [min.into_value(), max.into_value()])
    }

    /// Matches rows with a value less than `min` or greater than `max` (`NotBetween`).
    fn not_between(
        self,
        min: impl IntoValue<Self::Value>,
        max: impl IntoValue<Self::Value>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        call_with_list(self, "NotBetween", [min.into_value(), max.into_value()])
    }
}
impl<T: Table, V: ColumnValue, A: Readable> ListFunctions for Column<T, V, A> {}

fn call_with_list<P: QueryColumn, I: IntoValue<P::Value>>(
    column: P,
    name: &'static str,
    values: impl IntoIterator<Item = I>,
) -> Filter<P::Table> {
    let values = values
        .into_iter()
        .map(|value| value.into_value().value().into_owned())
        .collect();
    call_function(column, name, Arguments::List(values))
}
