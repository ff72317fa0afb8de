use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::rule::{Scope, limit};
use crate::write::{Form, Short};
use crate::{
    Accepts, Choice, Choices, ColumnKind, Date, DateTime, File, Id, Image, Lookup, ManagedBoolean,
    Named, Reference, Rule, ZonelessDateTime,
};

/// A column's value whatever its table: what rows, rules and JSON have in common.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// String, Memo, EntityName
    Text(Cow<'a, str>),
    /// Integer
    Integer(i32),
    /// BigInt
    BigInt(i64),
    /// Decimal, Money
    Decimal(Decimal),
    /// Double
    Double(f64),
    /// Boolean
    Boolean(bool),
    /// Uniqueidentifier
    Guid(Uuid),
    /// Picklist, State, Status
    Choice(i32),
    /// MultiSelectPicklist
    Choices(Cow<'a, [i32]>),
    /// DateTime, UserLocal
    DateTime(DateTime),
    /// DateTime, TimeZoneIndependent
    ZonelessDateTime(ZonelessDateTime),
    /// DateTime, DateOnly
    Date(Date),
    /// Lookup, Customer, Owner
    Lookup(Cow<'a, Reference>),
    /// ManagedProperty
    Managed(Cow<'a, ManagedBoolean>),
    /// File
    File(File),
    /// Image
    Image(Cow<'a, Image>),
}

impl Value<'_> {
    fn form<'a>(&'a self, short: &'a mut Short) -> Form<'a> {
        match self {
            Self::Text(text) => Form::Text(text),
            Self::Integer(value) | Self::Choice(value) => Form::Integer(*value),
            Self::BigInt(value) => value.form(short),
            Self::Decimal(value) => value.form(short),
            Self::Double(value) => value.form(short),
            Self::Boolean(value) => value.form(short),
            Self::Guid(value) => value.form(short),
            Self::Choices(values) => Form::Options(values),
            Self::DateTime(value) => value.form(short),
            Self::ZonelessDateTime(value) => value.form(short),
            Self::Date(value) => value.form(short),
            Self::Lookup(value) => Form::Lookup(value),
            Self::Managed(value) => value.form(short),
            Self::File(value) => value.form(short),
            Self::Image(value) => value.form(short),
        }
    }

    /// The same value, owning its text.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Integer(value) => Value::Integer(value),
            Self::BigInt(value) => Value::BigInt(value),
            Self::Decimal(value) => Value::Decimal(value),
            Self::Double(value) => Value::Double(value),
            Self::Boolean(value) => Value::Boolean(value),
            Self::Guid(value) => Value::Guid(value),
            Self::Choice(value) => Value::Choice(value),
            Self::Choices(values) => Value::Choices(Cow::Owned(values.into_owned())),
            Self::DateTime(value) => Value::DateTime(value),
            Self::ZonelessDateTime(value) => Value::ZonelessDateTime(value),
            Self::Date(value) => Value::Date(value),
            Self::Lookup(value) => Value::Lookup(Cow::Owned(value.into_owned())),
            Self::Managed(value) => Value::Managed(Cow::Owned(value.into_owned())),
            Self::File(value) => Value::File(value),
            Self::Image(value) => Value::Image(Cow::Owned(value.into_owned())),
        }
    }
}

/// The form of the Web API. A lookup is written as the id alone.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.form(&mut Short::new()).serialize(serializer)
    }
}

/// A Rust type that stands for a column's value.
pub trait ColumnValue: Sized {
    /// The value, borrowed.
    fn value(&self) -> Value<'_>;

