use std::borrow::Cow;

use rust_decimal::Decimal;
use uuid::Uuid;

use super::choice::Choice;
use super::choices::Choices;
use super::id::Id;
use super::lookup::{Accepts, Lookup, UnknownTargets};
use super::managed::ManagedBoolean;
use super::named::Named;
use super::reference::Reference;

/// A type that converts to the value of a column that holds a `V`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the value of a column that holds `{V}`",
    label = "the column holds `{V}`",
    note = "for an exact number use `literal!(Table.column, 12.50)` or parse a `Decimal`; for a date `Date::new(2026, 1, 31)`, or parse it; for an option a variant of the column's enum"
)]
pub trait IntoValue<V> {
    /// Converts to the value.
    fn into_value(self) -> V;
}

impl<V> IntoValue<V> for V {
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
    [] &str => String;
    [] &String => String;
    [] Box<str> => String;
    [] Cow<'_, str> => String;
    [] i32 => Decimal;
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

#[diagnostic::do_not_recommend]
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
