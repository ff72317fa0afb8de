use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::internal::{RowKey, check_lookup_clearing};
use dataverse_schema_runtime::rule::{Failure, Invalid};
use dataverse_schema_runtime::table::message::Create;
use dataverse_schema_runtime::table::{
    Bindable, Clearable, Lists, Locator, NavigationPath, Relationship, Table, message,
};
use dataverse_schema_runtime::value::Json;
use serde_json::json;

use super::base_url::BaseUrl;
use super::body::Body;
use super::changes::IntoRequest;
use super::method::Method;
use super::request::Request;
use crate::cardinality::{ToMany, ToOne};

/// Returns the body that refers to a row by its absolute URL.
fn reference_body<T>(base: &BaseUrl, row: impl Locator<T>) -> Body {
    let address = row.address();
    let url = match address.row().key {
        // A request of the same change set has no URL.
        RowKey::ContentId(_) => address.to_string(),
        _ => base.join(&address.to_string()),
    };
    let body = Json::new(&json!({ "@odata.id": url }));
    Body::Json(body.expect("a map of strings serializes"))
}

/// Requests along a relationship of a given row.
pub trait Navigate<R: Relationship>: Sized {
    /// Returns the request for the URLs of the related rows, or of the related row (`GET …/$ref`).
    /// [`Response::references`](crate::response::Response::references) reads the response.
    fn references(&self) -> Request;

    /// Returns the same requests, also for messages that the page doesn't list.
    fn unlisted(&self) -> UnlistedPath<R>;
}

impl<R: Relationship> Navigate<R> for NavigationPath<R> {
    fn references(&self) -> Request {
        Request::new(Method::Get, format!("{self}/$ref"))
    }

    fn unlisted(&self) -> UnlistedPath<R> {
        UnlistedPath(self.clone())
    }
}

/// Requests along a relationship to a list of rows.
pub trait NavigateList<R: Relationship>: Sized {
    /// Returns the request for the number of related rows (`GET …/$count`).
    /// [`Response::count`](crate::response::Response::count) reads the response.
    fn count(&self) -> Request
    where
        R: ToMany;

    /// Returns the request that associates another row (`POST …/$ref`).
    ///
    /// Over a one-to-many relationship, it sets the lookup of the other row, and
    /// [`disassociate`](Self::disassociate) clears it.
    #[rustfmt::skip]
    fn associate( // `associate(&text.parse::<BaseUrl>()?, id)`; the text is the environment's URL
        &self,
        base: &BaseUrl,
        row: impl Locator<R::To>,
    ) -> Request
    where
        R: ToMany<Access: Bindable<message::Update>>,
        <R::From as Table>::Messages: Lists<message::Associate>;

    /// Checks all rules and returns the request that creates a related row (`POST …`).
    ///
    /// As for OData in general ([11.4.2.1]), the new row is associated with the row that the path
    /// starts from.
    ///
    /// [11.4.2.1]: https://docs.oasis-open.org/odata/odata/v4.0/os/part1-protocol/odata-v4.0-os-part1-protocol.html#_Toc372793733
    ///
    /// # Errors
    /// Returns all violated rules.
    #[rustfmt::skip]
    fn create( // changes of `TheTable::create()`, for the related table: `create(TheTable::create().set(…))`
        &self,
        changes: Changes<R::To, Create>,
    ) -> Result<Request, Invalid>
    where
        R: ToMany<Access: Bindable<Create>>,
        R::To: Table;

    /// Returns the request that disassociates a row (`DELETE …(id)/$ref`).
    fn disassociate(&self, row: impl Locator<R::To>) -> Request
    where
        R: ToMany<Access: Clearable<message::Update>>,
        <R::From as Table>::Messages: Lists<message::Disassociate>;
}

impl<R: Relationship> NavigateList<R> for NavigationPath<R> {
    fn count(&self) -> Request
    where
        R: ToMany,
    {
        Request::new(Method::Get, format!("{self}/$count")).header("Accept", "text/plain")
    }

