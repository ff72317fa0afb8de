//! The impls of serde's traits for values, in the form of the Web API.

use core::fmt::{self, Display};
use core::marker::PhantomData;
use core::str::FromStr;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::choice::Choice;
use super::choices::Choices;
use super::date::{Date, DateTime, ZonelessDateTime};
use super::file::{File, Image};
use super::lookup::Lookup;
use super::reference::Reference;

/// Serializes an option as its value.
pub fn serialize_choice<C: Choice, S: Serializer>(
    choice: C,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_i32(choice.value())
}

/// Deserializes an option from its value.
pub fn deserialize_choice<'de, C: Choice, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<C, D::Error> {
    i32::deserialize(deserializer).map(C::from_value)
}

/// A visitor that parses text.
struct ParseVisitor<T> {
    expected: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T: FromStr<Err: Display>> Visitor<'_> for ParseVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

fn parse<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(ParseVisitor {
        expected,
        value: PhantomData,
    })
}

/// Implements serde's traits for a type as those of what it is converted to and from.
macro_rules! as_text {
    ($($type:ty $(, $parameter:ident)?: $to:expr, $from:expr, $expected:literal;)*) => {
        $(
            impl$(<$parameter>)? Serialize for $type {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(&$to(self))
                }
            }

            impl<'de $(, $parameter)?> Deserialize<'de> for $type {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    parse(deserializer, $expected).map($from)
                }
            }
        )*
    };
}
as_text! {
    Date: Date::clone, |date: Date| date, "a date such as 2019-12-18";
    DateTime: DateTime::clone, |time: DateTime| time, "a time with offset such as 2023-04-07T21:59:01Z";
    ZonelessDateTime: ZonelessDateTime::clone, |time: ZonelessDateTime| time, "a date and time such as 2019-12-18T00:00:00Z";
    File: |file: &File| file.id(), File::new, "the id of a file";
    Reference: Reference::id, Reference::new, "the id of a row";
    Lookup<T>, T: Lookup::uuid, |id: Uuid| Self::new(Reference::new(id)), "the id of a row";
    Choices<C>, C: Choices::clone, |choices: Self| choices, "values of options such as 1,2";
}

impl Serialize for Image {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.base64())
    }
}

impl<'de> Deserialize<'de> for Image {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from_base64)
    }
}
