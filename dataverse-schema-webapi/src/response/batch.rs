use httparse::{EMPTY_HEADER, Header, Status};

use super::response::Response;
use super::response_error::ResponseError;

/// What a batch's response has for one of its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The response to a request; also the one response to a change set that failed.
    One(Response),
    /// The responses to the requests of a change set that succeeded.
    ChangeSet(Vec<Response>),
}

impl Answer {
    /// The responses.
    pub fn responses(&self) -> &[Response] {
        match self {
            Self::One(response) => core::slice::from_ref(response),
            Self::ChangeSet(responses) => responses,
        }
    }
}

impl Response {
    /// The answers to the requests of a batch, in their order. Without
    /// [`continue_on_error`](crate::batch::Batch::continue_on_error) the last one is the request that failed.
    ///
    /// # Errors
    /// What the service says of a batch that it refused, or what is wrong with the body.
    pub fn batch(&self) -> Result<Vec<Answer>, ResponseError> {
        read(self)
    }
}

const MAX_HEADERS: usize = 64;

/// A part of a multipart body.
struct Part<'b> {
    headers: Vec<(String, String)>,
    content: &'b [u8],
}

impl Part<'_> {
    /// The boundary between this part's own parts, if it has such.
    fn boundary(&self) -> Option<String> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(name, _)| name.eq_ignore_ascii_case("Content-Type"))?;
        boundary(value)
    }
}

fn read(response: &Response) -> Result<Vec<Answer>, ResponseError> {
    let content_type = response.header("Content-Type").unwrap_or_default();
    let Some(boundary) = boundary(content_type) else {
        // A batch that is refused as a whole is answered like any request.
        response.success()?;
        return Err(ResponseError::Batch(
            "its header `Content-Type` names no boundary",
        ));
    };
    let parts = parts(&response.body, &boundary)?;
    let answers = parts.iter().map(|part| match part.boundary() {
        None => Ok(Answer::One(http_response(part.content)?)),
        Some(boundary) => {
            let inner = self::parts(part.content, &boundary)?;
            let responses = inner.iter().map(|part| http_response(part.content));
            Ok(Answer::ChangeSet(responses.collect::<Result<_, _>>()?))
        }
    });
    answers.collect()
}

fn boundary(content_type: &str) -> Option<String> {
    let mut parameters = content_type.split(';').map(str::trim);
    let is_multipart = |of: &str| of.to_ascii_lowercase().starts_with("multipart/");
    parameters.next().filter(|of| is_multipart(of))?;
    let value = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("boundary")
            .then_some(value)
    })?;
    let value = value.trim().trim_matches('"');
    (!value.is_empty()).then(|| value.to_owned())
}

/// The parts between the lines of a boundary.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Result<Vec<Part<'b>>, ResponseError> {
    let delimiter = format!("--{boundary}");
    let end = format!("--{boundary}--");
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        let is_end = text == end.as_bytes();
        if is_end || text == delimiter.as_bytes() {
            if let Some(start) = start {
                parts.push(part(&body[start..at])?);
            }
            start = Some(at + line.len());
        }
        at += line.len();
        if is_end {
            return Ok(parts);
        }
    }
    Err(ResponseError::Batch("its end is missing"))
}

fn part(text: &[u8]) -> Result<Part<'_>, ResponseError> {
    const BAD: ResponseError = ResponseError::Batch("the headers of a part can't be read");
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    match httparse::parse_headers(text, &mut headers) {
        Ok(Status::Complete((length, headers))) => Ok(Part {
            headers: owned(headers),
            content: &text[length..],
        }),
        _ => Err(BAD),
    }
}

fn http_response(text: &[u8]) -> Result<Response, ResponseError> {
    const BAD: ResponseError = ResponseError::Batch("a part is no HTTP response");
    let start = text.iter().position(|byte| !byte.is_ascii_whitespace());
    let text = &text[start.ok_or(BAD)?..];
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    match response.parse(text) {
        Ok(Status::Complete(length)) => Ok(Response {
            status: response.code.ok_or(BAD)?,
            headers: owned(response.headers),
            // The line break before the boundary belongs to the boundary.
            body: text[length..].trim_ascii_end().to_vec(),
        }),
        _ => Err(BAD),
    }
}

fn owned(headers: &[Header<'_>]) -> Vec<(String, String)> {
    let owned = headers.iter().map(|header| {
        let value = String::from_utf8_lossy(header.value).into_owned();
        (header.name.to_owned(), value)
    });
    owned.collect()
}
