use httparse::{EMPTY_HEADER, Header, Status};

use super::answer::Answer;
use crate::response::headers::{self, Headers};
use crate::response::response::Response;

/// The reason why a body isn't a batch.
type Invalid = &'static str;

const MISSING_END: Invalid = "missing end";
const MAX_HEADERS: usize = 64;

/// Reads the answers from a multipart body.
pub(super) fn read(body: &[u8], boundary: &str) -> Result<Vec<Answer>, Invalid> {
    let parts = split(body, boundary)?;
    parts.iter().map(Part::answer).collect()
}

/// Returns the boundary of a multipart content type.
pub(super) fn boundary(content_type: &str) -> Option<String> {
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

/// A part of a multipart body.
struct Part<'b> {
    headers: Headers,
    /// The content, and the line break before the boundary.
    content: &'b [u8],
}

impl Part<'_> {
    fn answer(&self) -> Result<Answer, Invalid> {
        let content_type = headers::find(&self.headers, "Content-Type");
        match content_type.and_then(boundary) {
            Some(boundary) => {
                let parts = split(self.content, &boundary)?;
                let responses = parts.iter().map(Part::response);
                Ok(Answer::from_change_set(
                    responses.collect::<Result<_, _>>()?,
                ))
            }
            None => Ok(Answer::from_request(self.response()?)),
        }
    }

    /// Parses the content as an HTTP response.
    fn response(&self) -> Result<Response, Invalid> {
        let Head {
            status,
            mut headers,
            length,
        } = Head::parse(self.content).ok_or("invalid HTTP response in a part")?;
        if let Some(id) = headers::find(&self.headers, CONTENT_ID)
            && headers::find(&headers, CONTENT_ID).is_none()
        {
            headers.push((CONTENT_ID.to_owned(), id.to_owned()));
        }
        let rest = &self.content[length..];
        let body = match content_length(&headers) {
            // These have no body.
            _ if matches!(status, 204 | 304) => &[],
            Some(length) if is_blank(rest.get(length..)) => &rest[..length],
            _ => without_line_break(rest),
        };
        Ok(Response {
            status,
            headers,
            body: body.to_vec(),
        })
    }
}

const CONTENT_ID: &str = "Content-ID";

/// The head of an HTTP response.
struct Head {
    status: u16,
    headers: Headers,
    /// The number of bytes before the body.
    length: usize,
}

impl Head {
    fn parse(text: &[u8]) -> Option<Self> {
        let start = text.len() - text.trim_ascii_start().len();
        let mut headers = [EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let Ok(Status::Complete(length)) = response.parse(&text[start..]) else {
            return None;
        };
        Some(Self {
            status: response.code?,
            headers: to_owned(response.headers),
            length: start + length,
        })
    }
}

fn content_length(headers: &Headers) -> Option<usize> {
    headers::find(headers, "Content-Length")?
        .trim()
        .parse()
        .ok()
}

/// Returns true if there is a rest with nothing but line breaks.
fn is_blank(rest: Option<&[u8]>) -> bool {
    rest.is_some_and(|rest| rest.trim_ascii().is_empty())
}

fn without_line_break(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text)
}

/// Splits a multipart body at the lines of its boundary.
fn split<'b>(body: &'b [u8], boundary: &str) -> Result<Vec<Part<'b>>, Invalid> {
    let delimiter = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut line = Line::find(body, 0, &delimiter).ok_or(MISSING_END)?;
    while !line.is_last {
        let start = line.end;
        let (head, headers) = parse_headers(&body[start..])?;
        let content = start + head;
        line = Line::find_after_length(body, content, &headers, &delimiter)
            .or_else(|| Line::find(body, start, &delimiter))
            .ok_or(MISSING_END)?;
        let content = body.get(content..line.start).unwrap_or_default();
        parts.push(Part { headers, content });
    }
    Ok(parts)
}

/// A line with the boundary.
struct Line {
    start: usize,
    end: usize,
    /// True if no part follows.
    is_last: bool,
}

impl Line {
    /// Returns the line that begins at `start`, if it has the boundary.
    fn parse(body: &[u8], start: usize, delimiter: &str) -> Option<Self> {
        let line = next_line(body.get(start..)?)?;
        let suffix = line.trim_ascii_end().strip_prefix(delimiter.as_bytes())?;
        matches!(suffix, b"" | b"--").then(|| Self {
            start,
            end: start + line.len(),
            is_last: !suffix.is_empty(),
        })
    }

    /// Returns the first line with the boundary at or after the line that begins at `start`.
    fn find(body: &[u8], mut start: usize, delimiter: &str) -> Option<Self> {
        while let Some(line) = next_line(&body[start..]) {
            if let Some(found) = Self::parse(body, start, delimiter) {
                return Some(found);
            }
            start += line.len();
        }
        None
    }

    /// Returns the line with the boundary that follows a content of the length in its headers.
    ///
    /// Such a content may have lines with the boundary itself. A wrong length is ignored.
    fn find_after_length(
        body: &[u8],
        content: usize,
        headers: &Headers,
        delimiter: &str,
    ) -> Option<Self> {
        let rest = &body[content..];
        let length = content_length(headers).or_else(|| {
            let head = Head::parse(rest)?;
            head.length.checked_add(content_length(&head.headers)?)
        })?;
        let after = rest.get(length..)?.trim_ascii_start();
        let start = body.len() - after.len();
        let is_line_start = body[..start].ends_with(b"\n");
        let line = is_line_start.then(|| Self::parse(body, start, delimiter));
        line.flatten()
    }
}

fn next_line(text: &[u8]) -> Option<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').next()
}

fn parse_headers(text: &[u8]) -> Result<(usize, Headers), Invalid> {
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    match httparse::parse_headers(text, &mut headers) {
        Ok(Status::Complete((length, headers))) => Ok((length, to_owned(headers))),
        _ => Err("invalid headers of a part"),
    }
}

fn to_owned(headers: &[Header<'_>]) -> Headers {
    let to_owned = |header: &Header<'_>| {
        let value = String::from_utf8_lossy(header.value).into_owned();
        (header.name.to_owned(), value)
    };
    headers.iter().map(to_owned).collect()
}
