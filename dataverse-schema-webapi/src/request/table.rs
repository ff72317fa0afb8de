use core::marker::PhantomData;

use dataverse_schema_runtime::{Changes, Id, Invalid, Lists, Table, message};

use super::bulk::{self, InvalidRows};
use super::{Address, Key, Method, Request, changes};
use crate::query::{Aggregate, Projection, Query, Retrieve};

/// What can be asked of a table, for its row type or for a projection.
pub trait Ask: Projection {
    /// A query for rows.
    fn query() -> Query<Self>
    where
        <Self::Row as Table>::Messages: Lists<message::RetrieveMultiple>,
    {
        Unlisted::<Self>::NEW.query()
    }

    /// A query for the row with this id or alternate key.
    fn retrieve(row: impl Into<Address<Self::Row>>) -> Retrieve<Self>
    where
        <Self::Row as Table>::Messages: Lists<message::Retrieve>,
    {
        Unlisted::<Self>::NEW.retrieve(row)
    }

    /// The same functions, without regard to the messages that the page lists.
    fn unlisted() -> Unlisted<Self> {
        Unlisted::NEW
    }
}
impl<P: Projection> Ask for P {}

/// What can be written to a table, and computed over its rows.
pub trait WebApi: Table {
    /// A query for groups of rows, and for what is computed over each.
    fn aggregate() -> Aggregate<Self>
    where
        Self::Messages: Lists<message::RetrieveMultiple>,
    {
        Unlisted::<Self>::NEW.aggregate()
    }

    /// A new row, to be filled with `set` and `bind`.
    fn create() -> Changes<Self>
    where
        Self::Messages: Lists<message::Create>,
    {
        Changes::create()
    }

    /// Changes to the row with this id.
    fn update(id: Id<Self>) -> Changes<Self>
    where
        Self::Messages: Lists<message::Update>,
    {
        Changes::update(id)
    }

    /// The values of the row with this id, which is created where there is none.
    fn upsert(id: Id<Self>) -> Changes<Self>
    where
        Self::Messages: Lists<message::Upsert>,
    {
        Changes::upsert(id)
    }

    /// The request that deletes the row with this id or alternate key.
    fn delete(row: impl Into<Address<Self>>) -> Request
    where
        Self::Messages: Lists<message::Delete>,
    {
        Unlisted::<Self>::NEW.delete(row)
    }

    /// The request that creates these rows, all or none (`CreateMultiple`). 100 to 1,000 are advised.
    ///
    /// # Errors
    /// The rules that rows break, and rows that aren't new.
    fn create_multiple(
        rows: impl IntoIterator<Item = Changes<Self>>,
    ) -> Result<Request, InvalidRows>
    where
        Self::Messages: Lists<message::CreateMultiple>,
    {
        Unlisted::<Self>::NEW.create_multiple(rows)
    }

    /// The request that changes these rows, all or none (`UpdateMultiple`). 100 to 1,000 are advised.
    ///
    /// # Errors
    /// The rules that changes break, and those that aren't updates.
    fn update_multiple(
        rows: impl IntoIterator<Item = Changes<Self>>,
    ) -> Result<Request, InvalidRows>
    where
        Self::Messages: Lists<message::UpdateMultiple>,
    {
        Unlisted::<Self>::NEW.update_multiple(rows)
    }

    /// The request that changes these rows, or creates those that aren't there, all or none (`UpsertMultiple`). 100 to 1,000 are
    /// advised; a row that comes twice is an error of the service.
    ///
    /// # Errors
    /// The rules that rows break, and changes that aren't upserts.
    fn upsert_multiple(
        rows: impl IntoIterator<Item = Changes<Self>>,
    ) -> Result<Request, InvalidRows>
    where
        Self::Messages: Lists<message::UpsertMultiple>,
    {
        Unlisted::<Self>::NEW.upsert_multiple(rows)
    }

