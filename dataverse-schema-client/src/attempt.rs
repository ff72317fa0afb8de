use std::error::Error as _;
use std::io;

use azure_core::credentials::Secret;
use dataverse_schema_webapi::response::Response;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use tokio::time::{Instant, timeout};

use crate::cause::Cause;
use crate::connection::Connection;
use crate::error::Error;
use crate::outgoing::Outgoing;

/// The maximum number of bytes for which there is space before they are received.
const MAX_RESERVED: u64 = 16 << 20;

/// Sends a request once and receives the whole response.
pub(crate) async fn exchange(
    connection: &Connection,
    outgoing: &Outgoing,
    token: &Secret,
    deadline: Instant,
) -> Result<Response, Error> {
    let left = deadline.saturating_duration_since(Instant::now());
    let limit = left.min(connection.limits.attempt_timeout);
    let received = timeout(limit, receive(connection, outgoing, token));
    let response = received.await.map_err(|_| Cause::Timeout(limit))??;
    connection.note_pause(&response);
    check_status(response)
}

async fn receive(
    connection: &Connection,
    outgoing: &Outgoing,
    token: &Secret,
) -> Result<Response, Error> {
    let mut headers = outgoing.headers.clone();
    headers.insert(AUTHORIZATION, authorization(token)?);
    let request = connection
        .http
        .request(method(outgoing), outgoing.url.clone())
        .headers(headers)
        .body(outgoing.body.clone());
    let mut response = request.send().await.map_err(transport)?;
    let status = response.status().as_u16();
    let limit = connection.limits.max_body;
    // A small body may claim to be a large one.
    let expected = response
        .content_length()
        .unwrap_or(0)
        .min(limit)
        .min(MAX_RESERVED);
    let mut body = Vec::with_capacity(expected as usize);
    while let Some(chunk) = response.chunk().await.map_err(transport)? {
        if (body.len() + chunk.len()) as u64 > limit {
            return Err(Cause::TooLarge { limit, status }.into());
        }
        body.extend_from_slice(&chunk);
    }
    let headers = texts(response.headers());
    Ok(Response::new(status, headers, body))
}

fn authorization(token: &Secret) -> Result<HeaderValue, Error> {
    let value = HeaderValue::from_str(&format!("Bearer {}", token.secret()));
    let mut value = value.map_err(|_| Cause::Header("Authorization"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn method(outgoing: &Outgoing) -> reqwest::Method {
    use dataverse_schema_webapi::request::Method;
    match outgoing.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    }
}

fn texts(headers: &HeaderMap) -> impl Iterator<Item = (String, String)> {
    headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    })
}

fn transport(error: reqwest::Error) -> Error {
    // The URL may have values of rows.
    let error = error.without_url();
    if error.is_connect() {
        if has_invalid_certificate(&error) {
            Cause::Certificate(error).into()
        } else {
            Cause::Connect(error).into()
        }
    } else if error.is_builder() {
        Cause::Invalid(Box::new(error)).into()
    } else {
        Cause::Lost(error).into()
    }
}

fn has_invalid_certificate(error: &reqwest::Error) -> bool {
    let mut next = error.source();
    while let Some(error) = next {
        if let Some(rustls::Error::InvalidCertificate(_)) = error.downcast_ref() {
            return true;
        }
        // What an I/O error wraps isn't its source.
        let wrapper = error.downcast_ref().and_then(io::Error::get_ref);
        next = wrapper.map_or_else(|| error.source(), |inner| Some(inner));
    }
    false
}

/// Returns the response if it is what the request asked for, or may be.
fn check_status(response: Response) -> Result<Response, Error> {
    // A batch has the status of a part that failed, but also the responses to the parts before it.
    if matches!(response.status, 200..300 | 304) || is_multipart(&response) {
        return Ok(response);
    }
    let Err(error) = response.success() else {
        return Ok(response);
    };
    Err(match response.status {
        300..400 => Cause::Redirect(error),
        _ => Cause::Response(error),
    }
    .into())
}

fn is_multipart(response: &Response) -> bool {
    let content_type = response.header(CONTENT_TYPE.as_str()).unwrap_or_default();
    content_type
        .trim_start()
        .to_ascii_lowercase()
        .starts_with("multipart/")
}
