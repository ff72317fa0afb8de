use super::change_set::ChangeSet;
use super::error::{BatchError, MAX_REQUESTS};
use super::item::{Item, bound_content_ids, content_id};
use super::part::IntoPart;
use super::parts::write_parts;
use crate::request::{BaseUrl, Body, Method, Request};

/// Several requests that are sent as one (`POST $batch`).
///
/// [`Response::batch`](crate::response::Response::batch) reads the responses, in the same order.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Batch {
    items: Vec<Item>,
    continues_on_error: bool,
}

impl Batch {
    /// Creates an empty batch.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a request.
    pub fn request(mut self, request: impl IntoPart) -> Self {
        self.items.push(Item::One(request.into_part()));
        self
    }

    /// Adds a change set. The service executes all of its requests, or none.
    #[rustfmt::skip]
    pub fn change_set( // a `ChangeSet`; `request(request)` adds a single request
        mut self,
        set: ChangeSet,
    ) -> Self {
        self.items.push(Item::ChangeSet(set));
        self
    }

    /// Creates an empty change set, to be added with [`change_set`](Self::change_set).
    ///
    /// Its content ids follow those of the change sets that the batch already has. So every content
    /// id of the batch is unique, and [`Answers::get`](crate::response::Answers::get) finds its
    /// response.
    pub fn next_change_set(&self) -> ChangeSet {
        let ids = self.items.iter().filter_map(|item| match item {
            Item::One(_) => None,
            Item::ChangeSet(set) => Some(set.last_content_id()),
        });
        ChangeSet::following(ids.max().unwrap_or_default())
    }

    /// Makes the service continue after a failed request. By default it stops there and responds
    /// with that request's status.
    pub fn continue_on_error(mut self) -> Self {
        self.continues_on_error = true;
        self
    }

    /// Returns the request for the whole batch.
    ///
    /// # Errors
    /// Returns an error for an empty batch, for more than 1,000 requests, and for a request that a
    /// batch can't contain.
    #[rustfmt::skip]
    pub fn into_request( // the URL of the environment: `&text.parse::<BaseUrl>()?`
        self,
        base: &BaseUrl,
    ) -> Result<Request, BatchError> {
        let count = self.items.iter().map(|item| item.requests().len()).sum();
        if !(1..=MAX_REQUESTS).contains(&count) {
            return Err(BatchError::Count(count));
        }
        self.items.iter().try_for_each(check_item)?;
        let (boundary, body) = write_parts(&self.items, base);
        let request = Request::new(Method::Post, "$batch")
            .with_body(Body::Parts(body))
            .header(
                "Content-Type",
                format!("multipart/mixed; boundary=\"{boundary}\""),
            )
            // A batch that is refused as a whole has an error in JSON.
            .header("Accept", "multipart/mixed, application/json;q=0.5")
            .header("If-None-Match", "null");
        Ok(if self.continues_on_error {
            request.prefer("odata.continue-on-error")
        } else {
            request
        })
    }
}

fn check_item(item: &Item) -> Result<(), BatchError> {
    let set = match item {
        Item::One(_) => None,
        Item::ChangeSet(set) => Some(set),
    };
    if item.requests().is_empty() {
        return Err(BatchError::EmptyChangeSet);
    }
    for (index, request) in item.requests().iter().enumerate() {
        let path = || request.path.clone();
        if has_line_break(request) {
            return Err(BatchError::LineBreak(path()));
        }
        if request.path == "$batch" {
            return Err(BatchError::Nested);
        }
        if request.body.as_str().is_none() {
            return Err(BatchError::Bytes(path()));
        }
        if set.is_some() && request.method == Method::Get {
            return Err(BatchError::GetInChangeSet(path()));
        }
        let is_unknown = |id| !set.is_some_and(|set| set.is_earlier(id, index));
        if content_id(&request.path).is_some_and(is_unknown) {
            return Err(BatchError::Reference(path()));
        }
        let references = bound_content_ids(&request.body);
        if let Some(id) = references.into_iter().find(|id| is_unknown(*id)) {
            return Err(BatchError::Reference(format!("${id}")));
        }
    }
    Ok(())
}

fn has_line_break(request: &Request) -> bool {
    let breaks = |text: &str| text.contains(['\r', '\n']);
    breaks(&request.path)
        || request
            .headers
            .iter()
            .any(|(name, value)| breaks(name) || breaks(value))
}
