use std::borrow::Cow;

use rust_decimal::Decimal;
use uuid::Uuid;

use crate::info::ColumnKind;
use crate::rule::{Rule, Scope, limit};
use crate::value::form::{Form, Short};
use crate::value::{
    Choice, Choices, Date, DateTime, File, Id, Image, Lookup, ManagedBoolean, Reference, Value,
    ZonelessDateTime,
};

/// A Rust type that represents a column's value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't the type of a column's value",
    note = "a PartyList column has no value: read its parties with `row.parties(column)` after expanding the relationship to `activityparty`, and add parties with `add_party(column, row)`",
    note = "in generic code, add the bound `ColumnValue`"
)]
pub trait ColumnValue: Sized {
    /// Returns the value, borrowed.
    fn value(&self) -> Value<'_>;

    /// Returns the typed value, or `None` if `value` is of another type.
    fn from_value(value: Value<'_>) -> Option<Self>;

    /// Returns the rule of this column type that the value violates.
    ///
    /// It doesn't create a [`Value`], which would take longer than the check.
    #[doc(hidden)]
    fn violation(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule>;

    /// Returns the value in its serialized form. `short` must be empty.
    #[doc(hidden)]
    fn form<'a>(&'a self, short: &'a mut Short) -> Form<'a>;

    /// Returns the storage of a value that is expensive to move, to fill or empty it in place.
    ///
    /// If a lookup's slot is empty, this sets it to a reference with a nil id.
    #[doc(hidden)]
    fn storage_mut(_: &mut Option<Self>) -> Storage<'_> {
        Storage::Other
    }
}

/// The storage of a slot, for types that are expensive to move.
#[doc(hidden)]
pub enum Storage<'a> {
    Text(&'a mut Option<String>),
    /// The lookup's reference. Its id is nil if the slot was empty.
    Lookup(&'a mut Reference),
    /// The type is cheap to move: use [`Slot::set`](super::Slot::set).
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
    fn violation(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
        limit::text(kind, self, scope)
    }

    fn form<'a>(&'a self, _: &'a mut Short) -> Form<'a> {
        Form::Text(self)
    }

    fn storage_mut(slot: &mut Option<Self>) -> Storage<'_> {
        Storage::Text(slot)
    }
}

fn no_rule<V>(_: &ColumnKind, _: &V, _: Scope) -> Option<Rule> {
    None
}

macro_rules! column_value {
    ($($type:ty: $variant:ident, $read:expr, $write:expr, $violation:expr, $form:expr;)*) => {
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
            fn violation(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
                $violation(kind, self, scope)
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
    DateTime: DateTime, Clone::clone, core::convert::identity, limit::date_time, Form::date;
    ZonelessDateTime: ZonelessDateTime, Clone::clone, core::convert::identity, limit::zoneless_date_time, Form::date;
    Date: Date, Clone::clone, core::convert::identity, limit::date, Form::date;
    ManagedBoolean: Managed, Cow::Borrowed, Cow::into_owned, no_rule, |v: &'a ManagedBoolean, _| Form::Managed(v);
    File: File, Clone::clone, core::convert::identity, no_rule, |v: &File, short| Form::guid(&v.id(), short);
    Image: Image, Cow::Borrowed, Cow::into_owned, limit::image, |v: &'a Image, _| Form::Text(v.base64());
}

#[diagnostic::do_not_recommend]
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
    fn violation(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
        limit::choice(kind, (*self).value(), scope)
    }

    fn form<'a>(&'a self, _: &'a mut Short) -> Form<'a> {
        Form::Integer((*self).value())
    }
}

/// The value of a column that is found by name at run time.
#[diagnostic::do_not_recommend]
impl ColumnValue for Value<'static> {
    fn value(&self) -> Value<'_> {
        self.as_borrowed()
    }

    fn from_value(value: Value<'_>) -> Option<Self> {
        Some(value.into_owned())
    }

    fn violation(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
        limit::wrong_type(kind, self).or_else(|| limit::violation(kind, self, scope))
    }

    fn form<'a>(&'a self, short: &'a mut Short) -> Form<'a> {
        self.form(short)
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
    fn violation(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
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

    fn violation(&self, _: &ColumnKind, _: Scope) -> Option<Rule> {
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
    fn violation(&self, kind: &ColumnKind, scope: Scope) -> Option<Rule> {
        limit::lookup(kind, self.reference(), scope)
    }

    fn form<'a>(&'a self, _: &'a mut Short) -> Form<'a> {
        Form::Lookup(self.reference())
    }

    fn storage_mut(slot: &mut Option<Self>) -> Storage<'_> {
        let lookup = slot.get_or_insert_with(|| Self::new(Reference::new(Uuid::nil())));
        Storage::Lookup(lookup.reference_mut())
    }
}
