use super::change_set::ChangeSet;
use super::error::{BatchError, MAX_REQUESTS};
use super::item::{Item, reference};
use super::parts;
use crate::request::{BaseUrl, Body, Method, Request};

/// Requests that are sent as one (`POST $batch`), and answered in their order. [`Response::batch`](crate::response::Response::batch) reads
/// the answers.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Batch {
    items: Vec<Item>,
    goes_on: bool,
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
