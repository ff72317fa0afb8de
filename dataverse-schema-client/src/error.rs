use core::fmt::{self, Debug, Display};
use std::error::Error as StdError;
use std::time::Duration;

use dataverse_schema_webapi::query::fetch::PagingError;
use dataverse_schema_webapi::response::{ResponseError, ResponseErrorKind, ServiceError};

use crate::cause::Cause;

/// The error of a request.
///
/// Neither its text nor its `Debug` contains the token, the body of the request, or the body of
/// the response, except for the code and message of the service's error.
pub struct Error(Box<Facts>);

struct Facts {
    cause: Cause,
    trail: Trail,
}

/// What happened to a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Trail {
    /// The method and the entity set.
    pub(crate) name: String,
    pub(crate) attempts: u32,
    /// An attempt may have taken effect, although its result is unknown.
    pub(crate) may_have_happened: bool,
    /// The service rejected an attempt for another reason than its token.
    pub(crate) was_rejected: bool,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The query, the changes, or the batch is invalid; nothing was sent.
    Invalid,
    /// A URL to which the token must not be sent; nothing was sent.
    Url,
    /// The HTTP client can't be set up.
    Setup,
    /// The credential returned no token.
    Credential,
    /// There was no connection to the service.
    Connect,
    /// The connection was lost before the whole response was received.
    Lost,
    /// The response wasn't received in time.
    Timeout,
    /// The response is larger than the client's limit.
    TooLarge,
    /// The service is too busy (status 429 or 503): [`Error::retry_after`] has the time that it
    /// asked to wait.
    Busy,
    /// A redirect, which isn't followed.
    Redirect,
    /// The service rejected the token (status 401).
    Unauthorized,
    /// The service rejected the request, or failed: [`Error::status`] and [`Error::service_error`].
    Rejected,
    /// The response isn't the one that the request asked for.
    InvalidResponse,
    /// The query has more rows or groups than the service returns.
    TooManyRows,
    /// The journal of [`Client::write_all`](crate::Client::write_all) can't be written.
    Journal,
}

impl Error {
    pub(crate) fn cause(&self) -> &Cause {
        &self.0.cause
    }

    pub(crate) fn trail(&self) -> &Trail {
        &self.0.trail
    }

    pub(crate) fn invalid(error: impl StdError + Send + Sync + 'static) -> Self {
        Cause::Invalid(Box::new(error)).into()
    }

    pub(crate) fn with_trail(mut self, trail: Trail) -> Self {
        self.0.trail = trail;
        self
    }

    /// Turns the error of a busy service into one that has the time that it asked to wait.
    pub(crate) fn into_pause(self, asked: Duration) -> Self {
        match self.into_response() {
            Ok(response) => Cause::Pause {
                asked,
                response: Some(response),
            }
            .into(),
            Err(error) => error,
        }
    }

    /// Returns the response, if it is the cause.
    pub(crate) fn into_response(self) -> Result<ResponseError, Self> {
        let Facts { cause, trail } = *self.0;
        match cause {
            Cause::Response(response) => Ok(response),
            cause => Err(Self::from(cause).with_trail(trail)),
        }
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> ErrorKind {
        match &self.0.cause {
            Cause::Invalid(_) | Cause::Header(_) => ErrorKind::Invalid,
            Cause::Url(_) => ErrorKind::Url,
            Cause::Setup(_) => ErrorKind::Setup,
            Cause::Credential(_) => ErrorKind::Credential,
            Cause::Connect(_) | Cause::Certificate(_) => ErrorKind::Connect,
            Cause::Lost(_) => ErrorKind::Lost,
            Cause::Timeout(_) => ErrorKind::Timeout,
            Cause::TooLarge { .. } => ErrorKind::TooLarge,
            Cause::Pause { .. } => ErrorKind::Busy,
            Cause::Redirect(_) => ErrorKind::Redirect,
            Cause::Unauthorized { .. } => ErrorKind::Unauthorized,
            Cause::Paging(PagingError::Limit | PagingError::GroupLimit) => ErrorKind::TooManyRows,
            Cause::Missing(_) | Cause::Paging(_) | Cause::Unanswered => ErrorKind::InvalidResponse,
            Cause::Journal(_) => ErrorKind::Journal,
            Cause::Response(error) => match error.kind() {
                _ if matches!(error.status(), 429 | 503) => ErrorKind::Busy,
                ResponseErrorKind::Refused(_) | ResponseErrorKind::Status { .. } => {
                    ErrorKind::Rejected
                }
                _ => ErrorKind::InvalidResponse,
            },
        }
    }

    /// Returns the HTTP status of the last response, if there was one.
    pub fn status(&self) -> Option<u16> {
        match &self.0.cause {
            Cause::TooLarge { status, .. } => Some(*status),
            _ => self.response_error().map(ResponseError::status),
        }
    }

    /// Returns true for status 404: there is no such row, or no such table.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }

    /// Returns true for status 304: the row hasn't changed since the etag of the query.
    pub fn is_not_modified(&self) -> bool {
        self.status() == Some(304)
    }

    /// Returns true for status 412: the row has another etag, or it exists already.
    pub fn is_precondition_failed(&self) -> bool {
        self.status() == Some(412)
    }

    /// Returns the service's error with its code and message.
    pub fn service_error(&self) -> Option<&ServiceError> {
        self.response_error()?.service_error()
    }

    /// Returns the service's id of the request, which Microsoft's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.response_error()?.request_id()
    }

