//! Several requests in one.

mod change_set;
mod parts;

use core::fmt::{self, Display};

pub use self::change_set::{ChangeSet, ContentId};
use crate::request::{BaseUrl, Body, Method, Request};

/// The most requests that a batch takes.
const MAX_REQUESTS: usize = 1_000;

/// Requests that are sent as one (`POST $batch`), and answered in their order. [`Response::batch`](crate::response::Response::batch) reads
/// the answers.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Batch {
    items: Vec<Item>,
    goes_on: bool,
}

#[derive(Clone, Debug)]
enum Item {
    One(Request),
    ChangeSet(Vec<Request>),
}

impl Item {
    fn requests(&self) -> &[Request] {
        match self {
            Self::One(request) => core::slice::from_ref(request),
            Self::ChangeSet(requests) => requests,
        }
    }
}

impl Batch {
    /// A batch of no requests.
    pub fn new() -> Self {
        Self::default()
    }

    /// A further request.
    pub fn request(mut self, request: Request) -> Self {
        self.items.push(Item::One(request));
        self
    }

    /// Further requests that are carried out all or none.
    pub fn change_set(mut self, set: ChangeSet) -> Self {
        self.items.push(Item::ChangeSet(set.into_requests()));
        self
    }

    /// The service goes on after a request that failed. Without this it stops there, and answers with that status.
    pub fn continue_on_error(mut self) -> Self {
        self.goes_on = true;
        self
    }

    /// The request that carries all of them.
    ///
    /// # Errors
    /// More than 1,000 requests, none at all, or one that a batch can't carry.
    pub fn into_request(self, base: &BaseUrl) -> Result<Request, BatchError> {
        let count = self.items.iter().map(|item| item.requests().len()).sum();
        if !(1..=MAX_REQUESTS).contains(&count) {
            return Err(BatchError::Count(count));
        }
        for item in &self.items {
            for (place, request) in item.requests().iter().enumerate() {
                if request.path == "$batch" {
                    return Err(BatchError::Nested);
                }
                if request.body.as_str().is_none() {
                    return Err(BatchError::Bytes(request.path.clone()));
                }
                let in_set = matches!(item, Item::ChangeSet(_));
                if in_set && request.method == Method::Get {
                    return Err(BatchError::GetInChangeSet(request.path.clone()));
                }
                let refers_ahead = reference(&request.path).is_some_and(|id| !in_set || id > place);
                if refers_ahead {
                    return Err(BatchError::Reference(request.path.clone()));
                }
            }
        }
        let (boundary, body) = parts::write(&self.items, base);
        let request = Request::new(Method::Post, "$batch")
            .with_body(Body::Parts(body))
            .header(
                "Content-Type",
                format!("multipart/mixed; boundary=\"{boundary}\""),
            )
            .header("If-None-Match", "null");
        Ok(match self.goes_on {
            true => request.prefer("odata.continue-on-error"),
            false => request,
        })
    }
}

/// The number of the request that a path refers to: 1 for `$1`, `$1/primarycontactid/$ref`.
fn reference(path: &str) -> Option<usize> {
    let name = path.strip_prefix('$')?;
    name.split('/').next()?.parse().ok()
}

/// Requests that make no batch.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BatchError {
    /// None, or more than 1,000.
    Count(usize),
    /// A batch in a batch.
    Nested,
    /// The content of a file, which isn't text.
    Bytes(String),
    /// A GET in a change set.
    GetInChangeSet(String),
    /// A reference to a request that doesn't stand before in the same change set.
    Reference(String),
}

impl Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(0) => f.write_str("a batch without a request"),
            Self::Count(count) => write!(
                f,
                "{count} requests: a batch may have {MAX_REQUESTS}; send several"
            ),
            Self::Nested => f.write_str("a batch can't stand in a batch"),
            Self::Bytes(path) => write!(
                f,
                "`{path}`: the content of a file can't stand in a batch; send it by itself"
            ),
            Self::GetInChangeSet(path) => write!(
                f,
                "`{path}`: a change set takes no GET; add it to the batch itself"
            ),
            Self::Reference(path) => write!(
                f,
                "`{path}` refers to a request that doesn't stand before it in the same change set"
            ),
        }
    }
}

impl core::error::Error for BatchError {}
