use dataverse_schema_runtime::row::{ColumnValue, Comparable, IntoValue, Ordered};
use dataverse_schema_runtime::table::{Column, ManyToOne};
use dataverse_schema_runtime::value::ValueType;

use super::declare::call_function;
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::{OwnColumn, QueryColumn};
use crate::query::traverse::RelatedColumn;

/// Values of a column that holds a `V`: an array, a vector, or another list of values that convert.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a list of values of type `{V}`",
    label = "expected a list of values",
    note = "put values that convert to `{V}` in an array, even a single one: `is_in([value])`"
)]
pub trait IntoValues<V> {
    #[doc(hidden)]
    fn into_values(self) -> impl Iterator<Item = V>;
}

#[diagnostic::do_not_recommend]
impl<V, I: IntoIterator<Item: IntoValue<V>>> IntoValues<V> for I {
    fn into_values(self) -> impl Iterator<Item = V> {
        self.into_iter().map(IntoValue::into_value)
    }
}

/// Conditions on a column with a list of values: numbers, ids, or strings of at most 850
/// characters.
#[allow(clippy::wrong_self_convention)] // `is_in` builds a condition.
pub trait ListFunctions: Sized {
    /// Matches rows with one of these values (`In`).
    fn is_in(
        self,
        values: impl IntoValues<<Self as QueryColumn>::Value>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: Comparable>,
    {
        call_with_list(self, "In", ValueType::is_comparable, values)
    }

    /// Matches rows with none of these values (`NotIn`).
    fn is_not_in(
        self,
        values: impl IntoValues<<Self as QueryColumn>::Value>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: Comparable>,
    {
        call_with_list(self, "NotIn", ValueType::is_comparable, values)
    }

    /// Matches rows with a value between these, both included (`Between`).
    fn between(
        self,
        min: impl IntoValue<<Self as QueryColumn>::Value>,
        max: impl IntoValue<<Self as QueryColumn>::Value>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: Ordered>,
    {
        call_with_list(
            self,
            "Between",
            ValueType::is_ordered,
            [min.into_value(), max.into_value()],
        )
    }

    /// Matches rows with a value less than `min` or greater than `max` (`NotBetween`).
    fn not_between(
        self,
        min: impl IntoValue<<Self as QueryColumn>::Value>,
        max: impl IntoValue<<Self as QueryColumn>::Value>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: Ordered>,
    {
        call_with_list(
            self,
            "NotBetween",
            ValueType::is_ordered,
            [min.into_value(), max.into_value()],
        )
    }
}
impl<T, V, A> ListFunctions for Column<T, V, A> {}
impl<T, V> ListFunctions for RelatedColumn<T, V> {}
impl<T, To, N> ListFunctions for ManyToOne<T, To, N> {}

fn call_with_list<P: QueryColumn>(
    column: P,
    name: &'static str,
    fits: fn(ValueType) -> bool,
    values: impl IntoValues<P::Value>,
) -> Filter<P::Table> {
    let values = values
        .into_values()
        .map(|value| value.value().into_owned())
        .collect();
    call_function(column, name, fits, Arguments::List(values))
}
