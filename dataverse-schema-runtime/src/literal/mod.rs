//! The functions behind the macro `literal!`, which checks literals at compile time.
//!
//! Constants can't call most of the standard library or format messages.

mod check;
mod message;
mod number;

use rust_decimal::Decimal;

use self::check::Limits;
use self::number::Number;
use crate::table::{Column, Table};
use crate::value::Choice;
use crate::value::never::never;

impl<T: Table, A> Column<T, String, A> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn literal(self, value: &'static str, _: &str) -> &'static str {
        Limits::new(T::DESCRIPTION, self.index()).check_length(value);
        value
    }
}

impl<T: Table, A> Column<T, bool, A> {
    #[doc(hidden)]
    pub const fn literal(self, value: bool, _: &str) -> bool {
        value
    }
}

never! {
    /// The condition of an option.
    #[diagnostic::on_unimplemented(
        message = "an option of a choice is not a literal",
        label = "expected a column with text, numbers, or Booleans",
        note = "use the variant itself, without `literal!`: its enum has no others"
    )]
    LiteralOption []
}

impl<T: Table, C: Choice, A> Column<T, C, A> {
    #[doc(hidden)]
    pub const fn literal<N: Copy>(self, value: N, _: &str) -> N
    where
        C: LiteralOption,
    {
        value
    }
}

impl<T: Table, A> Column<T, i32, A> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn literal(self, value: i32, _: &str) -> i32 {
        Limits::new(T::DESCRIPTION, self.index()).check_range(Number::from_integer(value as i64));
        value
    }
}

impl<T: Table, A> Column<T, i64, A> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn literal(self, value: i64, _: &str) -> i64 {
        Limits::new(T::DESCRIPTION, self.index()).check_range(Number::from_integer(value));
        value
    }
}

impl<T: Table, A> Column<T, f64, A> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn literal(self, value: f64, text: &str) -> f64 {
        let limits = Limits::new(T::DESCRIPTION, self.index());
        let number = limits.number(text);
        limits.check_range(number);
        limits.check_precision(number);
        value
    }
}

impl<T: Table, A> Column<T, Decimal, A> {
    /// Returns the number with the digits of its text, so that none of them passes through `f64`.
    #[doc(hidden)]
    #[track_caller]
    pub const fn literal<N: Copy>(self, _: N, text: &str) -> Decimal {
        let limits = Limits::new(T::DESCRIPTION, self.index());
        let number = limits.number(text);
        limits.check_range(number);
        limits.check_precision(number);
        number.to_decimal()
    }
}
