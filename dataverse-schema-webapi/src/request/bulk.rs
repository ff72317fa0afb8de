use core::fmt::{self, Debug, Display};
use std::collections::BTreeMap;

use dataverse_schema_runtime::changes::{Changes, Target};
use dataverse_schema_runtime::check::Checks;
use dataverse_schema_runtime::info::TableInfo;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::{Address, Locator, Table};
use dataverse_schema_runtime::value::Json;
use serde::de::IgnoredAny;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::body::Body;
use super::bulk_message::BulkMessage;
use super::method::Method;
use super::request::Request;

/// The rows of a bulk message that violate rules.
pub struct InvalidRows {
    rows: Vec<InvalidRow>,
}

/// A row of a bulk message that violates rules.
#[derive(Debug)]
#[non_exhaustive]
pub struct InvalidRow {
    /// The row's index among the given rows, from 0.
    pub index: usize,
    /// The violated rules.
    pub invalid: Invalid,
}

impl InvalidRows {
    /// Returns the rows, in order.
    pub fn as_slice(&self) -> &[InvalidRow] {
        &self.rows
    }
}

impl Display for InvalidRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, InvalidRow { index, invalid }) in self.rows.iter().enumerate() {
            let separator = if position > 0 { "\n" } else { "" };
            write!(f, "{separator}row {index}: {invalid}")?;
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

/// Runs the given checks and returns the request that writes these rows: `CreateMultiple`,
/// `UpdateMultiple`, or `UpsertMultiple`.
///
/// Unlike [`Writable::create_multiple`](super::Writable::create_multiple) and its siblings, it
/// doesn't require that the table's page lists the message.
///
/// # Errors
/// Returns the violated rules of each row.
pub fn bulk_request<T: Table, M: BulkMessage>(
    rows: impl IntoIterator<Item = Changes<T, M>>,
    checks: &Checks,
) -> Result<Request, InvalidRows> {
    let mut targets = Vec::new();
    let mut invalid = Vec::new();
    for (index, changes) in rows.into_iter().enumerate() {
        match changed_row(&changes, checks) {
            Ok(target) => targets.push(target),
            Err(error) => invalid.push(InvalidRow {
                index,
                invalid: error,
            }),
        }
    }
    if !invalid.is_empty() {
        return Err(InvalidRows { rows: invalid });
    }
    Ok(targets_request::<T>(M::BULK, targets))
}

/// Returns the request that deletes these rows.
pub(super) fn delete_request<T: Table>(rows: impl IntoIterator<Item = impl Locator<T>>) -> Request {
    let rows = rows.into_iter();
    let targets = rows.map(|row| referenced_row(&row.address())).collect();
    targets_request::<T>("DeleteMultiple", targets)
}

fn targets_request<T: Table>(message: &str, targets: Vec<TargetRow>) -> Request {
    let entity_set = T::info().entity_set;
    let path = format!("{entity_set}/Microsoft.Dynamics.CRM.{message}");
    let body = Json::new(&TargetRows { targets }).expect("the rows were serialized before");
    Request::new(Method::Post, path).with_body(Body::Json(body))
}

#[derive(Debug)]
struct TargetRows {
    targets: Vec<TargetRow>,
}

#[derive(Debug)]
pub(super) struct TargetRow {
    identity: Vec<(&'static str, Json)>,
    r#type: String,
    values: Option<Json>,
}

impl TargetRow {
    /// Returns true if the row has a value for this property.
    pub(super) fn has(&self, property: &str) -> bool {
        let values = self.values.as_ref();
        let values = values.and_then(|json| json.parse::<BTreeMap<String, IgnoredAny>>().ok());
        self.identity.iter().any(|(name, _)| *name == property)
            || values.is_some_and(|values| values.contains_key(property))
    }
}

fn changed_row<T: Table, M>(
    changes: &Changes<T, M>,
    checks: &Checks,
) -> Result<TargetRow, Invalid> {
    changes.validate_with(checks)?;
    let identity = match changes.target() {
        Target::New => Vec::new(),
        Target::Existing(row) | Target::Upsert(row) => identity(&row),
    };
    Ok(TargetRow {
        identity,
        r#type: type_of(T::info()),
        values: Some(changes.body()?),
    })
}

/// Returns the changed row as a parameter of an action.
pub(super) fn changes_target<T: Table, M>(changes: &Changes<T, M>) -> Result<TargetRow, Invalid> {
    changed_row(changes, &Checks::default())
}

/// Returns a reference to a row as a parameter of an action.
pub(super) fn row_reference<T: Table>(row: &Address<T>) -> impl Serialize + use<T> {
    referenced_row(row)
}

fn referenced_row<T: Table>(row: &Address<T>) -> TargetRow {
    TargetRow {
        identity: identity(row),
        r#type: type_of(T::info()),
        values: None,
    }
}

fn type_of(table: &TableInfo) -> String {
    format!("Microsoft.Dynamics.CRM.{}", table.logical_name)
}

/// Bulk messages identify users and teams by their own keys, unlike other operations.
fn identity<T: Table>(row: &Address<T>) -> Vec<(&'static str, Json)> {
    row.row().identity(Some(T::info().primary_id))
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
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("@odata.type", &self.r#type)?;
        for (name, value) in &self.identity {
            map.serialize_entry(name, value)?;
        }
        if let Some(values) = &self.values {
            let values: BTreeMap<&str, &RawValue> =
                values.parse().map_err(serde::ser::Error::custom)?;
            for (name, value) in &values {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}
