use core::marker::PhantomData;

use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::{Locator, Table};

use crate::request::{Address, IntoRequest, Request};

/// Writes of a batch of which the service executes all or none.
///
/// A request can refer to a row that an earlier one creates.
#[derive(Clone, Debug, Default)]
pub struct ChangeSet {
    requests: Vec<Request>,
}

impl ChangeSet {
    /// Creates an empty change set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a request.
    pub fn add(&mut self, request: Request) {
        self.requests.push(request);
    }

    /// Checks all rules and adds the request that creates a row.
    ///
    /// Later requests can use the returned id in place of the row:
    /// `bind(c.primary_contact_id, contact)`.
    ///
    /// # Errors
    /// All violated rules.
    pub fn create<T: Table>(&mut self, changes: Changes<T>) -> Result<ContentId<T>, Invalid> {
        self.requests.push(changes.into_request()?);
        Ok(ContentId {
            number: self.requests.len(),
            table: PhantomData,
        })
    }

    pub(super) fn into_requests(self) -> Vec<Request> {
        self.requests
    }
}

/// The content id of a request that creates a row (`$1`), for later requests of its change set.
#[derive(Debug)]
pub struct ContentId<T> {
    number: usize,
    table: PhantomData<fn() -> T>,
}

impl<T> Clone for ContentId<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for ContentId<T> {}

impl<T: Table> Locator<T> for ContentId<T> {
    fn locate(self) -> String {
        format!("${}", self.number)
    }
}

impl<T: Table> From<ContentId<T>> for Address<T> {
    fn from(row: ContentId<T>) -> Self {
        Self::new(row.locate())
    }
}
