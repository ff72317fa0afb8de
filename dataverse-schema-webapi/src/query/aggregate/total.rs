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
use crate::query::ast::{Computed, LinkedPath};
use crate::query::fetch_column::{AnyQuery, FetchColumn, OnlyFetch};
use crate::query::traverse::RelatedColumn;

/// A total of type `V` over the rows of a group, which the queries `Q` can compute.
pub struct Total<T, V, Q = AnyQuery> {
    computed: Computed,
    kind: &'static ColumnKind,
    read: fn(&'static ColumnKind, Option<&Json>) -> Result<V, serde_json::Error>,
    types: PhantomData<fn() -> (T, Q)>,
}

impl<T, V, Q> Clone for Total<T, V, Q> {
    fn clone(&self) -> Self {
        Self {
            computed: self.computed.clone(),
            ..*self
        }
    }
}

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

impl<T, V, Q> Total<T, V, Q> {
    /// Returns the function and the column to compute from.
    pub(crate) fn computed(&self) -> Computed {
        self.computed.clone()
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
                path: None,
                is_distinct: false,
            },
            kind: &COUNTED,
            read: count_of,
            types: PhantomData,
        }
    }
}

impl<T: Table> Total<T, u64, OnlyFetch> {
    /// Returns the number of values of a column, or of different ones.
    pub(crate) fn count_of_values(path: LinkedPath, is_distinct: bool) -> Self {
        Self {
            computed: Computed {
                function: "countcolumn",
                path: Some(path),
                is_distinct,
            },
            kind: &COUNTED,
            read: count_of,
            types: PhantomData,
        }
    }
}

impl<T: Table, V: ColumnValue, Q> Total<T, Option<V>, Q> {
    fn new(function: &'static str, path: LinkedPath, kind: &'static ColumnKind) -> Self {
        Self {
            computed: Computed {
                function,
                path: Some(path),
                is_distinct: false,
            },
            kind,
            read: |kind, json| match json {
                Some(json) => read_value(kind, json),
                None => Ok(None),
            },
            types: PhantomData,
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
///
/// Those of a column of related or linked rows are computed by `fetch_groups()`.
pub trait Computable: Sized {
    /// Computes the sum.
    fn sum(self) -> Total<TableOf<Self>, Option<SumOf<Self>>, QueriesOf<Self>>
    where
        Self: FetchColumn<Value: Summable>,
    {
        let path = self.linked_path();
        let kind = ValueOf::<Self>::kind_of_sum(path.path.column);
        Total::new("sum", path, kind)
    }

    /// Computes the average.
    fn average(self) -> Total<TableOf<Self>, Option<SumOf<Self>>, QueriesOf<Self>>
    where
        Self: FetchColumn<Value: Summable>,
    {
        let path = self.linked_path();
        let kind = ValueOf::<Self>::kind_of_sum(path.path.column);
        Total::new("average", path, kind)
    }

    /// Computes the minimum, or the earliest date.
    fn min(self) -> Total<TableOf<Self>, Option<ValueOf<Self>>, QueriesOf<Self>>
    where
        Self: FetchColumn<Value: MinMax>,
    {
        let path = self.linked_path();
        let kind = &path.path.column.kind;
        Total::new("min", path, kind)
    }

    /// Computes the maximum, or the latest date.
    fn max(self) -> Total<TableOf<Self>, Option<ValueOf<Self>>, QueriesOf<Self>>
    where
        Self: FetchColumn<Value: MinMax>,
    {
        let path = self.linked_path();
        let kind = &path.path.column.kind;
        Total::new("max", path, kind)
    }

    /// Isn't a total of the service; it exists so that the compiler names the one that counts.
    #[doc(hidden)]
    fn count(self) -> Total<TableOf<Self>, u64>
    where
        Self: FetchColumn<Value: Counted>,
    {
        ValueOf::<Self>::never()
    }
}

/// A trait that no type implements, for the error about a total that is called as a function.
#[diagnostic::on_unimplemented(
    message = "`Total` has no function for the values of a column",
    label = "expected a method of the column",
    note = "use a method of the column: `c.revenue.sum()`, `average()`, `min()`, or `max()`; only `Total::count()` is a function"
)]
pub trait ComputedByMethod: Never {}

macro_rules! computed_by_method {
    ($($function:ident)*) => {
        impl Total<(), (), ()> {
            $(/// Is a method of columns; it exists so that the compiler names that.
            #[doc(hidden)]
            pub fn $function<C>(_: C) -> Total<TableOf<C>, Option<ValueOf<C>>, QueriesOf<C>>
            where
                C: FetchColumn<Value: ComputedByMethod>,
            {
                ValueOf::<C>::never()
            })*
        }
    };
}
computed_by_method! { sum average min max }

// The methods have the bounds, so that the compiler explains them instead of missing a method.
impl<T, V, A> Computable for Column<T, V, A> {}
impl<T, V> Computable for RelatedColumn<T, V> {}

type TableOf<C> = <C as FetchColumn>::Table;
type ValueOf<C> = <C as FetchColumn>::Value;
type QueriesOf<C> = <C as FetchColumn>::Queries;
type SumOf<C> = <ValueOf<C> as Summable>::Sum;

/// A total over rows of table `T`, or a tuple of up to 8 totals.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be computed over rows of `{T}`",
    label = "expected a total over rows of `{T}`, or a tuple of totals",
    note = "use `Total::count()`, `sum()`, `average()`, `min()`, or `max()` of a column of `{T}::columns()`, or a tuple of up to 8 of them",
    note = "for totals over columns of related rows, and for numbers of values, use `{T}::fetch_groups()`"
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
        totals.push(self.computed());
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<V, serde_json::Error> {
        self.read_from(cells)
    }
}
