use rust_decimal::Decimal;
use uuid::Uuid;

use super::column_value::ColumnValue;
use crate::value::{
    Choice, Choices, Date, DateTime, Id, Lookup, ManagedBoolean, Value, ValueType, ZonelessDateTime,
};

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

/// Values by which FetchXML can link the rows of two tables that have the same.
///
/// They are strings, numbers, Booleans, ids, options, lookups, and dates.
#[diagnostic::on_unimplemented(
    message = "rows can't be linked by values of type `{Self}`",
    label = "rows can't be linked by this column",
    note = "rows can be linked by text, numbers, Booleans, ids, choices with a single value, lookups, and dates"
)]
pub trait Linkable: Comparable {
    /// The type of the values on both sides of the link. Lookups and ids have the same.
    type Same;
}

macro_rules! marked {
    (
        $(#[$doc:meta])* $mark:ident, $is_marked:ident:
        $($(#[$attribute:meta])* [$($generics:tt)*] $type:ty => $variant:ident;)*
    ) => {
        $($(#[$attribute])* impl<$($generics)*> $mark for $type {})*
        impl ValueType {
            $(#[$doc])*
            pub fn $is_marked(self) -> bool {
                [$(Self::$variant),*].contains(&self)
            }
        }
    };
}
marked! {
    /// Returns true if the values are [`Comparable`].
    Comparable, is_comparable:
    [] String => Text;
    [] i32 => Integer;
    [] i64 => BigInt;
    [] Decimal => Decimal;
    [] f64 => Double;
    [] bool => Boolean;
    [] Uuid => Guid;
    [T] Id<T> => Guid;
    [C: Choice] C => Choice;
    [C] Choices<C> => Choices;
    [] DateTime => DateTime;
    [] ZonelessDateTime => ZonelessDateTime;
    [] Date => Date;
    [S] Lookup<S> => Lookup;
    [] ManagedBoolean => Managed;
}
marked! {
    /// Returns true if the values are [`Ordered`].
    Ordered, is_ordered:
    [] String => Text;
    [] i32 => Integer;
    [] i64 => BigInt;
    [] Decimal => Decimal;
    [] f64 => Double;
    [] DateTime => DateTime;
    [] ZonelessDateTime => ZonelessDateTime;
    [] Date => Date;
}
marked! {
    /// Returns true if the values are [`Groupable`].
    Groupable, is_groupable:
    [] String => Text;
    [] i32 => Integer;
    [] i64 => BigInt;
    [] Decimal => Decimal;
    [] f64 => Double;
    [] bool => Boolean;
    [] Uuid => Guid;
    [T] Id<T> => Guid;
    #[diagnostic::do_not_recommend]
    [C: Choice] C => Choice;
    [S] Lookup<S> => Lookup;
}
macro_rules! linkable {
    ($($(#[$attribute:meta])* [$($generics:tt)*] $type:ty => $same:ty;)*) => {
        $($(#[$attribute])* impl<$($generics)*> Linkable for $type {
            type Same = $same;
        })*
    };
}
linkable! {
    [] String => Self;
    [] i32 => Self;
    [] i64 => Self;
    [] Decimal => Self;
    [] f64 => Self;
    [] bool => Self;
    [] Uuid => Uuid;
    [T] Id<T> => Uuid;
    [S] Lookup<S> => Uuid;
    #[diagnostic::do_not_recommend]
    [C: Choice] C => Self;
    [] DateTime => Self;
    [] ZonelessDateTime => Self;
    [] Date => Self;
    #[diagnostic::do_not_recommend]
    [] Value<'static> => Self;
}

impl ValueType {
    /// Returns true if values of both types can be [`Linkable::Same`].
    pub fn links_to(self, other: Self) -> bool {
        let is_id = |value_type| matches!(value_type, Self::Guid | Self::Lookup);
        let is_linkable = self.is_groupable()
            || matches!(self, Self::DateTime | Self::ZonelessDateTime | Self::Date);
        is_linkable && (self == other || is_id(self) && is_id(other))
    }
}
// Columns that are found by name: queries check the types of their values.
#[diagnostic::do_not_recommend]
impl Comparable for Value<'static> {}
#[diagnostic::do_not_recommend]
impl Ordered for Value<'static> {}
#[diagnostic::do_not_recommend]
impl Groupable for Value<'static> {}
