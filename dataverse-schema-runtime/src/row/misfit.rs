//! Types of values that a column doesn't take, each with an error that says what it takes instead.
//!
//! The impls of [`IntoValue`] here apply to all columns, under conditions that hold for few types of
//! columns or for none. The compiler then explains the condition. It explains only conditions on
//! another type than the value's, so they are conditions on the column's type.

use std::ops::{Range, RangeInclusive};
use std::time::SystemTime;

use rust_decimal::Decimal;

use super::into_value::IntoValue;
use crate::value::never::never;
use crate::value::{Date, DateTime, ZonelessDateTime};

/// A value of a column that a borrowed text converts to.
#[diagnostic::on_unimplemented(
    message = "text can't be the value of a column that holds `{Self}`",
    label = "expected a value of type `{Self}`, found text",
    note = "parse a date, a number, an id, or a Boolean: `text.parse::<Date>()?`, with the type of the column's values",
    note = "for an option, use a variant of its enum, or `from_label(text)` of the trait `Choice`; for a lookup, parse the id of a target: `text.parse::<Id<TheTable>>()?`"
)]
pub trait FromText {
    #[doc(hidden)]
    fn from_text(text: &str) -> Self;
}

impl FromText for String {
    fn from_text(text: &str) -> Self {
        text.to_owned()
    }
}

impl<V: FromText> IntoValue<V> for &str {
    fn into_value(self) -> V {
        V::from_text(self)
    }
}

/// A value of a column that an `i32` converts to.
#[diagnostic::on_unimplemented(
    message = "an integer can't be the value of a column that holds `{Self}`",
    label = "expected a value of type `{Self}`, found an integer",
    note = "for an option, use a variant of its enum, or `from_value(number)` of the trait `Choice`",
    note = "convert an `i32` to an `i64` with `into()`, and to text with `to_string()`; a Boolean is `true` or `false`"
)]
pub trait FromInteger {
    #[doc(hidden)]
    fn from_integer(integer: i32) -> Self;
}

macro_rules! from_integer {
    ($($to:ty),*) => {
        $(impl FromInteger for $to {
            fn from_integer(integer: i32) -> Self {
                integer.into()
            }
        })*
    };
}
from_integer! { Decimal, f64 }

impl<V: FromInteger> IntoValue<V> for i32 {
    fn into_value(self) -> V {
        V::from_integer(self)
    }
}

never! {
    /// The condition of an owned text for values other than text.
    #[diagnostic::on_unimplemented(
        message = "text can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found text",
        note = "parse a date, a number, an id, or a Boolean: `text.parse::<Date>()?`, with the type of the column's values",
        note = "for an option, use a variant of its enum, or `from_label(&text)` of the trait `Choice`; for a lookup, parse the id of a target: `text.parse::<Id<TheTable>>()?`"
    )]
    FromOwnedText []

    /// The condition of a floating-point number for values of another type.
    #[diagnostic::on_unimplemented(
        message = "a floating-point number can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found a floating-point number",
        note = "for an exact number, use `literal!(Table.column, 12.50)` or parse a string: `\"12.50\".parse::<Decimal>()?`",
        note = "for an integer, write a literal without a point, or round and convert the number"
    )]
    FromFloat []

    /// The condition of an `Option`.
    #[diagnostic::on_unimplemented(
        message = "an `Option` can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found an `Option`",
        note = "to write: `set_some(column, value)` sets what there is, `clear(column)` sets null; to filter: `is_null()`, `is_not_null()`",
        note = "`Date::new`, `from_label` and other functions return an `Option`, as not all arguments are valid: use `?`, `expect(…)`, or `if let Some(…)`"
    )]
    FromOption []

    /// The condition of the system's time.
    #[diagnostic::on_unimplemented(
        message = "a `SystemTime` can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found a `SystemTime`",
        note = "convert it: `DateTime::try_from(time)?`"
    )]
    FromSystemTime []

    /// The condition of bytes.
    #[diagnostic::on_unimplemented(
        message = "bytes can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found bytes",
        note = "an image is set by its base64 text: `Image::from_base64(text)`; a file or a full image is stored by the request `column.upload(row, file_name, bytes)?`"
    )]
    FromBytes []

    /// The condition of a character.
    #[diagnostic::on_unimplemented(
        message = "a `char` can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found a `char`",
        note = "convert it to text with `to_string()`"
    )]
    FromCharacter []

    /// The condition of a range.
    #[diagnostic::on_unimplemented(
        message = "a range can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found a range",
        note = "to filter by a range that includes both ends, use `between(min, max)`; by one that excludes the end, `c.name.ge(min).and(c.name.lt(end))`"
    )]
    FromRange []

    /// The condition of an exact number for values of another type.
    #[diagnostic::on_unimplemented(
        message = "a `Decimal` can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found a `Decimal`",
        note = "convert it: `f64::try_from(decimal)?`, `i32::try_from(decimal)?`, `i64::try_from(decimal)?`, or to text with `to_string()`"
    )]
    FromDecimal []

    /// The condition of a day for values of another type.
    #[diagnostic::on_unimplemented(
        message = "a `Date` can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found a `Date`",
        note = "to convert the begin of the day, in UTC: `format!(\"{{day}}T00:00:00Z\").parse::<DateTime>()?`, without time zone: `ZonelessDateTime::new(day, 0, 0, 0)`, an `Option`"
    )]
    FromDate []

    /// The condition of a moment for values of another type.
    #[diagnostic::on_unimplemented(
        message = "a `DateTime` can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found a `DateTime`",
        note = "to convert it to the day in UTC: `moment.to_string()[..10].parse::<Date>()?`"
    )]
    FromMoment []

    /// The condition of a date and time without time zone for values of another type.
    #[diagnostic::on_unimplemented(
        message = "a `ZonelessDateTime` can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found a `ZonelessDateTime`",
        note = "its day is `date()`; with a time zone it becomes a moment, for example in UTC: `format!(\"{{time}}Z\").parse::<DateTime>()?`"
    )]
    FromZoneless []
}

macro_rules! misfit {
    ($([$($generics:tt)*] $from:ty where $trait:ident;)*) => {
        $(impl<V: $trait, $($generics)*> IntoValue<V> for $from {
            fn into_value(self) -> V {
                V::never()
            }
        })*
    };
}
misfit! {
    [] String where FromOwnedText;
    [] f64 where FromFloat;
    [X] Option<X> where FromOption;
    [] SystemTime where FromSystemTime;
    [] Vec<u8> where FromBytes;
    [] char where FromCharacter;
    [X] Range<X> where FromRange;
    [X] RangeInclusive<X> where FromRange;
    [] Decimal where FromDecimal;
    [] Date where FromDate;
    [] DateTime where FromMoment;
    [] ZonelessDateTime where FromZoneless;
}
