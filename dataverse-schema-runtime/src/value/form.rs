use core::fmt::{Display, Write};

use arrayvec::ArrayString;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer, ser::Error as _};
use uuid::Uuid;

use super::choices::Joined;
use super::managed::ManagedBoolean;
use super::reference::Reference;
use super::{decimal, raw_json};

/// A value in the form of the Web API's JSON.
///
/// It needs no drop, and is faster to create and serialize than a [`Value`](super::Value).
#[derive(Clone, Copy)]
pub enum Form<'a> {
    Text(&'a str),
    /// A string without characters that JSON has to escape.
    Plain(&'a str),
    Integer(i32),
    BigInt(i64),
    /// The digits of a number.
    Digits(&'a str),
    Double(f64),
    Boolean(bool),
    Options(&'a [i32]),
    Managed(&'a ManagedBoolean),
    Lookup(&'a Reference),
}

/// The buffer for the text of an id, a date, or a decimal number.
pub(crate) type Short = ArrayString<64>;

const SHORT: &str = "ids, dates, and decimal numbers are shorter than 64 bytes";

impl<'a> Form<'a> {
    #[inline]
    pub(crate) fn guid(value: &Uuid, short: &'a mut Short) -> Self {
        short.push_str(
            value
                .as_hyphenated()
                .encode_lower(&mut Uuid::encode_buffer()),
        );
        Self::Plain(short)
    }

    pub(crate) fn date(value: impl Display, short: &'a mut Short) -> Self {
        write!(short, "{value}").expect(SHORT);
        Self::Plain(short)
    }

    pub(crate) fn decimal(value: &Decimal, short: &'a mut Short) -> Self {
        decimal::write(value, short).expect(SHORT);
        Self::Digits(short)
    }
}

impl Serialize for Form<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Text(text) | Self::Plain(text) => serializer.serialize_str(text),
            Self::Integer(value) => serializer.serialize_i32(value),
            Self::BigInt(value) => serializer.serialize_i64(value),
            Self::Digits(digits) => raw_json::serialize_raw(digits, serializer),
            Self::Double(value) if !value.is_finite() => Err(S::Error::custom(format_args!(
                "cannot write {value} as JSON"
            ))),
            Self::Double(value) => serializer.serialize_f64(value),
            Self::Boolean(value) => serializer.serialize_bool(value),
            Self::Options(values) => serializer.collect_str(&Joined(values)),
            Self::Managed(value) => value.serialize(serializer),
            Self::Lookup(value) => Form::guid(&value.id, &mut Short::new()).serialize(serializer),
        }
    }
}
