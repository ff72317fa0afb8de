//! Batches.

use super::rules;
use super::sent::Sent;
use super::violations::Violations;
use super::{Book, Surroundings};

/// A part of a multipart body.
struct Part<'a> {
    headers: Vec<(&'a str, &'a str)>,
    content: &'a str,
}

impl Part<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(*value))
    }
}

impl Book {
    /// Checks a batch, and returns the number of its requests.
    pub(super) fn check_batch(&self, sent: &Sent, found: &mut Violations) {
        let content_type = sent.header("Content-Type").unwrap_or_default();
        let Some(parts) = parts(content_type, sent.body.as_deref().unwrap_or_default()) else {
            return found.add(&rules::BATCH, content_type);
        };
        let mut count = 0;
        for part in &parts {
            match part.header("Content-Type") {
                Some(content_type) if content_type.starts_with("multipart/mixed") => {
                    count += self.check_change_set(part, content_type, found);
                }
                _ => {
                    count += 1;
                    self.check_part(part, &[], found);
                }
            }
        }
        found.check((1..=1000).contains(&count), &rules::BATCH_COUNT, count);
    }

    fn check_change_set(
        &self,
        set: &Part<'_>,
        content_type: &str,
        found: &mut Violations,
    ) -> usize {
        let Some(parts) = parts(content_type, set.content) else {
            found.add(&rules::BATCH, content_type);
            return 0;
        };
        let mut earlier: Vec<(String, String)> = Vec::new();
        for part in &parts {
            let id = part.header("Content-ID").unwrap_or_default();
            let is_unique = !id.is_empty() && earlier.iter().all(|(known, _)| known != id);
            found.check(
                is_unique,
                &rules::CHANGE_SET,
                format_args!("Content-ID {id:?}"),
            );
            let Some(request) = self.check_part(part, &earlier, found) else {
                continue;
            };
            found.check(request.method != "GET", &rules::CHANGE_SET, &request.path);
            earlier.push((id.to_owned(), request.path));
        }
        parts.len()
    }

    /// Checks the request of a part, which may refer to earlier ones by their content ids.
    fn check_part(
        &self,
        part: &Part<'_>,
        earlier: &[(String, String)],
        found: &mut Violations,
    ) -> Option<Sent> {
        let is_http = part.header("Content-Type") == Some("application/http")
            && part.header("Content-Transfer-Encoding") == Some("binary");
        let request = request(part.content);
        found.check(is_http && request.is_some(), &rules::BATCH, part.content);
        let request = request?;
        found.check(
            !request.path.ends_with("$batch"),
            &rules::BATCH_COUNT,
            "a batch",
        );
        self.check_sent(&request, Some(Surroundings { earlier }), found);
        Some(request)
    }
}

/// Returns the parts of a multipart body, if all lines end with CRLF.
fn parts<'a>(content_type: &str, body: &'a str) -> Option<Vec<Part<'a>>> {
    let (_, boundary) = content_type.split_once("boundary=")?;
    let delimiter = format!("--{}", boundary.trim_matches('"'));
    if body.replace("\r\n", "").contains(['\r', '\n']) {
        return None;
    }
    let (inner, end) = body.rsplit_once(&format!("{delimiter}--"))?;
    let is_closed = end.chars().all(|c| c == '\r' || c == '\n');
    let opening = format!("{delimiter}\r\n");
    let mut pieces = inner.split(&*opening);
    let is_empty_before = pieces.next()?.is_empty();
    let parts = pieces.map(|piece| {
        let (head, content) = piece.split_once("\r\n\r\n")?;
        Some(Part {
            headers: headers(head)?,
            content,
        })
    });
    (is_closed && is_empty_before).then(|| parts.collect())?
}

fn headers(head: &str) -> Option<Vec<(&str, &str)>> {
    let lines = head.split("\r\n").filter(|line| !line.is_empty());
    lines.map(|line| line.split_once(": ")).collect()
}

fn request(content: &str) -> Option<Sent> {
    let (head, body) = content.split_once("\r\n\r\n")?;
    let (line, head) = head.split_once("\r\n").unwrap_or((head, ""));
    let mut words = line.split(' ');
    let (method, path, version) = (words.next()?, words.next()?, words.next()?);
    let headers = headers(head)?.into_iter();
    (version == "HTTP/1.1" && words.next().is_none()).then(|| Sent {
        method: method.to_owned(),
        path: path.to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: Some(body.trim_end_matches("\r\n").to_owned()),
        intent: None,
    })
}