    fn associate(&self, base: &BaseUrl, row: impl Locator<R::To>) -> Request
    where
        R: ToMany<Access: Bindable<message::Update>>,
        <R::From as Table>::Messages: Lists<message::Associate>,
    {
        UnlistedPath(self.clone()).associate(base, row)
    }

    #[rustfmt::skip]
    fn create( // changes of `TheTable::create()`, for the related table: `create(TheTable::create().set(…))`
        &self,
        changes: Changes<R::To, Create>,
    ) -> Result<Request, Invalid>
    where
        R: ToMany<Access: Bindable<Create>>,
        R::To: Table,
    {
        let request = changes.into_request()?;
        Ok(Request { path: self.to_string(), ..request })
    }

    fn disassociate(&self, row: impl Locator<R::To>) -> Request
    where
        R: ToMany<Access: Clearable<message::Update>>,
        <R::From as Table>::Messages: Lists<message::Disassociate>,
    {
        UnlistedPath(self.clone()).disassociate(row)
    }
}

/// Requests along the relationship of a lookup, which leads to one row.
pub trait NavigateRow<R: Relationship>: Sized {
    /// Returns the request that sets the lookup to a row (`PUT …/$ref`).
    fn set(&self, base: &BaseUrl, row: impl Locator<R::To>) -> Request
    where
        R: ToOne<Access: Bindable<message::Update>>,
        <R::From as Table>::Messages: Lists<message::Update>;

    /// Returns the request that clears the lookup (`DELETE …/$ref`).
    ///
    /// # Errors
    /// Returns an error if the lookup is SystemRequired.
    fn clear(&self) -> Result<Request, Failure>
    where
        R: ToOne<Access: Clearable<message::Update>>,
        <R::From as Table>::Messages: Lists<message::Update>;
}

impl<R: Relationship> NavigateRow<R> for NavigationPath<R> {
    fn set(&self, base: &BaseUrl, row: impl Locator<R::To>) -> Request
    where
        R: ToOne<Access: Bindable<message::Update>>,
        <R::From as Table>::Messages: Lists<message::Update>,
    {
        UnlistedPath(self.clone()).set(base, row)
    }

    fn clear(&self) -> Result<Request, Failure>
    where
        R: ToOne<Access: Clearable<message::Update>>,
        <R::From as Table>::Messages: Lists<message::Update>,
    {
        UnlistedPath(self.clone()).clear()
    }
}

/// The writes of [`NavigateList`] and [`NavigateRow`], also for messages that the page doesn't
/// list.
#[derive(Clone, Debug)]
pub struct UnlistedPath<R: Relationship>(NavigationPath<R>);

impl<R: ToMany> UnlistedPath<R> {
    /// See [`NavigateList::associate`].
    pub fn associate(&self, base: &BaseUrl, row: impl Locator<R::To>) -> Request
    where
        R::Access: Bindable<message::Update>,
    {
        Request::new(Method::Post, format!("{}/$ref", self.0)).with_body(reference_body(base, row))
    }

    /// See [`NavigateList::disassociate`].
    pub fn disassociate(&self, row: impl Locator<R::To>) -> Request
    where
        R::Access: Clearable<message::Update>,
    {
        Request::new(
            Method::Delete,
            format!("{}({})/$ref", self.0, row.address().row().key),
        )
    }
}

impl<R: ToOne> UnlistedPath<R> {
    /// See [`NavigateRow::set`].
    pub fn set(&self, base: &BaseUrl, row: impl Locator<R::To>) -> Request
    where
        R::Access: Bindable<message::Update>,
    {
        Request::new(Method::Put, format!("{}/$ref", self.0)).with_body(reference_body(base, row))
    }

    /// See [`NavigateRow::clear`].
    ///
    /// # Errors
    /// Returns an error if the lookup is SystemRequired.
    pub fn clear(&self) -> Result<Request, Failure>
    where
        R::Access: Clearable<message::Update>,
    {
        check_lookup_clearing::<R::From>(self.0.relationship().info())?;
        Ok(Request::new(Method::Delete, format!("{}/$ref", self.0)))
    }
}
