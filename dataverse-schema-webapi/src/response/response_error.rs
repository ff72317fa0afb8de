use core::fmt::{self, Display};

use super::headers::{self, Headers};
use super::retry_after::RetryAfter;
use super::service_error::ServiceError;

/// The maximum number of characters of a body in a message.
const MAX_SHOWN: usize = 200;

/// A response other than the one that the request asked for.
///
/// It keeps the status and the headers of the response. For a request of a batch, these are the
/// status and the headers of its part.
#[derive(Debug)]
pub struct ResponseError(Box<Received>);

#[derive(Debug)]
struct Received {
    kind: ResponseErrorKind,
    status: u16,
    headers: Headers,
}

/// What is wrong with a response.
#[derive(Debug)]
#[non_exhaustive]
pub enum ResponseErrorKind {
    /// The service rejected the request.
    Refused(ServiceError),
    /// The request failed, and the body isn't an error of the service. It may be a gateway's.
    Status {
        /// The body as text; it may be empty.
        body: String,
    },
    /// A response without a body, such as that to a write (status 204).
    NoContent,
    /// An invalid body.
    Body(serde_json::Error),
    /// A missing header.
    Header(&'static str),
    /// A header `OData-EntityId` that isn't the URL of a row of this table.
    EntityId(String),
    /// A body that isn't a number of rows.
    Count(String),
    /// A body that isn't the response to a batch.
    Batch(&'static str),
}

impl ResponseError {
    pub(super) fn new(kind: ResponseErrorKind, status: u16, headers: Headers) -> Self {
        Self(Box::new(Received {
            kind,
            status,
            headers,
        }))
    }

    /// Returns what is wrong with the response.
    pub fn kind(&self) -> &ResponseErrorKind {
        &self.0.kind
    }

    /// Returns the HTTP status.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Returns the value of a header. The case of its name doesn't matter.
    pub fn header(&self, name: &str) -> Option<&str> {
        headers::find(&self.0.headers, name)
    }

    /// Returns the time to wait before the next attempt (`Retry-After`). It is sent after too many
    /// requests (status 429) or by an overloaded service (503).
    pub fn retry_after(&self) -> Option<RetryAfter> {
        headers::retry_after(&self.0.headers)
    }

    /// Returns the service's id of the request (`x-ms-service-request-id` or `REQ_ID`), which
    /// Microsoft's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        headers::request_id(&self.0.headers)
    }

    /// Returns the service's error with its code and message, or `None` if the body isn't one.
    pub fn service_error(&self) -> Option<&ServiceError> {
        match &self.0.kind {
            ResponseErrorKind::Refused(error) => Some(error),
            _ => None,
        }
    }
}

impl Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.0.status;
        match &self.0.kind {
            ResponseErrorKind::Refused(error) => {
                write!(f, "rejected with status {status}: {error}")
            }
            ResponseErrorKind::Status { body } if body.trim().is_empty() => {
                write!(f, "unexpected status {status}")
            }
            ResponseErrorKind::Status { body } => {
                write!(f, "unexpected status {status}: {}", shortened(body))
            }
            ResponseErrorKind::NoContent => write!(
                f,
                "no content in the response with status {status}\n\
                 help: ask for the row with `return_representation()` (`Prefer: return=representation`)"
            ),
            ResponseErrorKind::Body(error) => write!(f, "invalid response body: {error}"),
            ResponseErrorKind::Header(name) => write!(f, "missing header `{name}`"),
            ResponseErrorKind::EntityId(url) => write!(
                f,
                "invalid `OData-EntityId`: expected the URL of a row of the table, found `{url}`"
            ),
            ResponseErrorKind::Count(text) => write!(
                f,
                "invalid row count: expected a number, found `{}`",
                shortened(text)
            ),
            ResponseErrorKind::Batch(reason) => write!(f, "invalid batch response: {reason}"),
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}

impl core::error::Error for ResponseError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.0.kind {
            ResponseErrorKind::Refused(error) => Some(error),
            ResponseErrorKind::Body(error) => Some(error),
            _ => None,
        }
    }
}
