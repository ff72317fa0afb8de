use core::fmt::Write as _;

use super::item::{Item, reference};
use crate::request::{BaseUrl, Request};

/// The boundary and the parts between it. Lines end with CRLF, the last one, too: the service refuses others.
pub(super) fn write(items: &[Item], base: &BaseUrl) -> (String, String) {
    let boundary = boundary(items);
    let mut body = String::new();
    for (place, item) in items.iter().enumerate() {
        let _ = write!(body, "--batch_{boundary}\r\n");
        match item {
            Item::One(request) => part(&mut body, request, base, None),
            Item::ChangeSet(requests) => {
                let set = format!("changeset_{boundary}_{place}");
                let _ = write!(
                    body,
                    "Content-Type: multipart/mixed; boundary=\"{set}\"\r\n\r\n"
                );
                for (place, request) in requests.iter().enumerate() {
                    let _ = write!(body, "--{set}\r\n");
                    part(&mut body, request, base, Some(place + 1));
                }
                let _ = write!(body, "--{set}--\r\n");
            }
        }
    }
    let _ = write!(body, "--batch_{boundary}--\r\n");
    (format!("batch_{boundary}"), body)
}

fn part(body: &mut String, request: &Request, base: &BaseUrl, content_id: Option<usize>) {
    body.push_str("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
    if let Some(id) = content_id {
        let _ = write!(body, "Content-ID: {id}\r\n");
    }
    let url = match reference(&request.path) {
        Some(_) => request.path.clone(),
        None => request.url(base),
    };
    let _ = write!(body, "\r\n{} {url} HTTP/1.1\r\n", request.method);
    for (name, value) in &request.headers {
        let _ = write!(body, "{name}: {value}\r\n");
    }
    let text = request.body.as_str().unwrap_or_default();
    let _ = write!(body, "\r\n{text}\r\n");
}

/// A text that stands in none of the requests.
fn boundary(items: &[Item]) -> String {
    let mut number = 1_u32;
    loop {
        let boundary = format!("{number:04}");
        let stands_in = |text: &str| text.contains(&format!("_{boundary}"));
        let mut requests = items.iter().flat_map(Item::requests);
        let is_taken = requests.any(|request| {
            stands_in(&request.path) || request.body.as_str().is_some_and(stands_in)
        });
        if !is_taken {
            return boundary;
        }
        number += 1;
    }
}
