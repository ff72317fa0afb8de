use core::marker::PhantomData;

use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::message::Create;
use dataverse_schema_runtime::table::{Address, Locator, Table};

use super::part::IntoPart;
use crate::request::{IntoRequest, Request};

/// A list of writes in a batch, all or none of which the service executes.
///
/// A request can refer to a row that an earlier one creates.
#[derive(Clone, Debug, Default)]
pub struct ChangeSet {
    /// The number of content ids that earlier change sets of the batch use.
    previous: usize,
    requests: Vec<Request>,
}

/// The message whose request has a content id that stands for a row: `Create`.
#[diagnostic::on_unimplemented(
    message = "the message `{Self}` creates no row with a content id",
    label = "expected changes of `create()`",
    note = "add other changes as a request: `set.add(changes.into_request()?)`"
)]
pub trait HasContentId {}
impl HasContentId for Create {}

impl ChangeSet {
    /// Creates an empty change set. Its content ids begin with 1.
    ///
    /// For the second change set of a batch, use
    /// [`Batch::next_change_set`](super::batch::Batch::next_change_set).
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a request.
    pub fn add(&mut self, request: impl IntoPart) {
        self.requests.push(request.into_part());
    }

    /// Checks all rules and adds the request that creates a row.
    ///
    /// Later requests can use the returned id instead of the row:
    /// `bind(c.primary_contact_id, contact)`.
    ///
    /// # Errors
    /// Returns all violated rules.
    #[rustfmt::skip]
    pub fn create<T: Table, M: HasContentId>( // changes of `TheTable::create()`; `add(request)` adds another request
        &mut self,
        changes: Changes<T, M>,
    ) -> Result<ContentId<T>, Invalid> {
        self.requests.push(changes.into_request()?);
        Ok(ContentId {
            number: self.last_content_id(),
            table: PhantomData,
        })
    }

    /// Creates an empty change set whose content ids follow `previous`.
    pub(super) fn following(previous: usize) -> Self {
        Self {
            previous,
            requests: Vec::new(),
        }
    }

    pub(super) fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// Returns the content id of the request with this index.
    pub(super) fn content_id(&self, index: usize) -> usize {
        self.previous + index + 1
    }

    pub(super) fn last_content_id(&self) -> usize {
        self.previous + self.requests.len()
    }

    /// Returns true if the request with this index may refer to this content id.
    pub(super) fn is_earlier(&self, content_id: usize, index: usize) -> bool {
        (self.content_id(0)..self.content_id(index)).contains(&content_id)
    }
}

/// The content id of a request that creates a row (`$1`), for later requests of its change set and
/// for [the response](crate::response::Answers::get).
#[derive(Debug)]
pub struct ContentId<T> {
    number: usize,
    table: PhantomData<fn() -> T>,
}

impl<T> ContentId<T> {
    pub(crate) fn number(self) -> usize {
        self.number
    }
}

impl<T> Clone for ContentId<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for ContentId<T> {}

impl<T: Table> Locator<T> for ContentId<T> {
    fn address(self) -> Address<T> {
        Address::from_content_id(self.number)
    }
}