    /// The typed value; `None` when `value` is of another kind.
    fn from_value(value: Value<'_>) -> Option<Self>;

    /// The rule of this type of column that the value breaks. It needs no [`Value`], which takes longer to make than to check.
    #[doc(hidden)]
    fn broken(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule>;

    /// The value as it is written. `short` is empty.
    #[doc(hidden)]
    fn form<'a>(&'a self, short: &'a mut Short) -> Form<'a>;

    /// Where reading can put a value that is costly to move.
    #[doc(hidden)]
    fn place(_: &mut Option<Self>) -> Place<'_> {
        Place::Other
    }
}

/// A column's place in a row, of those types that are costly to move.
#[doc(hidden)]
pub enum Place<'a> {
    Text(&'a mut Option<String>),
    /// A reference to no row, where there was none.
    Lookup(&'a mut Reference),
    Other,
}

impl ColumnValue for String {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.into_owned()),
            _ => None,
        }
    }

    #[inline]
    fn broken(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
        limit::text(kind, self, scope)
    }

    fn form<'a>(&'a self, _: &'a mut Short) -> Form<'a> {
        Form::Text(self)
    }

    fn place(slot: &mut Option<Self>) -> Place<'_> {
        Place::Text(slot)
    }
}

fn no_rule<V>(_: &ColumnKind, _: &V, _: Scope) -> Option<Rule> {
    None
}

macro_rules! column_value {
    ($($type:ty: $variant:ident, $read:expr, $write:expr, $broken:expr, $form:expr;)*) => {
        $(impl ColumnValue for $type {
            fn value(&self) -> Value<'_> {
                Value::$variant($read(self))
            }

            fn from_value(value: Value<'_>) -> Option<Self> {
                match value {
                    Value::$variant(value) => Some($write(value)),
                    _ => None,
                }
            }

            #[inline]
            fn broken(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
                $broken(kind, self, scope)
            }

            fn form<'a>(&'a self, short: &'a mut Short) -> Form<'a> {
                $form(self, short)
            }
        })*
    };
}
column_value! {
    i32: Integer, Clone::clone, core::convert::identity, limit::integer, |v: &i32, _| Form::Integer(*v);
    i64: BigInt, Clone::clone, core::convert::identity, limit::big_int, |v: &i64, _| Form::BigInt(*v);
    Decimal: Decimal, Clone::clone, core::convert::identity, limit::decimal, Form::decimal;
    f64: Double, Clone::clone, core::convert::identity, limit::double, |v: &f64, _| Form::Double(*v);
    bool: Boolean, Clone::clone, core::convert::identity, no_rule, |v: &bool, _| Form::Boolean(*v);
    Uuid: Guid, Clone::clone, core::convert::identity, no_rule, Form::guid;
    DateTime: DateTime, Clone::clone, core::convert::identity, no_rule, Form::date;
    ZonelessDateTime: ZonelessDateTime, Clone::clone, core::convert::identity, no_rule, Form::date;
    Date: Date, Clone::clone, core::convert::identity, no_rule, Form::date;
    ManagedBoolean: Managed, Cow::Borrowed, Cow::into_owned, no_rule, |v: &'a ManagedBoolean, _| Form::Managed(v);
    File: File, Clone::clone, core::convert::identity, no_rule, |v: &File, short| Form::guid(&v.id(), short);
    Image: Image, Cow::Borrowed, Cow::into_owned, limit::image, |v: &'a Image, _| Form::Text(v.base64());
}

impl<C: Choice> ColumnValue for C {
    fn value(&self) -> Value<'_> {
        Value::Choice((*self).value())
    }

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Choice(value) => Some(C::from_value(value)),
            _ => None,
        }
    }

    #[inline]
    fn broken(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
        limit::choice(kind, (*self).value(), scope)
    }

    fn form<'a>(&'a self, _: &'a mut Short) -> Form<'a> {
        Form::Integer((*self).value())
    }
}

impl<C> ColumnValue for Choices<C> {
    fn value(&self) -> Value<'_> {
        Value::Choices(Cow::Borrowed(self.values()))
    }

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Choices(values) => Some(Self::from_values(values.into_owned())),
            _ => None,
        }
    }

    #[inline]
    fn broken(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
        limit::choices(kind, self.values(), scope)
    }

    fn form<'a>(&'a self, _: &'a mut Short) -> Form<'a> {
        Form::Options(self.values())
    }
}

