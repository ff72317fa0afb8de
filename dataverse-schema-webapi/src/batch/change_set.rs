use core::marker::PhantomData;

use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::{Locator, Table};

use crate::request::{Address, IntoRequest, Request};

/// Requests of a batch that are carried out all or none. They are writes; a row that one creates can be named by those after it.
#[derive(Clone, Debug, Default)]
pub struct ChangeSet {
    requests: Vec<Request>,
}

impl ChangeSet {
    /// A change set of no requests.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a request.
    pub fn add(&mut self, request: Request) {
        self.requests.push(request);
    }

    /// Adds the request that creates a row, after all rules were checked. The answer stands for the row in the requests after it:
    /// `bind(c.primary_contact_id, contact)`.
    ///
    /// # Errors
    /// All rules that are broken.
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

/// A row that a request of the same change set creates (`$1`).
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