    /// Returns the time that the service asked to wait, if it was longer than the client may wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match &self.0.cause {
            Cause::Pause { asked, .. } => Some(*asked),
            _ => None,
        }
    }

    /// Returns the number of times that the request was sent.
    pub fn attempts(&self) -> u32 {
        self.0.trail.attempts
    }

    /// Returns true for a write that the service may have executed, although no attempt succeeded:
    /// a connection was lost, the service failed meanwhile, or its response can't be read.
    ///
    /// An error such as status 412 for the last attempt may then be due to an earlier one.
    ///
    /// It isn't true for a bulk message that the service rejected. Of an elastic table, some rows may
    /// be written then: [`Client::write_all`](crate::Client::write_all) reports them.
    pub fn may_have_happened(&self) -> bool {
        self.0.trail.may_have_happened
    }

    /// Returns what is wrong with the response. Unlike this error, it contains the body of a
    /// failure that isn't the service's, and its text quotes invalid values.
    pub fn response_error(&self) -> Option<&ResponseError> {
        match &self.0.cause {
            Cause::Pause { response, .. } => response.as_ref(),
            Cause::Redirect(error)
            | Cause::Response(error)
            | Cause::Unauthorized {
                response: error, ..
            } => Some(error),
            _ => None,
        }
    }

    fn help(&self) -> Option<&'static str> {
        match &self.0.cause {
            _ if self.may_have_happened() => {
                Some("the service may have executed the request: check before sending it again")
            }
            Cause::Unauthorized {
                is_same_token: true,
                ..
            } => Some(
                "the credential returned the rejected token again: it keeps tokens until they expire",
            ),
            Cause::Certificate(_) => Some(
                "check the URL and this machine's clock; if the issuer is your own, add its certificate to those that this machine trusts",
            ),
            Cause::Connect(_) => Some(
                "check the URL of the environment, the network, and, behind a proxy, `HTTPS_PROXY`",
            ),
            Cause::Timeout(_) => {
                Some("ask for smaller pages, or raise the timeouts of `ClientBuilder`")
            }
            Cause::Pause { .. } => {
                Some("send it again after that time, or raise `ClientBuilder::max_pause`")
            }
            Cause::Header(_) => Some("remove line breaks and other control characters"),
            Cause::Journal(_) => Some(
                "check the disk and the permissions; with the same journal, the next run skips the rows in it",
            ),
            Cause::Redirect(_) => Some("use the base URL of the environment's Web API"),
            Cause::TooLarge { .. } => {
                Some("ask for smaller pages, or raise `ClientBuilder::max_body`")
            }
            Cause::Response(error) if matches!(error.kind(), ResponseErrorKind::Body(_)) => {
                Some("`Error::response_error` says more, and may quote values")
            }
            _ => None,
        }
    }
}

impl From<Cause> for Error {
    fn from(cause: Cause) -> Self {
        Self(Box::new(Facts {
            cause,
            trail: Trail::default(),
        }))
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Facts { cause, trail } = &*self.0;
        if !trail.name.is_empty() {
            write!(f, "{}: ", trail.name)?;
        }
        Display::fmt(cause, f)?;
        if let Some(id) = self.request_id() {
            write!(f, " [request id {id}]")?;
        }
        if trail.attempts > 1 {
            write!(f, " after {} attempts", trail.attempts)?;
        }
        if let Some(reason) = cause.reason() {
            write!(f, ": {reason}")?;
        }
        match self.help() {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

/// Formats like [`Display`], for `expect` and for a `main` that returns the error.
impl Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl StdError for Error {}
