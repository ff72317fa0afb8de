use core::marker::PhantomData;

use dataverse_schema_runtime::info::{ColumnInfo, ColumnKind};
use dataverse_schema_runtime::internal::{Never, read_value};
use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{Column, Table};
use dataverse_schema_runtime::value::{
    Date, DateTime, Decimal, Json, Value, ValueType, ZonelessDateTime,
};
use serde::de::Error as _;

use super::cells::Cells;
use crate::fields::field_error;
use crate::query::ast::Computed;
use crate::query::query_column::{OwnColumn, QueryColumn};
use crate::query::traverse::RelatedColumn;

/// A total of type `V` over the rows of a group.
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

/// Counts are 64-bit numbers like those of columns, which `IEEE754Compatible=true` turns into text.
const COUNTED: ColumnKind = ColumnKind::BigInt {
    min: 0,
    max: i64::MAX,
};

fn count_of(kind: &'static ColumnKind, json: Option<&Json>) -> Result<u64, serde_json::Error> {
    let json = json.ok_or_else(|| serde_json::Error::custom("missing total"))?;
    let count = read_value::<i64>(kind, json)?;
    count
        .and_then(|count| u64::try_from(count).ok())
        .ok_or_else(|| {
            let error = format_args!("invalid number of rows: {json}");
            serde_json::Error::custom(error)
        })
}

/// Reads the next total as a number of rows.
pub(crate) fn read_count(cells: &mut Cells<'_>) -> Result<u64, serde_json::Error> {
    let name = cells.next_name();
    count_of(&COUNTED, cells.get(name)).map_err(|error| field_error(name, &error))
}

impl<T, V> Total<T, V> {
    /// Returns the function and the column to compute from.
    pub(crate) fn computed(&self) -> Computed {
        self.computed
    }

    /// Reads the next total.
    pub(crate) fn read_from(&self, cells: &mut Cells<'_>) -> Result<V, serde_json::Error> {
        let name = cells.next_name();
        (self.read)(self.kind, cells.get(name)).map_err(|error| field_error(name, &error))
    }
}

impl<T: Table> Total<T, u64> {
    /// Returns the number of rows in the group.
    pub fn count() -> Self {
        Self {
            computed: Computed {
                function: "$count",
                column: None,
            },
            kind: &COUNTED,
            read: count_of,
            table: PhantomData,
        }
    }
}

impl<T: Table, V: ColumnValue> Total<T, Option<V>> {
    fn new(function: &'static str, column: &'static ColumnInfo, kind: &'static ColumnKind) -> Self {
        Self {
            computed: Computed {
                function,
                column: Some(column),
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

/// Numbers, which have sums and averages.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` have no sum or average",
    label = "only columns with numbers have a sum and an average",
    note = "dates and numbers have `min()` and `max()`; count the rows with `Total::count()`, for example grouped by this column"
)]
pub trait Summable: ColumnValue {
    /// The type of sums and averages. It is exact for exact numbers; an average of integers may
    /// have decimal places.
    type Sum: ColumnValue;

    /// Returns how the sums and averages of a column are read.
    #[doc(hidden)]
    fn kind_of_sum(column: &ColumnInfo) -> &'static ColumnKind;
}

/// Numbers and dates, which have a minimum and a maximum.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` have no minimum or maximum",
    label = "only columns with numbers and dates have a minimum and a maximum",
    note = "for the row with the maximum of another column, use `query().order_by(column.desc()).top(1)`, for the minimum `query().order_by(column.asc()).top(1)`"
)]
pub trait MinMax: ColumnValue {}

/// A trait that no type implements, for the error about the count of a column.
#[diagnostic::on_unimplemented(
    message = "the values of a column can't be counted",
    label = "expected `sum()`, `average()`, `min()`, or `max()`",
    note = "count the rows of each group with `Total::count()`; to count only rows with a value, filter by `is_not_null()`"
)]
pub trait Counted: Never {}

macro_rules! numbers {
    ($($number:ty => $sum:ty, $kind:expr;)*) => {
        $(impl Summable for $number {
            type Sum = $sum;

            fn kind_of_sum(_: &ColumnInfo) -> &'static ColumnKind {
                &$kind
            }
        }
        impl MinMax for $number {})*
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
impl MinMax for DateTime {}
impl MinMax for ZonelessDateTime {}
impl MinMax for Date {}

#[diagnostic::do_not_recommend]
impl Summable for Value<'static> {
    type Sum = Self;

    fn kind_of_sum(column: &ColumnInfo) -> &'static ColumnKind {
        match column.kind.value_type() {
            Some(ValueType::Double) => &DOUBLE,
            _ => &EXACT,
        }
    }
}
#[diagnostic::do_not_recommend]
impl MinMax for Value<'static> {}

/// Totals over a column's values. Rows without a value are ignored; the total is `None` if no row
/// has one.
pub trait Computable: Sized {
    /// Computes the sum.
    fn sum(self) -> Total<TableOf<Self>, Option<SumOf<Self>>>
    where
        Self: OwnColumn<Value: Summable>,
    {
        let column = self.path().column;
        Total::new("sum", column, ValueOf::<Self>::kind_of_sum(column))
    }

    /// Computes the average.
    fn average(self) -> Total<TableOf<Self>, Option<SumOf<Self>>>
    where
        Self: OwnColumn<Value: Summable>,
    {
        let column = self.path().column;
        Total::new("average", column, ValueOf::<Self>::kind_of_sum(column))
    }

    /// Computes the minimum, or the earliest date.
    fn min(self) -> Total<TableOf<Self>, Option<ValueOf<Self>>>
    where
        Self: OwnColumn<Value: MinMax>,
    {
        let column = self.path().column;
        Total::new("min", column, &column.kind)
    }

    /// Computes the maximum, or the latest date.
    fn max(self) -> Total<TableOf<Self>, Option<ValueOf<Self>>>
    where
        Self: OwnColumn<Value: MinMax>,
    {
        let column = self.path().column;
        Total::new("max", column, &column.kind)
    }

    /// Isn't a total of the service; it exists so that the compiler names the one that counts.
    #[doc(hidden)]
    fn count(self) -> Total<TableOf<Self>, u64>
    where
        Self: OwnColumn<Value: Counted>,
    {
        ValueOf::<Self>::never()
    }
}
// The methods have the bounds, so that the compiler explains them instead of missing a method.
impl<T, V, A> Computable for Column<T, V, A> {}
impl<T, V> Computable for RelatedColumn<T, V> {}

type TableOf<C> = <C as QueryColumn>::Table;
type ValueOf<C> = <C as QueryColumn>::Value;
type SumOf<C> = <ValueOf<C> as Summable>::Sum;

/// A total over rows of table `T`, or a tuple of up to 8 totals.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be computed over rows of `{T}`",
    label = "expected a total over rows of `{T}`, or a tuple of totals",
    note = "use `Total::count()`, `sum()`, `average()`, `min()`, or `max()` of a column of `{T}::columns()`, or a tuple of up to 8 of them"
)]
pub trait Totals<T> {
    /// The values, in the same order.
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
        self.read_from(cells)
    }
}
