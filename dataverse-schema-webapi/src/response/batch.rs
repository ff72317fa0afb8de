use httparse::{EMPTY_HEADER, Header, Status};

use super::response::Response;
use super::response_error::{ResponseError, ResponseErrorKind};

/// The answer to a request or a change set of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The response to a request, or the only response to a failed change set.
    One(Response),
    /// The responses to the requests of a change set that succeeded.
    ChangeSet(Vec<Response>),
}

impl Answer {
    /// Returns the responses.
    pub fn responses(&self) -> &[Response] {
        match self {
            Self::One(response) => core::slice::from_ref(response),
            Self::ChangeSet(responses) => responses,
        }
    }
}

impl Response {
    /// Reads the answers to the requests of a batch, in the order of the requests.
    ///
    /// Without [`continue_on_error`](crate::batch::Batch::continue_on_error) the first failed request
    /// has the last answer.
    ///
    /// # Errors
    /// The service's error if it refused the whole batch, or an invalid body.
    pub fn batch(&self) -> Result<Vec<Answer>, ResponseError> {
        let content_type = self.header("Content-Type").unwrap_or_default();
        let Some(boundary) = boundary(content_type) else {
            // A batch that is refused as a whole has the response of an ordinary request.
            self.success()?;
            let reason = "missing boundary in the header `Content-Type`";
            return Err(self.error(ResponseErrorKind::Batch(reason)));
        };
        split_parts(&self.body, &boundary)
            .and_then(|parts| parts.iter().map(Part::answer).collect())
            .map_err(|reason| self.error(ResponseErrorKind::Batch(reason)))
    }
}

/// The reason why a body isn't a batch.
type Invalid = &'static str;

const MAX_HEADERS: usize = 64;

/// A part of a multipart body.
struct Part<'b> {
    headers: Vec<(String, String)>,
    content: &'b [u8],
}

impl Part<'_> {
    fn answer(&self) -> Result<Answer, Invalid> {
        let Some(boundary) = self.boundary() else {
            return Ok(Answer::One(self.response()?));
        };
        let parts = split_parts(self.content, &boundary)?;
        let responses = parts.iter().map(Part::response);
        Ok(Answer::ChangeSet(responses.collect::<Result<_, _>>()?))
    }

    /// Returns the boundary between the parts of this part, if it has any.
    fn boundary(&self) -> Option<String> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(name, _)| name.eq_ignore_ascii_case("Content-Type"))?;
        boundary(value)
    }

    /// Parses the content as an HTTP response.
    fn response(&self) -> Result<Response, Invalid> {
        const INVALID: Invalid = "invalid HTTP response in a part";
        let mut bytes = self.content.iter();
        let start = bytes.position(|byte| !byte.is_ascii_whitespace());
        let text = &self.content[start.ok_or(INVALID)?..];
        let mut headers = [EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        match response.parse(text) {
            Ok(Status::Complete(length)) => Ok(Response {
                status: response.code.ok_or(INVALID)?,
                headers: to_owned(response.headers),
                // The line break before the boundary belongs to the boundary.
                body: text[length..].trim_ascii_end().to_vec(),
            }),
            _ => Err(INVALID),
        }
    }
}

/// Returns the boundary of a multipart content type.
fn boundary(content_type: &str) -> Option<String> {
    let mut parameters = content_type.split(';').map(str::trim);
    let media_type = parameters.next()?;
    if !media_type.to_ascii_lowercase().starts_with("multipart/") {
        return None;
    }
    let value = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("boundary")
            .then_some(value)
    })?;
    let value = value.trim().trim_matches('"');
    (!value.is_empty()).then(|| value.to_owned())
}

/// Splits a multipart body at the lines of its boundary.
fn split_parts<'b>(body: &'b [u8], boundary: &str) -> Result<Vec<Part<'b>>, Invalid> {
    let delimiter = format!("--{boundary}");
    let end = format!("--{boundary}--");
    let mut parts = Vec::new();
    let mut start = None;
    let mut offset = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        let is_end = text == end.as_bytes();
        if is_end || text == delimiter.as_bytes() {
            if let Some(start) = start {
                parts.push(parse_part(&body[start..offset])?);
            }
            start = Some(offset + line.len());
        }
        offset += line.len();
        if is_end {
            return Ok(parts);
        }
    }
    Err("missing end")
}

fn parse_part(text: &[u8]) -> Result<Part<'_>, Invalid> {
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    match httparse::parse_headers(text, &mut headers) {
        Ok(Status::Complete((length, headers))) => Ok(Part {
            headers: to_owned(headers),
            content: &text[length..],
        }),
        _ => Err("invalid headers of a part"),
    }
}

fn to_owned(headers: &[Header<'_>]) -> Vec<(String, String)> {
    let to_owned = |header: &Header<'_>| {
        let value = String::from_utf8_lossy(header.value).into_owned();
        (header.name.to_owned(), value)
    };
    headers.iter().map(to_owned).collect()
}
