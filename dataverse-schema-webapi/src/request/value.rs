use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::rule::Failure;
use dataverse_schema_runtime::table::{Clearable, Column, Readable, Settable, Table};
use dataverse_schema_runtime::value::{IntoValue, Json, Value};
use serde::Serialize;

use super::alternate_key::Address;
use super::body::Body;
use super::method::Method;
use super::request::Request;

/// Requests for a single value of a row.
pub trait ColumnValues<T: Table, V: ColumnValue, A>: Sized {
    /// The request for this value of a row (`GET accounts(…)/name`), which
    /// [`Response::value`](crate::response::Response::value) reads.
    fn get(self, row: impl Into<Address<T>>) -> Request
    where
        A: Readable;

    /// The request for this value as plain text (`GET accounts(…)/name/$value`), which
    /// [`Response::content`](crate::response::Response::content) reads.
    fn get_raw(self, row: impl Into<Address<T>>) -> Request
    where
        A: Readable;

    /// The request that sets this value of a row, after its rules were checked (`PUT accounts(…)/name`).
    ///
    /// # Errors
    /// The rule that the value breaks.
    fn put(self, row: impl Into<Address<T>>, value: impl IntoValue<V>) -> Result<Request, Failure>
    where
        A: Settable;

    /// The request that sets this value of a row to null (`DELETE accounts(…)/name`). A lookup is cleared over its relationship.
    fn delete(self, row: impl Into<Address<T>>) -> Request
    where
        A: Settable + Clearable;
}

impl<T: Table, V: ColumnValue, A> ColumnValues<T, V, A> for Column<T, V, A> {
    fn get(self, row: impl Into<Address<T>>) -> Request
    where
        A: Readable,
    {
        Request::new(Method::Get, path(self, row))
    }

    fn get_raw(self, row: impl Into<Address<T>>) -> Request
    where
        A: Readable,
    {
        let path = format!("{}/$value", path(self, row));
        Request::new(Method::Get, path).header("Accept", "text/plain")
    }

    fn put(self, row: impl Into<Address<T>>, value: impl IntoValue<V>) -> Result<Request, Failure>
    where
        A: Settable,
    {
        let value = value.into_value();
        self.check(&value)?;
        let body = Json::new(&Single {
            value: value.value(),
        });
        let body = body.expect("a value that keeps its rules is JSON");
        Ok(Request::new(Method::Put, path(self, row)).with_body(Body::Json(body)))
    }

    fn delete(self, row: impl Into<Address<T>>) -> Request
    where
        A: Settable + Clearable,
    {
        Request::new(Method::Delete, path(self, row))
    }
}

/// The address of a value.
pub(super) fn path<T: Table, V, A>(column: Column<T, V, A>, row: impl Into<Address<T>>) -> String {
    format!("{}/{}", row.into().path(), column.info().property)
}

/// The body that a single value has.
struct Single<'a> {
    value: Value<'a>,
}

impl Serialize for Single<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("value", &self.value)])
    }
}
