use core::fmt::{self, Display};
use std::error::Error as StdError;
use std::time::Duration;

use dataverse_schema_webapi::query::fetch::PagingError;
use dataverse_schema_webapi::response::{ResponseError, ResponseErrorKind};

/// What is wrong with a request or its response.
pub(crate) enum Cause {
    /// The query, the changes, or the batch is invalid.
    Invalid(Box<dyn StdError + Send + Sync>),
    Header(&'static str),
    Url(&'static str),
    Setup(Box<dyn StdError + Send + Sync>),
    Credential(Box<dyn StdError + Send + Sync>),
    Connect(reqwest::Error),
    /// The server's certificate isn't valid here.
    Certificate(reqwest::Error),
    Lost(reqwest::Error),
    Timeout(Duration),
    TooLarge {
        limit: u64,
        status: u16,
    },
    /// The service asked to wait longer than the client may.
    Pause {
        asked: Duration,
        response: Option<ResponseError>,
    },
    Redirect(ResponseError),
    /// Status 401 for a token, and for a fresh one if there was one.
    Unauthorized {
        response: ResponseError,
        is_same_token: bool,
    },
    Response(ResponseError),
    /// A header or a part of the response.
    Missing(&'static str),
    /// The way to the next page.
    Paging(PagingError),
    /// A request of a batch has no answer.
    Unanswered,
    Journal(std::io::Error),
}

impl Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(error) => write_chain(&**error, f),
            Self::Header(name) => write!(f, "invalid header `{name}`"),
            Self::Url(reason) => write!(f, "refused URL: {reason}"),
            Self::Setup(error) => {
                f.write_str("cannot set up the HTTP client: ")?;
                write_chain(&**error, f)
            }
            Self::Credential(error) => {
                f.write_str("no access token: ")?;
                write_chain(&**error, f)
            }
            Self::Connect(_) | Self::Certificate(_) => f.write_str("no connection to the service"),
            Self::Lost(_) => f.write_str("connection lost before the end of the response"),
            Self::Timeout(limit) => write!(f, "no response within {limit:?}"),
            Self::TooLarge { limit, .. } => {
                write!(f, "response is larger than the limit of {limit} bytes")
            }
            Self::Pause { asked, .. } => write!(
                f,
                "the service is too busy: it asked to wait {asked:?}, longer than the client may"
            ),
            Self::Redirect(error) => write!(f, "refused redirect (status {})", error.status()),
            Self::Missing(name) => write!(f, "missing `{name}` in the response"),
            // The annotation may contain values of rows.
            Self::Paging(PagingError::Annotation { name, .. }) => {
                write!(f, "invalid annotation `{name}` in the response")
            }
            Self::Paging(error) => Display::fmt(error, f),
            Self::Unanswered => f.write_str("the service didn't answer this request of a batch"),
            Self::Journal(error) => write!(f, "cannot write to the journal: {error}"),
            Self::Unauthorized { response, .. } | Self::Response(response) => {
                write_response(response, f)
            }
        }
    }
}

impl Cause {
    /// Returns what lies beneath an error of the connection.
    pub(crate) fn reason(&self) -> Option<&dyn StdError> {
        let (Self::Connect(error) | Self::Certificate(error) | Self::Lost(error)) = self else {
            return None;
        };
        let mut reason = error.source()?;
        while let Some(source) = reason.source() {
            reason = source;
        }
        Some(reason)
    }
}

/// Writes an error with its sources, except for those that the text before has.
fn write_chain(error: &dyn StdError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut shown = error.to_string();
    f.write_str(&shown)?;
    let mut next = error.source();
    while let Some(error) = next {
        let text = error.to_string();
        if !shown.contains(&text) {
            write!(f, ": {text}")?;
            shown = text;
        }
        next = error.source();
    }
    Ok(())
}

/// Writes what is wrong with a response, without its body.
fn write_response(error: &ResponseError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let status = error.status();
    match error.kind() {
        ResponseErrorKind::Status { .. } => write!(f, "unexpected status {status}"),
        ResponseErrorKind::Body(error) if error.line() == 0 => f.write_str("invalid response body"),
        ResponseErrorKind::Body(error) => write!(
            f,
            "invalid response body at line {}, column {}",
            error.line(),
            error.column()
        ),
        ResponseErrorKind::EntityId(_) => f.write_str("invalid header `OData-EntityId`"),
        ResponseErrorKind::Count(_) => f.write_str("invalid row count"),
        _ => Display::fmt(error, f),
    }
}
