use dataverse_schema_runtime::internal::check_null;
use dataverse_schema_runtime::row::{ColumnValue, IntoValue};
use dataverse_schema_runtime::rule::Failure;
use dataverse_schema_runtime::table::message::Update;
use dataverse_schema_runtime::table::{Clearable, Column, Locator, Readable, Settable, Table};
use dataverse_schema_runtime::value::{Json, Value};
use serde::Serialize;

use super::body::Body;
use super::method::Method;
use super::request::Request;

/// Requests for a single value of a row.
pub trait ValueRequests<T: Table, V: ColumnValue, A>: Sized {
    /// Returns the request for this value (`GET accounts(…)/name`).
    /// [`Response::value`](crate::response::Response::value) reads the response.
    fn get(self, row: impl Locator<T>) -> Request
    where
        A: Readable;

    /// Returns the request for this value as plain text (`GET accounts(…)/name/$value`).
    /// [`Response::content`](crate::response::Response::content) reads the response.
    fn get_raw(self, row: impl Locator<T>) -> Request
    where
        A: Readable;

    /// Checks the value and returns the request that sets it (`PUT accounts(…)/name`).
    ///
    /// # Errors
    /// Returns the violated rule.
    fn put(self, row: impl Locator<T>, value: impl IntoValue<V>) -> Result<Request, Failure>
    where
        A: Settable<Update>;

    /// Returns the request that sets this value to null (`DELETE accounts(…)/name`). A lookup is
    /// cleared through its relationship instead.
    ///
    /// # Errors
    /// Returns an error if the column is SystemRequired.
    fn delete(self, row: impl Locator<T>) -> Result<Request, Failure>
    where
        A: Settable<Update> + Clearable<Update>;
}

impl<T: Table, V: ColumnValue, A> ValueRequests<T, V, A> for Column<T, V, A> {
    fn get(self, row: impl Locator<T>) -> Request
    where
        A: Readable,
    {
        Request::new(Method::Get, value_path(self, row))
    }

    fn get_raw(self, row: impl Locator<T>) -> Request
    where
        A: Readable,
    {
        let path = format!("{}/$value", value_path(self, row));
        Request::new(Method::Get, path).header("Accept", "text/plain")
    }

    fn put(self, row: impl Locator<T>, value: impl IntoValue<V>) -> Result<Request, Failure>
    where
        A: Settable<Update>,
    {
        let value = value.into_value();
        self.check(&value)?;
        let body = Json::new(&SingleValue {
            value: value.value(),
        });
        let body = body.expect("a valid value serializes");
        Ok(Request::new(Method::Put, value_path(self, row)).with_body(Body::Json(body)))
    }

    fn delete(self, row: impl Locator<T>) -> Result<Request, Failure>
    where
        A: Settable<Update> + Clearable<Update>,
    {
        check_null(self.info())?;
        Ok(Request::new(Method::Delete, value_path(self, row)))
    }
}

/// Returns the path of a value below the base URL.
pub(super) fn value_path<T: Table, V, A>(column: Column<T, V, A>, row: impl Locator<T>) -> String {
    format!("{}/{}", row.address(), column.info().property)
}

/// The body of a request for a single value.
struct SingleValue<'a> {
    value: Value<'a>,
}

impl Serialize for SingleValue<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("value", &self.value)])
    }
}
