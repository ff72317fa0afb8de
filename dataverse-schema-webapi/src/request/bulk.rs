use core::fmt::{self, Debug, Display};

use dataverse_schema_runtime::changes::{Changes, Target};
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::value::Json;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

use super::alternate_key::Key;
use super::body::Body;
use super::method::Method;
use super::request::Request;

/// The messages for several rows at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    Create,
    Update,
    Upsert,
}

impl Message {
    fn name(self) -> &'static str {
        match self {
            Self::Create => "CreateMultiple",
            Self::Update => "UpdateMultiple",
            Self::Upsert => "UpsertMultiple",
        }
    }

    fn takes<T>(self, target: &Target<T>) -> bool {
        matches!(
            (self, target),
            (Self::Create, Target::New)
                | (Self::Update, Target::Existing(_))
                | (Self::Upsert, Target::Upsert(_))
        )
    }
}

/// The rows of a message that can't be sent.
pub struct InvalidRows {
    message: &'static str,
    rows: Vec<InvalidRow>,
}

/// A row that can't be sent.
#[derive(Debug)]
#[non_exhaustive]
pub struct InvalidRow {
    /// Its place among those given, from 0.
    pub row: usize,
    /// The rules that it breaks; `None` for a row of another kind than the message takes.
    pub invalid: Option<Invalid>,
}

impl InvalidRows {
    /// The rows, in order.
    pub fn as_slice(&self) -> &[InvalidRow] {
        &self.rows
    }
}

impl Display for InvalidRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, InvalidRow { row, invalid }) in self.rows.iter().enumerate() {
            let separator = if place > 0 { "\n" } else { "" };
            write!(f, "{separator}row {row}: ")?;
            match invalid {
                Some(invalid) => write!(f, "{invalid}")?,
                None => write!(
                    f,
                    "`{}` takes only what its name says: new rows, updates or upserts",
                    self.message
                )?,
            }
        }
        Ok(())
    }
}

/// The same as its Display form, which is what a `main` that fails and `expect` should show.
impl Debug for InvalidRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl core::error::Error for InvalidRows {}

/// The message for these rows, of which some are given by alternate keys: new rows as far as their values go.
pub(super) fn request<T: Table>(
    message: Message,
    rows: impl IntoIterator<Item = (Option<Key<T>>, Changes<T>)>,
) -> Result<Request, InvalidRows> {
    let mut targets = Vec::new();
    let mut invalid = Vec::new();
    for (row, (key, changes)) in rows.into_iter().enumerate() {
        let expected = if key.is_some() {
            Message::Create
        } else {
            message
        };
        if !expected.takes(&changes.target()) {
            invalid.push(InvalidRow { row, invalid: None });
            continue;
        }
        match target(key.as_ref(), &changes) {
            Ok(target) => targets.push(target),
            Err(error) => invalid.push(InvalidRow {
                row,
                invalid: Some(error),
            }),
        }
    }
    if !invalid.is_empty() {
        return Err(InvalidRows {
            message: message.name(),
            rows: invalid,
        });
    }
    let table = T::info();
    let path = format!(
        "{}/Microsoft.Dynamics.CRM.{}",
        table.entity_set,
        message.name()
    );
    let body = Json::new(&Targets { targets }).expect("its parts are JSON");
    Ok(Request::new(Method::Post, path).with_body(Body::Json(body)))
}

#[derive(Debug)]
struct Targets {
    targets: Vec<Members>,
}

/// A row as a target: its values, its type and what identifies it.
#[derive(Debug)]
struct Members {
    identity: Option<(&'static str, String)>,
    r#type: String,
    values: Json,
}

fn target<T: Table>(key: Option<&Key<T>>, changes: &Changes<T>) -> Result<Members, Invalid> {
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
    Ok(Members {
        identity,
        r#type: format!("Microsoft.Dynamics.CRM.{}", table.logical_name),
        values: changes.body()?,
    })
}

impl Serialize for Targets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("Targets", &self.targets)?;
        map.end()
    }
}

impl Serialize for Members {
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
