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
    /// A duration or binary data, which has quotes after a prefix in URLs.
    Prefixed {
        /// The prefix.
        prefix: &'static str,
        /// The text in quotes.
        text: String,
    },
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
            Self::Prefixed { prefix, text } => {
                url.push_str(prefix);
                push_quoted(url, text);
            }
            Self::Members { name, members } => {
                url.push_str(&format!("{NAMESPACE}.{name}"));
                push_quoted(url, members);
            }
            Self::Row(row) => match row.reference() {
                // The text of an alternate key has quotes of its own.
                Some(address) if !address.contains('\'') => {
                    push_encoded(url, &format!("{{'@odata.id':'{address}'}}"));
                }
                _ => push_encoded(url, Json::new(&InUrl(self))?.as_str()),
            },
            other => push_encoded(url, Json::new(&InUrl(other))?.as_str()),
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
            Self::Text(text) | Self::Unquoted(text) | Self::Prefixed { text, .. } => {
                serializer.serialize_str(text)
            }
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

/// An argument whose references to rows have the form for URLs.
struct InUrl<'a>(&'a Argument);

impl Serialize for InUrl<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Argument::Row(row) => match row.reference() {
                Some(address) => serializer.collect_map([("@odata.id", address)]),
                None => row.serialize(serializer),
            },
            Argument::Object(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name, InUrl(value))))
            }
            Argument::List(values) => serializer.collect_seq(values.iter().map(InUrl)),
            other => other.serialize(serializer),
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

/// A number that isn't finite has the name that OData gives it, which is a string in bodies.
impl IntoArgument for f64 {
    fn to_argument(&self) -> Argument {
        let name = match *self {
            Self::INFINITY => "INF",
            Self::NEG_INFINITY => "-INF",
            number if number.is_nan() => "NaN",
            number => {
                let json = Json::new(&number).expect("a finite number is JSON");
                return Argument::Plain(json.as_str().to_owned());
            }
        };
        Argument::Unquoted(name.to_owned())
    }
}

impl IntoArgument for Argument {
    fn to_argument(&self) -> Argument {
        self.clone()
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
