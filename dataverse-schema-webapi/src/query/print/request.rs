use crate::query::ast::{Apply, RowsQuery};
use crate::request::{Method, Request};

/// The request for a page of rows: the first one, or that of a link.
pub(crate) fn rows_request(query: &RowsQuery, url: String) -> Request {
    let mut request = Request::new(Method::Get, url);
    if let Some(size) = query.page_size {
        request = request.prefer(&format!("odata.maxpagesize={size}"));
    }
    request.annotations(query.annotations.iter().cloned())
}

/// The request for a page of groups.
pub(crate) fn groups_request(apply: &Apply, url: String) -> Request {
    Request::new(Method::Get, url).annotations(apply.annotations.iter().cloned())
}
