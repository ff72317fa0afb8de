use crate::query::ast::{Apply, RowsQuery};
use crate::request::{Method, Request};

/// Returns the request for a page of rows. The URL is that of the query or a link to a page.
pub(crate) fn rows_request(query: &RowsQuery, url: String) -> Request {
    let mut request = Request::new(Method::Get, url);
    if let Some(size) = query.page_size {
        request = request.prefer(&format!("odata.maxpagesize={size}"));
    }
    if query.is_tracked {
        request = request.prefer("odata.track-changes");
    }
    request.annotations(query.annotations.iter().cloned())
}

/// Returns the request for a page of groups. The URL is that of the query or a link to a page.
pub(crate) fn groups_request(apply: &Apply, url: String) -> Request {
    Request::new(Method::Get, url).annotations(apply.annotations.iter().cloned())
}
