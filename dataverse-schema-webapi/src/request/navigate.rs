use dataverse_schema_runtime::table::{
    Lists, Locator, NavigationPath, Relationship, Table, message,
};
use dataverse_schema_runtime::value::{Id, Json};
use serde_json::json;

use super::base_url::BaseUrl;
use super::body::Body;
use super::method::Method;
use super::request::Request;
use crate::cardinality::{ToMany, ToOne};

/// Where a row is as an address has it, without the slash that a body's begins with.
fn absolute<T>(base: &BaseUrl, row: impl Locator<T>) -> String {
    let path = row.locate();
    // What refers to another part of a batch stays as it is.
    match path.starts_with('$') {
        true => path,
        false => base.join(&path),
    }
}

fn reference<T>(base: &BaseUrl, row: impl Locator<T>) -> Body {
    let body = Json::new(&json!({ "@odata.id": absolute(base, row) }));
    Body::Json(body.expect("a map of texts is JSON"))
}

/// Requests along a relationship, from a given row.
pub trait Navigate<R: Relationship>: Sized {
    /// The request for the addresses of the related rows, or of the one (`GET …/$ref`).
    fn references(self) -> Request;

    /// The same requests, without regard to the messages that the page lists.
    fn unlisted(self) -> UnlistedPath<R>;
}

impl<R: Relationship> Navigate<R> for NavigationPath<R> {
    fn references(self) -> Request {
        Request::new(Method::Get, format!("{self}/$ref"))
    }

    fn unlisted(self) -> UnlistedPath<R> {
        UnlistedPath(self)
    }
}

/// Requests along a relationship to a list of rows.
pub trait NavigateList<R: ToMany>: Sized {
    /// The request for the number of related rows (`GET …/$count`), which [`Response::count`](crate::response::Response::count) reads.
    fn count(self) -> Request;

    /// The request that relates a row, typed at both ends (`POST …/$ref`).
    fn associate(self, base: &BaseUrl, row: impl Locator<R::To>) -> Request
    where
        <R::From as Table>::Messages: Lists<message::Associate>;

    /// The request that ends the relation to a row (`DELETE …(id)/$ref`).
    fn disassociate(self, row: Id<R::To>) -> Request
    where
        <R::From as Table>::Messages: Lists<message::Disassociate>;
}

impl<R: ToMany> NavigateList<R> for NavigationPath<R> {
    fn count(self) -> Request {
        Request::new(Method::Get, format!("{self}/$count")).header("Accept", "text/plain")
    }

    fn associate(self, base: &BaseUrl, row: impl Locator<R::To>) -> Request
    where
        <R::From as Table>::Messages: Lists<message::Associate>,
    {
        UnlistedPath(self).associate(base, row)
    }

    fn disassociate(self, row: Id<R::To>) -> Request
    where
        <R::From as Table>::Messages: Lists<message::Disassociate>,
    {
        UnlistedPath(self).disassociate(row)
    }
}

/// Requests along a relationship to one row: those of a lookup.
pub trait NavigateRow<R: ToOne>: Sized {
    /// The request that makes the lookup point to a row (`PUT …/$ref`).
    fn set(self, base: &BaseUrl, row: impl Locator<R::To>) -> Request
    where
        <R::From as Table>::Messages: Lists<message::Update>;

    /// The request that makes the lookup point nowhere (`DELETE …/$ref`).
    fn clear(self) -> Request
    where
        <R::From as Table>::Messages: Lists<message::Update>;
}

impl<R: ToOne> NavigateRow<R> for NavigationPath<R> {
    fn set(self, base: &BaseUrl, row: impl Locator<R::To>) -> Request
    where
        <R::From as Table>::Messages: Lists<message::Update>,
    {
        UnlistedPath(self).set(base, row)
    }

    fn clear(self) -> Request
    where
        <R::From as Table>::Messages: Lists<message::Update>,
    {
        UnlistedPath(self).clear()
    }
}

/// The requests of [`NavigateList`] and [`NavigateRow`] that write, without regard to the messages that the page lists.
#[derive(Clone, Copy, Debug)]
pub struct UnlistedPath<R: Relationship>(NavigationPath<R>);

impl<R: ToMany> UnlistedPath<R> {
    /// See [`NavigateList::associate`].
    pub fn associate(self, base: &BaseUrl, row: impl Locator<R::To>) -> Request {
        Request::new(Method::Post, format!("{}/$ref", self.0)).with_body(reference(base, row))
    }

    /// See [`NavigateList::disassociate`].
    pub fn disassociate(self, row: Id<R::To>) -> Request {
        Request::new(Method::Delete, format!("{}({row})/$ref", self.0))
    }
}

impl<R: ToOne> UnlistedPath<R> {
    /// See [`NavigateRow::set`].
    pub fn set(self, base: &BaseUrl, row: impl Locator<R::To>) -> Request {
        Request::new(Method::Put, format!("{}/$ref", self.0)).with_body(reference(base, row))
    }

    /// See [`NavigateRow::clear`].
    pub fn clear(self) -> Request {
        Request::new(Method::Delete, format!("{}/$ref", self.0))
    }
}
