use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::date::{Date, DateTime, ZonelessDateTime};
use super::file::{File, Image};
use super::form::{Form, Short};
use super::managed::ManagedBoolean;
use super::reference::Reference;
use super::value_type::ValueType;

/// The value of a column of any table, as rows, rules, and JSON share it.
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
    /// Returns the type of the value.
    pub fn value_type(&self) -> ValueType {
        match self {
            Self::Text(_) => ValueType::Text,
            Self::Integer(_) => ValueType::Integer,
            Self::BigInt(_) => ValueType::BigInt,
            Self::Decimal(_) => ValueType::Decimal,
            Self::Double(_) => ValueType::Double,
            Self::Boolean(_) => ValueType::Boolean,
            Self::Guid(_) => ValueType::Guid,
            Self::Choice(_) => ValueType::Choice,
            Self::Choices(_) => ValueType::Choices,
            Self::DateTime(_) => ValueType::DateTime,
            Self::ZonelessDateTime(_) => ValueType::ZonelessDateTime,
            Self::Date(_) => ValueType::Date,
            Self::Lookup(_) => ValueType::Lookup,
            Self::Managed(_) => ValueType::Managed,
            Self::File(_) => ValueType::File,
            Self::Image(_) => ValueType::Image,
        }
    }

    /// Returns the value, borrowed.
    pub fn as_borrowed(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::Choices(values) => Value::Choices(Cow::Borrowed(values)),
            Self::Lookup(value) => Value::Lookup(Cow::Borrowed(value)),
            Self::Managed(value) => Value::Managed(Cow::Borrowed(value)),
            Self::Image(value) => Value::Image(Cow::Borrowed(value)),
            Self::Integer(value) => Value::Integer(*value),
            Self::BigInt(value) => Value::BigInt(*value),
            Self::Decimal(value) => Value::Decimal(*value),
            Self::Double(value) => Value::Double(*value),
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Guid(value) => Value::Guid(*value),
            Self::Choice(value) => Value::Choice(*value),
            Self::DateTime(value) => Value::DateTime(*value),
            Self::ZonelessDateTime(value) => Value::ZonelessDateTime(*value),
            Self::Date(value) => Value::Date(*value),
            Self::File(value) => Value::File(*value),
        }
    }

    pub(crate) fn form<'a>(&'a self, short: &'a mut Short) -> Form<'a> {
        match self {
            Self::Text(text) => Form::Text(text),
            Self::Integer(value) | Self::Choice(value) => Form::Integer(*value),
            Self::BigInt(value) => Form::BigInt(*value),
            Self::Decimal(value) => Form::decimal(value, short),
            Self::Double(value) => Form::Double(*value),
            Self::Boolean(value) => Form::Boolean(*value),
            Self::Guid(value) => Form::guid(value, short),
            Self::Choices(values) => Form::Options(values),
            Self::DateTime(value) => Form::date(value, short),
            Self::ZonelessDateTime(value) => Form::date(value, short),
            Self::Date(value) => Form::date(value, short),
            Self::Lookup(value) => Form::Lookup(value),
            Self::Managed(value) => Form::Managed(value),
            Self::File(value) => Form::guid(&value.id(), short),
            Self::Image(value) => Form::Text(value.base64()),
        }
    }

    /// Converts the value into one that owns its data.
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

/// Serializes the value in the form of the Web API, and a lookup as the id alone.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.form(&mut Short::new()).serialize(serializer)
    }
}
