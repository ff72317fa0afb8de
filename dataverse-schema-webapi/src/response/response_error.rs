use core::fmt::{self, Display};

use super::service_error::ServiceError;

/// The maximum number of characters of a body in a message.
const MAX_SHOWN: usize = 200;

/// A response other than the one that the request asked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum ResponseError {
    /// The service refused the request.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The service's error.
        error: ServiceError,
        /// The seconds to wait before the next attempt (`Retry-After`), after too many requests.
        retry_after: Option<u64>,
    },
    /// The request failed, and the body isn't an error of the service. It may be a gateway's.
    Status {
        /// The HTTP status.
        status: u16,
        /// The body.
        body: String,
    },
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

impl Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { status, error, .. } => {
                write!(f, "refused with status {status}: {error}")
            }
            Self::Status { status, body } => {
                let start: String = body.chars().take(MAX_SHOWN).collect();
                write!(f, "unexpected status {status}: {start}")
            }
            Self::Body(error) => write!(f, "invalid response body: {error}"),
            Self::Header(name) => write!(f, "missing header `{name}`"),
            Self::EntityId(url) => write!(
                f,
                "invalid `OData-EntityId`: expected the URL of a row of the table, found `{url}`"
            ),
            Self::Count(text) => {
                let start: String = text.chars().take(MAX_SHOWN).collect();
                write!(f, "invalid row count: expected a number, found `{start}`")
            }
            Self::Batch(reason) => write!(f, "invalid batch response: {reason}"),
        }
    }
}

impl core::error::Error for ResponseError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Refused { error, .. } => Some(error),
            Self::Body(error) => Some(error),
            _ => None,
        }
    }
}