    /// The same for rows that are given by alternate keys, with the values of a new row.
    ///
    /// # Errors
    /// The rules that rows break, and changes that aren't new rows.
    fn upsert_multiple_by_key(
        rows: impl IntoIterator<Item = (Key<Self>, Changes<Self>)>,
    ) -> Result<Request, InvalidRows>
    where
        Self::Messages: Lists<message::UpsertMultiple>,
    {
        Unlisted::<Self>::NEW.upsert_multiple_by_key(rows)
    }
}
impl<T: Table> WebApi for T {}

/// The functions of [`Ask`] and [`WebApi`] without regard to the messages that the page lists: what environments support may differ.
#[derive(Debug)]
pub struct Unlisted<P>(PhantomData<fn() -> P>);

impl<P> Clone for Unlisted<P> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P> Copy for Unlisted<P> {}

impl<P> Unlisted<P> {
    const NEW: Self = Self(PhantomData);
}

impl<P: Projection> Unlisted<P> {
    /// See [`Ask::query`].
    pub fn query(self) -> Query<P> {
        Query::new(P::Row::info().entity_set.to_owned())
    }

    /// See [`Ask::retrieve`].
    pub fn retrieve(self, row: impl Into<Address<P::Row>>) -> Retrieve<P> {
        Retrieve::new(row.into().path().to_owned())
    }
}

impl<T: Table> Unlisted<T> {
    /// See [`WebApi::aggregate`].
    pub fn aggregate(self) -> Aggregate<T> {
        Aggregate::new()
    }

    /// See [`WebApi::create`].
    pub fn create(self) -> Changes<T> {
        Changes::create()
    }

    /// See [`WebApi::update`].
    pub fn update(self, id: Id<T>) -> Changes<T> {
        Changes::update(id)
    }

    /// See [`WebApi::upsert`].
    pub fn upsert(self, id: Id<T>) -> Changes<T> {
        Changes::upsert(id)
    }

    /// See [`IntoRequest::into_upsert`](super::IntoRequest::into_upsert).
    ///
    /// # Errors
    /// All rules that are broken.
    pub fn into_upsert(self, changes: &Changes<T>, key: &Key<T>) -> Result<Request, Invalid> {
        changes::upsert(changes, key)
    }

    /// See [`WebApi::delete`].
    pub fn delete(self, row: impl Into<Address<T>>) -> Request {
        Request::new(Method::Delete, row.into().path())
    }

    /// See [`WebApi::create_multiple`].
    ///
    /// # Errors
    /// The rules that rows break, and rows that aren't new.
    pub fn create_multiple(
        self,
        rows: impl IntoIterator<Item = Changes<T>>,
    ) -> Result<Request, InvalidRows> {
        bulk::request(bulk::Message::Create, by_id(rows))
    }

    /// See [`WebApi::update_multiple`].
    ///
    /// # Errors
    /// The rules that changes break, and those that aren't updates.
    pub fn update_multiple(
        self,
        rows: impl IntoIterator<Item = Changes<T>>,
    ) -> Result<Request, InvalidRows> {
        bulk::request(bulk::Message::Update, by_id(rows))
    }

    /// See [`WebApi::upsert_multiple`].
    ///
    /// # Errors
    /// The rules that rows break, and changes that aren't upserts.
    pub fn upsert_multiple(
        self,
        rows: impl IntoIterator<Item = Changes<T>>,
    ) -> Result<Request, InvalidRows> {
        bulk::request(bulk::Message::Upsert, by_id(rows))
    }

    /// See [`WebApi::upsert_multiple_by_key`].
    ///
    /// # Errors
    /// The rules that rows break, and changes that aren't new rows.
    pub fn upsert_multiple_by_key(
        self,
        rows: impl IntoIterator<Item = (Key<T>, Changes<T>)>,
    ) -> Result<Request, InvalidRows> {
        let rows = rows.into_iter().map(|(key, changes)| (Some(key), changes));
        bulk::request(bulk::Message::Upsert, rows)
    }
}

fn by_id<T: Table>(
    rows: impl IntoIterator<Item = Changes<T>>,
) -> impl Iterator<Item = (Option<Key<T>>, Changes<T>)> {
    rows.into_iter().map(|changes| (None, changes))
}
