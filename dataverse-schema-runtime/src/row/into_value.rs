use std::borrow::Cow;

use rust_decimal::Decimal;
use uuid::Uuid;

use super::column_value::ColumnValue;
use crate::value::named::Named;
use crate::value::{
    Accepts, Choice, Choices, Id, Lookup, ManagedBoolean, Reference, UnknownTargets,
};

/// A type that converts to the value of a column that holds a `V`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the value of a column that holds `{V}`",
    label = "the column holds `{V}`",
    note = "convert the value: an integer of another width with `try_into()?`, a string with `parse()?`, a date of chrono, jiff, or time with `try_into()?` and the feature `chrono-04`, `jiff-1`, or `time-03` of the crate `dataverse-schema`",
    note = "a choice takes a variant of its enum, a multi-select choice an array of variants such as `[option]`, a lookup an `Id` of one of its targets: `Id::<TheTable>::new(uuid)`"
)]
pub trait IntoValue<V> {
    /// Converts to the value.
    fn into_value(self) -> V;
}

impl<V: ColumnValue> IntoValue<V> for V {
    fn into_value(self) -> V {
        self
    }
}

macro_rules! into_value {
    ($([$($generics:tt)*] $from:ty => $to:ty;)*) => {
        $(#[diagnostic::do_not_recommend]
        impl<$($generics)*> IntoValue<$to> for $from {
            fn into_value(self) -> $to {
                self.into()
            }
        })*
    };
}
into_value! {
    [] &String => String;
    [] Box<str> => String;
    [] Cow<'_, str> => String;
    [] i64 => Decimal;
    [] bool => ManagedBoolean;
    [T] Uuid => Id<T>;
}

#[diagnostic::do_not_recommend]
impl<S: Accepts<T>, T: Named> IntoValue<Lookup<S>> for Id<T> {
    fn into_value(self) -> Lookup<S> {
        Lookup::new(Reference::new(self.uuid()).with_table(T::logical_name()))
    }
}

impl<S: UnknownTargets> IntoValue<Lookup<S>> for Uuid {
    fn into_value(self) -> Lookup<S> {
        Lookup::new(Reference::new(self))
    }
}

#[diagnostic::do_not_recommend]
impl<C: Choice, const N: usize> IntoValue<Choices<C>> for [C; N] {
    fn into_value(self) -> Choices<C> {
        Choices::new(self)
    }
}

#[diagnostic::do_not_recommend]
impl<C: Choice> IntoValue<Choices<C>> for Vec<C> {
    fn into_value(self) -> Choices<C> {
        Choices::new(self)
    }
}

#[diagnostic::do_not_recommend]
impl<C: Choice> IntoValue<Choices<C>> for &[C] {
    fn into_value(self) -> Choices<C> {
        Choices::new(self.iter().copied())
    }
}
