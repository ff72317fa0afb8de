use core::marker::PhantomData;

use dataverse_schema_runtime::info::{ColumnInfo, ColumnKind};
use dataverse_schema_runtime::internal::read_value;
use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::{Date, DateTime, Decimal, Json, ZonelessDateTime};

use super::cells::{Cells, of};
use crate::query::ast::Computed;

/// What is computed over the rows of a group, a `V`.
pub struct Total<T, V> {
    computed: Computed,
    kind: &'static ColumnKind,
    read: fn(&'static ColumnKind, Option<&Json>) -> Result<V, serde_json::Error>,
    table: PhantomData<fn() -> T>,
}

impl<T, V> Clone for Total<T, V> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T, V> Copy for Total<T, V> {}

impl<T: Table> Total<T, u64> {
    /// How many rows the group has.
    pub fn count() -> Self {
        Self {
            computed: Computed {
                function: "$count",
                property: None,
            },
            kind: &ColumnKind::Virtual,
            read: |_, json| match json {
                Some(json) => json.parse(),
                None => Err(serde::de::Error::custom("it is missing")),
            },
            table: PhantomData,
        }
    }
}

impl<T: Table, V: ColumnValue> Total<T, Option<V>> {
    fn of(function: &'static str, column: &'static ColumnInfo, kind: &'static ColumnKind) -> Self {
        Self {
            computed: Computed {
                function,
                property: Some(column.property),
            },
            kind,
            read: |kind, json| match json {
                Some(json) => read_value(kind, json),
                None => Ok(None),
            },
            table: PhantomData,
        }
    }
}

/// Numbers, of which there are sums and averages.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` have no sum or average",
    note = "numbers have one"
)]
pub trait Average: ColumnValue {
    /// The type of sums and averages: of exact numbers an exact one, which may have digits behind the point where they have none.
    type Average: ColumnValue;

    #[doc(hidden)]
    const KIND: &'static ColumnKind;
}

/// Numbers and dates, of which there are a least and a greatest.
#[diagnostic::on_unimplemented(
    message = "of values of type `{Self}` the service tells no least or greatest",
    note = "it does of numbers and dates"
)]
pub trait Extreme: ColumnValue {}

macro_rules! numbers {
    ($($number:ty => $average:ty, $kind:expr;)*) => {
        $(impl Average for $number {
            type Average = $average;
            const KIND: &'static ColumnKind = &$kind;
        }
        impl Extreme for $number {})*
    };
}
const EXACT: ColumnKind = ColumnKind::Decimal {
    min: Decimal::MIN,
    max: Decimal::MAX,
    precision: 0,
};
const DOUBLE: ColumnKind = ColumnKind::Double {
    min: f64::MIN,
    max: f64::MAX,
    precision: None,
};
numbers! {
    i32 => Decimal, EXACT;
    i64 => Decimal, EXACT;
    Decimal => Decimal, EXACT;
    f64 => f64, DOUBLE;
}
impl Extreme for DateTime {}
impl Extreme for ZonelessDateTime {}
impl Extreme for Date {}

/// What can be computed of a column's values. Rows without a value count for nothing; where no row has one, there is no total.
pub trait Computable<T: Table, V>: Sized {
    /// The sum.
    fn sum(self) -> Total<T, Option<V::Average>>
    where
        V: Average;

    /// The average of the values that there are.
    fn average(self) -> Total<T, Option<V::Average>>
    where
        V: Average;

    /// The least value, or the earliest.
    fn min(self) -> Total<T, Option<V>>
    where
        V: Extreme;

    /// The greatest value, or the latest.
    fn max(self) -> Total<T, Option<V>>
    where
        V: Extreme;
}

impl<T: Table, V: ColumnValue, A: Readable> Computable<T, V> for Column<T, V, A> {
    fn sum(self) -> Total<T, Option<V::Average>>
    where
        V: Average,
    {
        Total::of("sum", self.info(), V::KIND)
    }

    fn average(self) -> Total<T, Option<V::Average>>
    where
        V: Average,
    {
        Total::of("average", self.info(), V::KIND)
    }

    fn min(self) -> Total<T, Option<V>>
    where
        V: Extreme,
    {
        Total::of("min", self.info(), &self.info().kind)
    }

    fn max(self) -> Total<T, Option<V>>
    where
        V: Extreme,
    {
        Total::of("max", self.info(), &self.info().kind)
    }
}

/// Totals over rows of table `T`: one, or a tuple of up to 8.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be computed over rows of `{T}`",
    note = "`Total::count()` can, `sum()`, `average()`, `min()` and `max()` of columns of the table, and tuples of up to 8 of them"
)]
pub trait Totals<T> {
    /// The values, in their order.
    type Values;

    #[doc(hidden)]
    fn add_to(&self, totals: &mut Vec<Computed>);

    #[doc(hidden)]
    fn read(&self, cells: &mut Cells<'_>) -> Result<Self::Values, serde_json::Error>;
}

impl<T, V> Totals<T> for Total<T, V> {
    type Values = V;

    fn add_to(&self, totals: &mut Vec<Computed>) {
        totals.push(self.computed);
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<V, serde_json::Error> {
        let name = cells.next_name();
        (self.read)(self.kind, cells.get(name)).map_err(|error| of(name, &error))
    }
}
