use core::fmt::{self, Debug, Display};
use std::collections::BTreeMap;

use dataverse_schema_runtime::changes::{Changes, Target};
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::value::Json;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::alternate_key::AlternateKey;
use super::body::Body;
use super::method::Method;
use super::request::Request;

/// A message that writes several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BulkMessage {
    Create,
    Update,
    Upsert,
}

impl BulkMessage {
    fn name(self) -> &'static str {
        match self {
            Self::Create => "CreateMultiple",
            Self::Update => "UpdateMultiple",
            Self::Upsert => "UpsertMultiple",
        }
    }

    fn row_kind(self) -> &'static str {
        match self {
            Self::Create => "new rows",
            Self::Update => "updates",
            Self::Upsert => "upserts",
        }
    }

    fn accepts<T>(self, target: &Target<T>) -> bool {
        matches!(
            (self, target),
            (Self::Create, Target::New)
                | (Self::Update, Target::Existing(_))
                | (Self::Upsert, Target::Upsert(_))
        )
    }
}

/// The invalid rows of a message for several rows.
pub struct InvalidRows {
    message: BulkMessage,
    rows: Vec<InvalidRow>,
}

/// An invalid row of a message for several rows.
#[derive(Debug)]
#[non_exhaustive]
pub struct InvalidRow {
    /// The row's index among the given rows, from 0.
    pub index: usize,
    /// The violated rules, or `None` if the message doesn't accept this kind of change.
    pub invalid: Option<Invalid>,
    /// The message that accepts this kind of change.
    expected: BulkMessage,
}

impl InvalidRows {
    /// Returns the rows, in order.
    pub fn as_slice(&self) -> &[InvalidRow] {
        &self.rows
    }
}

impl Display for InvalidRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, row) in self.rows.iter().enumerate() {
            let InvalidRow {
                index,
                invalid,
                expected,
            } = row;
            let separator = if position > 0 { "\n" } else { "" };
            write!(f, "{separator}row {index}: ")?;
            match invalid {
                Some(invalid) => write!(f, "{invalid}")?,
                None => {
                    let (message, rows) = (self.message.name(), expected.row_kind());
                    write!(f, "`{message}` accepts only {rows}")?;
                }
            }
        }
        Ok(())
    }
}

/// Formats like [`Display`], for `expect` and for a `main` that returns the error.
impl Debug for InvalidRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl core::error::Error for InvalidRows {}

/// Returns the request for these rows. A row with an alternate key must be a new row.
pub(super) fn bulk_request<T: Table>(
    message: BulkMessage,
    rows: impl IntoIterator<Item = (Option<AlternateKey<T>>, Changes<T>)>,
) -> Result<Request, InvalidRows> {
    let mut targets = Vec::new();
    let mut invalid = Vec::new();
    for (index, (key, changes)) in rows.into_iter().enumerate() {
        let expected = if key.is_some() {
            BulkMessage::Create
        } else {
            message
        };
        if !expected.accepts(&changes.target()) {
            invalid.push(InvalidRow {
                index,
                invalid: None,
                expected,
            });
            continue;
        }
        match target_row(key.as_ref(), &changes) {
            Ok(target) => targets.push(target),
            Err(error) => invalid.push(InvalidRow {
                index,
                invalid: Some(error),
                expected,
            }),
        }
    }
    if !invalid.is_empty() {
        return Err(InvalidRows {
            message,
            rows: invalid,
        });
    }
    let path = format!(
        "{}/Microsoft.Dynamics.CRM.{}",
        T::info().entity_set,
        message.name()
    );
    let body = Json::new(&TargetRows { targets }).expect("the rows were serialized before");
    Ok(Request::new(Method::Post, path).with_body(Body::Json(body)))
}

#[derive(Debug)]
struct TargetRows {
    targets: Vec<TargetRow>,
}

#[derive(Debug)]
struct TargetRow {
    identity: Option<(&'static str, String)>,
    r#type: String,
    values: Json,
}

fn target_row<T: Table>(
    key: Option<&AlternateKey<T>>,
    changes: &Changes<T>,
) -> Result<TargetRow, Invalid> {
    match key {
        Some(key) => changes.validate_with(key.checks())?,
        None => changes.validate()?,
    }
    let table = T::info();
    let identity = match (key, changes.target()) {
        (Some(key), _) => Some(("@odata.id", key.path())),
        (_, Target::New) => None,
        (_, Target::Existing(id)) => Some((table.primary_id, id.to_string())),
        (_, Target::Upsert(id)) => Some(("@odata.id", format!("{}({id})", table.entity_set))),
    };
    Ok(TargetRow {
        identity,
        r#type: format!("Microsoft.Dynamics.CRM.{}", table.logical_name),
        values: changes.body()?,
    })
}

impl Serialize for TargetRows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("Targets", &self.targets)?;
        map.end()
    }
}

impl Serialize for TargetRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let values: BTreeMap<&str, &RawValue> =
            self.values.parse().map_err(serde::ser::Error::custom)?;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("@odata.type", &self.r#type)?;
        if let Some((name, value)) = &self.identity {
            map.serialize_entry(name, value)?;
        }
        for (name, value) in &values {
            let is_identity = self
                .identity
                .as_ref()
                .is_some_and(|(known, _)| known == name);
            if !is_identity {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}