impl<T> ColumnValue for Id<T> {
    fn value(&self) -> Value<'_> {
        Value::Guid(self.uuid())
    }

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Guid(uuid) => Some(Self::new(uuid)),
            _ => None,
        }
    }

    fn broken(&self, _: &ColumnKind, _: Scope) -> Option<Rule> {
        None
    }

    fn form<'a>(&'a self, short: &'a mut Short) -> Form<'a> {
        Form::guid(&self.uuid(), short)
    }
}

impl<S> ColumnValue for Lookup<S> {
    fn value(&self) -> Value<'_> {
        Value::Lookup(Cow::Borrowed(self.reference()))
    }

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Lookup(reference) => Some(Self::new(reference.into_owned())),
            _ => None,
        }
    }

    #[inline]
    fn broken(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
        limit::lookup(kind, self.reference(), scope)
    }

    fn form<'a>(&'a self, _: &'a mut Short) -> Form<'a> {
        Form::Lookup(self.reference())
    }

    fn place(slot: &mut Option<Self>) -> Place<'_> {
        let lookup = slot.get_or_insert_with(|| Self::new(Reference::new(Uuid::nil())));
        Place::Lookup(lookup.reference_mut())
    }
}

/// Values that a filter can compare for equality: all but those of files and images.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` can't be compared in a filter",
    note = "files and images can only be told from null: `is_null`, `is_not_null`"
)]
pub trait Comparable: ColumnValue {}

/// Values that a filter can compare by order: texts, numbers and dates.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` have no order in a filter",
    note = "texts, numbers and dates have one; options, ids and yes/no values can be compared by `eq`, `ne`, `is_in` and `is_not_in`"
)]
pub trait Ordered: Comparable {}

/// Values by which an aggregate can group rows: texts, numbers, yes or no, ids, options and lookups.
#[diagnostic::on_unimplemented(
    message = "rows can't be grouped by values of type `{Self}`",
    note = "they can by texts, numbers, yes or no, ids, options and lookups; the service doesn't group by dates"
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

/// What can be given as the value of a column that holds a `V`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the value of a column that holds `{V}`",
    label = "the column holds `{V}`",
    note = "an exact number is `literal!(Table.column, 12.50)`, or a `Decimal` read from a text; a date is `Date::new(2026, 1, 31)`, or read from a text, as moments are; an option is a variant of the column's enum"
)]
pub trait IntoValue<V> {
    /// The value.
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

/// The place of one column in a row.
pub trait Slot {
    /// The value; `None` when it is null or wasn't asked for.
    fn get(&self) -> Option<Value<'_>>;

    /// Sets the value. A value of another kind than the column's leaves `None`.
    fn set(&mut self, value: Option<Value<'_>>);

    /// The value as it is written. `short` is empty.
    #[doc(hidden)]
    fn form<'a>(&'a self, short: &'a mut Short) -> Option<Form<'a>>;

    #[doc(hidden)]
    fn place(&mut self) -> Place<'_>;

    /// Whether the value breaks a rule of this type of column.
    #[doc(hidden)]
    fn is_broken(&self, kind: &ColumnKind, scope: Scope) -> bool;
}

impl<V: ColumnValue> Slot for Option<V> {
    fn get(&self) -> Option<Value<'_>> {
        self.as_ref().map(V::value)
    }

    fn set(&mut self, value: Option<Value<'_>>) {
        *self = value.and_then(V::from_value);
    }

    fn form<'a>(&'a self, short: &'a mut Short) -> Option<Form<'a>> {
        Some(self.as_ref()?.form(short))
    }

    fn place(&mut self) -> Place<'_> {
        V::place(self)
    }

    fn is_broken(&self, kind: &ColumnKind, scope: Scope) -> bool {
        let value = self.as_ref();
        value.is_some_and(|value| value.broken(kind, scope).is_some())
    }
}
