use core::fmt::Write as _;

use serde::ser::{Error as _, SerializeMap as _};
use serde::{Deserialize, Serialize, Serializer};

use super::namespace::NAMESPACE;
use crate::changes::{Changes, Target};
use crate::rule::Invalid;
use crate::table::row_address::RowAddress;
use crate::table::{AlternateKey, EntitySet, Locator, Table};
use crate::value::raw_json::serialize_raw;
use crate::value::{Id, Json};

/// A row of any table, as an argument of an operation or a part of its result.
///
/// It is a reference to a row, made from its [`Id`] or an [`AlternateKey`]; a new row, made from [`Changes`]; or any
/// JSON, as in results.
#[derive(Clone, Debug, PartialEq)]
pub struct RowValue(Form);

#[derive(Clone, Debug, PartialEq)]
enum Form {
    Reference {
        table: &'static str,
        key: Option<&'static str>,
        address: RowAddress,
    },
    New(Result<Json, Invalid>),
    Json(Json),
}

impl RowValue {
    /// Refers to a row.
    pub(super) fn existing<T: EntitySet>(row: impl Locator<T>) -> Self {
        Self(Form::Reference {
            table: T::logical_name(),
            key: T::key(),
            address: row.address().into_row(),
        })
    }

    /// Returns the JSON of a row that isn't a reference.
    pub fn json(&self) -> Option<&Json> {
        match &self.0 {
            Form::Json(json) | Form::New(Ok(json)) => Some(json),
            Form::Reference { .. } | Form::New(Err(_)) => None,
        }
    }

    /// Deserializes the row, for example as the row type of its table.
    ///
    /// # Errors
    /// Returns an error if the JSON isn't in the form that `T` expects, or if it is a reference.
    pub fn parse<'a, T: Deserialize<'a>>(&'a self) -> Result<T, serde_json::Error> {
        match self.json() {
            Some(json) => json.parse(),
            None => Err(serde_json::Error::custom("a reference has no columns")),
        }
    }

    /// Returns the path of the row that a reference refers to.
    pub(super) fn reference(&self) -> Option<String> {
        match &self.0 {
            Form::Reference { address, .. } => Some(address.plain_path()),
            _ => None,
        }
    }

    pub(super) fn invalid(&self) -> Option<&Invalid> {
        match &self.0 {
            Form::New(Err(invalid)) => Some(invalid),
            _ => None,
        }
    }
}

impl<T: EntitySet> From<Id<T>> for RowValue {
    fn from(id: Id<T>) -> Self {
        Self::existing(id)
    }
}

impl<T: Table> From<AlternateKey<T>> for RowValue {
    fn from(key: AlternateKey<T>) -> Self {
        Self::existing(key)
    }
}

/// Adds the type of the row, and what identifies an existing one.
impl<T: Table, M> From<Changes<T, M>> for RowValue {
    fn from(changes: Changes<T, M>) -> Self {
        let identity = match changes.target() {
            Target::New => Vec::new(),
            Target::Existing(row) | Target::Upsert(row) => row.row().identity(T::key()),
        };
        let body = changes.validate().and_then(|()| changes.body());
        Self(Form::New(body.map(|body| {
            let mut text = format!(
                "{{\"@odata.type\":\"{NAMESPACE}.{}\"",
                T::info().logical_name
            );
            for (name, value) in identity {
                let _ = write!(text, ",\"{name}\":{value}");
            }
            let fields = body.as_str().trim_start_matches('{');
            if fields != "}" {
                text.push(',');
            }
            text.push_str(fields);
            serde_json::from_str(&text).expect("an object with another field is an object")
        })))
    }
}

impl From<Json> for RowValue {
    fn from(json: Json) -> Self {
        Self(Form::Json(json))
    }
}

impl Serialize for RowValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Form::Reference {
                table,
                key,
                address,
            } => {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("@odata.type", &format!("{NAMESPACE}.{table}"))?;
                for (name, value) in address.identity(*key) {
                    map.serialize_entry(name, &value)?;
                }
                map.end()
            }
            Form::New(Ok(json)) | Form::Json(json) => serialize_raw(json.as_str(), serializer),
            Form::New(Err(invalid)) => Err(S::Error::custom(invalid)),
        }
    }
}
