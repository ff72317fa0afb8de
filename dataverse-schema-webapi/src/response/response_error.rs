use core::fmt::{self, Display};

use super::service_error::ServiceError;

/// A response that isn't what the request asked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum ResponseError {
    /// The service refused the request, and says why.
    Refused {
        /// The HTTP status.
        status: u16,
        /// What the service says.
        error: ServiceError,
        /// After how many seconds the request may be sent again (`Retry-After`), where there were too many.
        retry_after: Option<u64>,
    },
    /// The request failed, and the body isn't the service's: a gateway's, perhaps.
    Status {
        /// The HTTP status.
        status: u16,
        /// The body.
        body: String,
    },
    /// The body can't be decoded.
    Body(serde_json::Error),
    /// A header is missing.
    Header(&'static str),
    /// The header `OData-EntityId` isn't the address of a row of this table.
    EntityId(String),
    /// The body is no number.
    Count(String),
    /// The body isn't that of a batch.
    Batch(&'static str),
}

impl Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { status, error, .. } => {
                write!(f, "refused with status {status}: {error}")
            }
            Self::Status { status, body } => {
                let start: String = body.chars().take(200).collect();
                write!(f, "status {status}: {start}")
            }
            Self::Body(error) => write!(f, "the body can't be decoded: {error}"),
            Self::Header(name) => write!(f, "the response has no header `{name}`"),
            Self::EntityId(url) => {
                write!(
                    f,
                    "`OData-EntityId` is no address of a row of the table: `{url}`"
                )
            }
            Self::Count(text) => {
                let start: String = text.chars().take(200).collect();
                write!(f, "the body is no number of rows: `{start}`")
            }
            Self::Batch(what) => write!(f, "the body isn't that of a batch: {what}"),
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
