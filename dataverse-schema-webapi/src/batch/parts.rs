use core::fmt::Write as _;

use super::item::{Item, content_id};
use crate::request::{BaseUrl, Request};

/// Returns the boundary and the body of a batch. The service requires CRLF at the end of every
/// line, including the last.
pub(super) fn write_parts(items: &[Item], base: &BaseUrl) -> (String, String) {
    let boundary = unused_boundary(items);
    let mut body = String::new();
    for (item_index, item) in items.iter().enumerate() {
        let _ = write!(body, "--batch_{boundary}\r\n");
        match item {
            Item::One(request) => write_part(&mut body, request, base, None),
            Item::ChangeSet(change_set) => {
                let set = format!("changeset_{boundary}_{item_index}");
                let _ = write!(
                    body,
                    "Content-Type: multipart/mixed; boundary=\"{set}\"\r\n\r\n"
                );
                for (index, request) in change_set.requests().iter().enumerate() {
                    let _ = write!(body, "--{set}\r\n");
                    let id = change_set.content_id(index);
                    write_part(&mut body, request, base, Some(id));
                }
                let _ = write!(body, "--{set}--\r\n");
            }
        }
    }
    let _ = write!(body, "--batch_{boundary}--\r\n");
    (format!("batch_{boundary}"), body)
}

fn write_part(body: &mut String, request: &Request, base: &BaseUrl, id: Option<usize>) {
    body.push_str("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
    if let Some(id) = id {
        let _ = write!(body, "Content-ID: {id}\r\n");
    }
    let url = match content_id(&request.path) {
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

/// Returns a boundary that no request contains.
fn unused_boundary(items: &[Item]) -> String {
    let mut number = 1_u32;
    loop {
        let boundary = format!("{number:04}");
        let has_boundary = |text: &str| text.contains(&format!("_{boundary}"));
        let mut requests = items.iter().flat_map(Item::requests);
        let is_used = requests.any(|request| {
            has_boundary(&request.path) || request.body.as_str().is_some_and(has_boundary)
        });
        if !is_used {
            return boundary;
        }
        number += 1;
    }
}
