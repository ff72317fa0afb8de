use std::collections::{BTreeMap, HashSet};

use dataverse_schema_runtime::changes::{Changes, Target};
use dataverse_schema_runtime::check::Checks;
use dataverse_schema_runtime::table::{Address, Table};
use dataverse_schema_runtime::value::{Id, Json};
use dataverse_schema_webapi::request::{Body, BulkMessage, IntoRequest as _, Method, Request};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::report::{RowFailure, StreamRow};
use super::source::RowSource;
use crate::cause::Cause;
use crate::error::Error;

/// A row to be written.
pub(super) struct Row<T, M, L> {
    pub(super) index: u64,
    pub(super) label: L,
    pub(super) changes: Changes<T, M>,
    /// The request that writes this row alone. With a key, it can be retried.
    pub(super) request: Request,
    /// The path of the row, unless the service gives a new row its id.
    pub(super) key: Option<String>,
    pub(super) is_new: bool,
    /// True if `UpdateMultiple` doesn't support the row.
    pub(super) is_single: bool,
    /// True if the row may have been written by a request without an answer.
    pub(super) is_uncertain: bool,
}

impl<T: Table + 'static, M: BulkMessage, L> Row<T, M, L> {
    /// Checks the changes.
    pub(super) fn new(
        index: u64,
        source: impl RowSource<Table = T, Message = M, Label = L>,
        checks: &Checks,
    ) -> Result<Self, RowFailure<L>> {
        let (label, changes) = source.into_parts();
        let checked = changes.and_then(|changes| {
            let request = changes.clone().into_request_with(checks)?;
            Ok((changes, request))
        });
        let (changes, request) = match checked {
            Ok(checked) => checked,
            Err(error) => {
                let error = Cause::Invalid(error).into();
                return Err(RowFailure {
                    index,
                    label,
                    error,
                });
            }
        };
        let target = changes.target();
        let is_new = matches!(target, Target::New);
        let is_single = matches!(&target, Target::Existing(row) if has_alternate_key(row));
        let (request, key) = if !is_new {
            let key = request.path.clone();
            (request, Some(key))
        } else if let Some(guarded) = guarded_create::<T>(&request) {
            let key = guarded.path.clone();
            (guarded, Some(key))
        } else {
            (request, None)
        };
        Ok(Self {
            index,
            label,
            changes,
            request,
            key,
            is_new,
            is_single,
            is_uncertain: false,
        })
    }

    pub(super) fn into_stream_row(self) -> StreamRow<L> {
        StreamRow {
            index: self.index,
            label: self.label,
        }
    }

    pub(super) fn failed(self, error: Error) -> RowFailure<L> {
        RowFailure {
            index: self.index,
            label: self.label,
            error,
        }
    }
}

/// Returns true if a bulk message does for all rows what their own requests do.
pub(super) fn fit_one_message<T: Table, M, L>(rows: &[Row<T, M, L>]) -> bool {
    // The service may execute a part of the message, and doesn't say which.
    if T::info().is_elastic() && !have_keys(rows) {
        return false;
    }
    // `UpdateMultiple` executes only the first of several changes to a row.
    let mut seen = HashSet::new();
    rows.iter()
        .all(|row| !row.is_single && (row.is_new || seen.insert(&row.key)))
}

/// Returns true if all rows can be sent again.
pub(super) fn have_keys<T, M, L>(rows: &[Row<T, M, L>]) -> bool {
    rows.iter().all(|row| row.key.is_some())
}

/// Returns true if a row is identified by neither its id nor its id and partition.
fn has_alternate_key<T: Table>(row: &Address<T>) -> bool {
    let identity = row.row().identity(Some(T::info().primary_id));
    identity.iter().any(|(name, _)| *name == "@odata.id")
}

/// The column of elastic tables that identifies a row together with its id.
const PARTITION: &str = "partitionid";

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// Returns the request that creates the row with the id in the body unless it exists.
fn guarded_create<T: Table>(request: &Request) -> Option<Request> {
    let Body::Json(body) = &request.body else {
        return None;
    };
    let mut values: BTreeMap<String, Json> = body.parse().ok()?;
    let id = values.remove(T::info().primary_id)?;
    let id: Id<T> = id.text()?.parse().ok()?;
    let is_elastic = T::info().is_elastic();
    let key = match is_elastic.then(|| values.remove(PARTITION)).flatten() {
        Some(partition) => {
            let partition = partition.text()?.replace('\'', "''");
            let partition = utf8_percent_encode(&partition, RESERVED);
            let primary_id = T::info().primary_id;
            format!("{primary_id}={id},{PARTITION}='{partition}'")
        }
        None => id.to_string(),
    };
    let path = format!("{}({key})", T::info().entity_set);
    let body = Body::Json(Json::new(&values).ok()?);
    Some(
        Request::new(Method::Patch, path)
            .with_body(body)
            .create_only(),
    )
}
