use bytes::Bytes;
use dataverse_schema_webapi::request::{Body, Method, Request};
use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::cause::Cause;
use crate::error::Error;
use crate::origin::Origin;

/// Whether a request can be sent again if it may have been executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retry {
    /// A second execution has the same result.
    Safe,
    /// A second execution would do more, such as create another row.
    Unsafe,
}

impl Retry {
    pub(crate) fn of(request: &Request) -> Self {
        let (name, _) = request.path.split_once('?').unwrap_or((&request.path, ""));
        match request.method {
            // A block replaces the one with the same id.
            Method::Post if !matches!(name, "UploadBlock" | "DownloadBlock") => Self::Unsafe,
            _ => Self::Safe,
        }
    }
}

/// A request that is ready to be sent, several times if need be.
pub(crate) struct Outgoing {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) retry: Retry,
    /// The method and the entity set. What follows may have values of rows.
    pub(crate) name: String,
}

impl Outgoing {
    pub(crate) fn new(request: Request, origin: &Origin, retry: Retry) -> Result<Self, Error> {
        let url = origin.url(&request.path)?;
        let name = name(request.method, &url);
        Ok(Self {
            method: request.method,
            headers: headers(&request.headers)?,
            body: match request.body {
                Body::Bytes(bytes) => bytes.into(),
                Body::Parts(parts) => parts.into(),
                body => Bytes::copy_from_slice(body.as_bytes()),
            },
            url,
            retry,
            name,
        })
    }

    pub(crate) fn is_write(&self) -> bool {
        self.method != Method::Get
    }
}

fn headers(headers: &[(&'static str, String)]) -> Result<HeaderMap, Error> {
    let parsed = headers.iter().map(|(name, value)| {
        let value = HeaderValue::from_str(value).map_err(|_| Cause::Header(name))?;
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| Cause::Header(name))?;
        Ok((name, value))
    });
    parsed.collect()
}

/// Returns the method and the first segment below the base URL, without a key.
fn name(method: Method, url: &Url) -> String {
    let path = url.path();
    let below = path.split_once("/api/data/v").map_or(path, |(_, rest)| {
        rest.split_once('/').map_or("", |(_, path)| path)
    });
    let end = below.find(['(', '/', '%']).unwrap_or(below.len());
    format!("{method} {}", &below[..end])
}
