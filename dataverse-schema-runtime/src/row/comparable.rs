use rust_decimal::Decimal;
use uuid::Uuid;

use super::column_value::ColumnValue;
use crate::value::{Choice, Choices, Date, DateTime, Id, Lookup, ManagedBoolean, ZonelessDateTime};

/// Values that a filter can compare for equality: all except files and images.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` can't be compared in filters or keys",
    label = "files and images can't be compared",
    note = "in a filter, use `is_null()` or `is_not_null()`, which ask whether there is a file",
    note = "in an alternate key, use the columns of a key of the table's page, which are text, numbers, dates, options, or lookups"
)]
pub trait Comparable: ColumnValue {}

/// Values that a filter can order: strings, numbers, and dates.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` have no order in a filter",
    label = "values of this column have no order",
    note = "text, numbers, and dates are ordered; use `eq`, `ne`, `is_in`, or `is_not_in` for options, ids, and Booleans"
)]
pub trait Ordered: Comparable {}

/// Values by which an aggregate can group rows.
///
/// They are strings, numbers, Booleans, ids, options, and lookups.
#[diagnostic::on_unimplemented(
    message = "rows can't be grouped by values of type `{Self}`",
    label = "rows can't be grouped by this column",
    note = "rows can be grouped by text, numbers, Booleans, ids, choices with a single value, and lookups",
    note = "the service doesn't group by dates or multi-select choices: request the rows with `query()` and group them in Rust"
)]
pub trait Groupable: Comparable {}

macro_rules! marked {
    ($mark:ident: $($type:ty),*) => {
        $(impl $mark for $type {})*
    };
}
marked! { Comparable: String, i32, i64, Decimal, f64, bool, Uuid, DateTime, ZonelessDateTime, Date, ManagedBoolean }
marked! { Ordered: String, i32, i64, Decimal, f64, DateTime, ZonelessDateTime, Date }
marked! { Groupable: String, i32, i64, Decimal, f64, bool, Uuid }
impl<C: Choice> Comparable for C {}
impl<C> Comparable for Choices<C> {}
impl<T> Comparable for Id<T> {}
impl<S> Comparable for Lookup<S> {}
#[diagnostic::do_not_recommend]
impl<C: Choice> Groupable for C {}
impl<T> Groupable for Id<T> {}
impl<S> Groupable for Lookup<S> {}
