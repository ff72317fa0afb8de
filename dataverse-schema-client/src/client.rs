use core::fmt::{self, Debug};
use std::sync::Arc;

use dataverse_schema_webapi::request::{BaseUrl, Request};
use dataverse_schema_webapi::response::Response;
use tracing::Instrument as _;
use tracing::field::Empty;

use crate::call::Call;
use crate::connection::Connection;
use crate::error::Error;
use crate::limits::Limits;
use crate::outgoing::{Outgoing, Retry};
use crate::reply::Reply;
use crate::supported::Supported;

/// A client for an environment of Dataverse.
///
/// Clones share connections, the token, and the pauses that the service asks for.
///
/// A request is canceled when its future is dropped. The service may still execute it.
#[derive(Clone)]
pub struct Client {
    connection: Arc<Connection>,
}

impl Client {
    pub(crate) fn over(connection: Connection) -> Self {
        Self {
            connection: Arc::new(connection),
        }
    }

    /// Returns the base URL of the environment's Web API.
    pub fn base(&self) -> &BaseUrl {
        self.connection.origin.base()
    }

    /// Sends a request and returns the response if the service accepted it (status 200 to 299, or
    /// 304).
    ///
    /// `GET`, `PUT`, `PATCH`, and `DELETE` may be sent several times, `POST` only if the service
    /// didn't execute it, or to transfer a block of a file.
    ///
    /// The response to a batch is returned with any status:
    /// [`Response::batch`](dataverse_schema_webapi::response::Response::batch) reads it.
    ///
    /// # Errors
    /// Returns an error if the service rejected the request, or if there is no response.
    pub async fn send(&self, request: Request) -> Result<Response, Error> {
        let retry = Retry::of(&request);
        Ok(self.exchange(request, retry).await?.response)
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.connection.limits
    }

    pub(crate) fn supported(&self) -> &Supported {
        &self.connection.supported
    }

    /// Makes all requests wait if the service is too busy for one of a batch.
    pub(crate) fn note_pause(&self, response: &Response) {
        self.connection.note_pause(response);
    }

    /// Checks that a URL has the origin of the base URL.
    pub(crate) fn check_url(&self, url: &str) -> Result<(), Error> {
        self.connection.origin.url(url).map(drop)
    }

    pub(crate) async fn exchange(&self, request: Request, retry: Retry) -> Result<Reply, Error> {
        let connection = &*self.connection;
        let outgoing = Outgoing::new(request, &connection.origin, retry)?;
        let span = tracing::debug_span!(
            "dataverse",
            request = outgoing.name,
            status = Empty,
            attempts = Empty,
            bytes = Empty
        );
        let is_write = outgoing.is_write();
        let call = Call::new(connection, outgoing);
        let result = call.run().instrument(span.clone()).await;
        let trail = call.trail();
        let status = match &result {
            Ok(response) => Some(response.status),
            Err(error) => error.status(),
        };
        span.record("status", status);
        span.record("attempts", trail.attempts);
        let response = result?;
        span.record("bytes", response.body.len());
        Ok(Reply {
            response,
            trail,
            is_write,
        })
    }
}

impl Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.base().as_str())
            .finish_non_exhaustive()
    }
}
