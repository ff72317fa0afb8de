use core::fmt::Display;
use core::str::FromStr;

use serde::de::Error as _;

use super::row_value::RowValue;
use crate::value::decimal;
use crate::value::{Date, DateTime, Decimal, Json, Uuid};

/// A value that is a result of an operation, or a part of one.
pub trait FromResult: Sized {
    /// Reads a value that isn't null.
    ///
    /// # Errors
    /// Returns an error for a value of another form.
    fn from_json(json: &Json) -> Result<Self, serde_json::Error>;

    /// Returns the value that stands for null, if the type has one.
    fn from_null() -> Option<Self> {
        None
    }
}

macro_rules! parsed {
    ($($type:ty)*) => {
        $(impl FromResult for $type {
            fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
                json.parse()
            }
        })*
    };
}
parsed!(bool i8 i16 i32 u8);

macro_rules! from_text {
    ($($type:ty)*) => {
        $(impl FromResult for $type {
            fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
                let text = text(json)?;
                Self::from_str(&text).map_err(serde_json::Error::custom)
            }
        })*
    };
}
from_text!(Uuid DateTime Date);

fn text(json: &Json) -> Result<String, serde_json::Error> {
    json.text()
        .ok_or_else(|| serde_json::Error::custom(format_args!("expected a string, found {json}")))
}

impl FromResult for String {
    fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
        text(json)
    }
}

/// Parses a number, or a string with one, which `IEEE754Compatible=true` turns numbers into.
fn number<V, E: Display>(
    json: &Json,
    parse: impl FnOnce(&str) -> Result<V, E>,
) -> Result<V, serde_json::Error> {
    let text = json.text().unwrap_or_else(|| json.as_str().to_owned());
    parse(&text).map_err(|error| {
        serde_json::Error::custom(format_args!("expected a number, found {json}: {error}"))
    })
}

impl FromResult for i64 {
    fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
        number(json, Self::from_str)
    }
}

impl FromResult for Decimal {
    fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
        number(json, decimal::parse)
    }
}

/// OData writes a number that isn't finite as a string.
impl FromResult for f64 {
    fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
        number(json, |text| match text {
            "NaN" => Ok(Self::NAN),
            "INF" => Ok(Self::INFINITY),
            "-INF" => Ok(Self::NEG_INFINITY),
            text => decimal::parse_double(text),
        })
    }
}

impl FromResult for Json {
    fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
        Ok(json.clone())
    }
}

impl FromResult for RowValue {
    fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
        Ok(json.clone().into())
    }
}

impl<V: FromResult> FromResult for Option<V> {
    fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
        V::from_json(json).map(Some)
    }

    fn from_null() -> Option<Self> {
        Some(None)
    }
}

impl<V: FromResult> FromResult for Box<V> {
    fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
        V::from_json(json).map(Self::new)
    }
}

/// Null is a collection without values.
impl<V: FromResult> FromResult for Vec<V> {
    fn from_json(json: &Json) -> Result<Self, serde_json::Error> {
        let values: Vec<Json> = json.parse()?;
        values.iter().map(V::from_json).collect()
    }

    fn from_null() -> Option<Self> {
        Some(Self::new())
    }
}
