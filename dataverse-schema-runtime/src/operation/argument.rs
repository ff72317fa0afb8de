use serde::{Serialize, Serializer};

use super::namespace::NAMESPACE;
use super::row_value::RowValue;
use crate::rule::Invalid;
use crate::value::literal::{push_encoded, push_quoted};
use crate::value::raw_json::serialize_raw;
use crate::value::{Date, DateTime, Decimal, Json, Uuid};

/// An argument of an operation, in any form.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Argument {
    /// No value.
    Null,
    /// Text, which has quotes in URLs as in bodies.
    Text(String),
    /// A GUID or a date, which has quotes only in bodies.
    Unquoted(String),
    /// A number or a Boolean value.
    Plain(String),
    /// Members of an enum type.
    Members {
        /// The name of the type.
        name: &'static str,
        /// The names of the members, separated by commas.
        members: String,
    },
    /// A row.
    Row(RowValue),
    /// A complex type.
    Object(Vec<(&'static str, Self)>),
    /// A collection.
    List(Vec<Self>),
    /// Any JSON.
    Json(Json),
}

impl Argument {
    /// Appends the literal for a URL, percent-encoded.
    pub fn push_literal(&self, url: &mut String) -> Result<(), serde_json::Error> {
        match self {
            Self::Text(text) => push_quoted(url, text),
            Self::Unquoted(text) | Self::Plain(text) => push_encoded(url, text),
            Self::Members { name, members } => {
                url.push_str(&format!("{NAMESPACE}.{name}"));
                push_quoted(url, members);
            }
            Self::Row(row) => match row.reference() {
                Some(address) => push_encoded(url, &format!("{{'@odata.id':'{address}'}}")),
                None => push_encoded(url, Json::new(row)?.as_str()),
            },
            other => push_encoded(url, Json::new(other)?.as_str()),
        }
        Ok(())
    }

    /// Returns the rules that a new row among the values violates.
    pub fn invalid(&self) -> Option<&Invalid> {
        match self {
            Self::Row(row) => row.invalid(),
            Self::Object(fields) => fields.iter().find_map(|(_, value)| value.invalid()),
            Self::List(values) => values.iter().find_map(Self::invalid),
            _ => None,
        }
    }
}

impl Serialize for Argument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Text(text) | Self::Unquoted(text) => serializer.serialize_str(text),
            Self::Plain(text) => serialize_raw(text, serializer),
            Self::Members { members, .. } => serializer.serialize_str(members),
            Self::Row(row) => row.serialize(serializer),
            Self::Object(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name, value)))
            }
            Self::List(values) => serializer.collect_seq(values),
            Self::Json(json) => json.serialize(serializer),
        }
    }
}

/// A value that an operation takes.
pub trait IntoArgument {
    /// Returns the argument.
    fn to_argument(&self) -> Argument;
}

macro_rules! arguments {
    ($($form:ident: $($type:ty)*;)*) => {
        $($(
            impl IntoArgument for $type {
                fn to_argument(&self) -> Argument {
                    Argument::$form(self.to_string())
                }
            }
        )*)*
    };
}

arguments! {
    Text: String str;
    Unquoted: Uuid DateTime Date;
    Plain: bool i8 i16 i32 i64 u8 Decimal;
}

/// A number that JSON can't represent becomes null.
impl IntoArgument for f64 {
    fn to_argument(&self) -> Argument {
        match Json::new(self) {
            Ok(json) => Argument::Plain(json.as_str().to_owned()),
            Err(_) => Argument::Null,
        }
    }
}

impl IntoArgument for Json {
    fn to_argument(&self) -> Argument {
        Argument::Json(self.clone())
    }
}

impl IntoArgument for RowValue {
    fn to_argument(&self) -> Argument {
        Argument::Row(self.clone())
    }
}

impl<V: IntoArgument> IntoArgument for Vec<V> {
    fn to_argument(&self) -> Argument {
        Argument::List(self.iter().map(V::to_argument).collect())
    }
}

impl<V: IntoArgument> IntoArgument for Box<V> {
    fn to_argument(&self) -> Argument {
        V::to_argument(self)
    }
}

/// `None` becomes null.
impl<V: IntoArgument> IntoArgument for Option<V> {
    fn to_argument(&self) -> Argument {
        self.as_ref().map_or(Argument::Null, V::to_argument)
    }
}
