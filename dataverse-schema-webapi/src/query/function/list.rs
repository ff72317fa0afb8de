use dataverse_schema_runtime::row::{ColumnValue, Comparable, Ordered};
use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::IntoValue;

use super::declare::function;
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::Property;

/// A set of values of one column. The service takes numbers, ids, and texts of at most 850 characters.
#[allow(clippy::wrong_self_convention)] // They are questions to the service.
pub trait Matches: Property {
    /// The value is one of these (`In`).
    fn is_in<I: IntoValue<Self::Value>>(
        self,
        values: impl IntoIterator<Item = I>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        list(self, "In", values)
    }

    /// The value is none of these (`NotIn`).
    fn is_not_in<I: IntoValue<Self::Value>>(
        self,
        values: impl IntoIterator<Item = I>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        list(self, "NotIn", values)
    }

    /// The value lies between these, both included (`Between`).
    fn between(
        self,
        least: impl IntoValue<Self::Value>,
        most: impl IntoValue<Self::Value>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        list(self, "Between", [least.into_value(), most.into_value()])
    }

    /// The value is less than the first or greater than the second (`NotBetween`).
    fn not_between(
        self,
        least: impl IntoValue<Self::Value>,
        most: impl IntoValue<Self::Value>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        list(self, "NotBetween", [least.into_value(), most.into_value()])
    }
}
impl<T: Table, V: ColumnValue, A: Readable> Matches for Column<T, V, A> {}

fn list<P: Property, I: IntoValue<P::Value>>(
    property: P,
    name: &'static str,
    values: impl IntoIterator<Item = I>,
) -> Filter<P::Table> {
    let values = values.into_iter();
    let values = values.map(|value| value.into_value().value().into_owned());
    function(property, name, Arguments::List(values.collect()))
}
