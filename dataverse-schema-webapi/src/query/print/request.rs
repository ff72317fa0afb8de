use crate::query::ast::{Apply, Own, RowsQuery};
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
    with_preferences(request, &query.own).annotations(query.annotations.iter().cloned())
}

/// Returns the request for a page of groups. The URL is that of the query or a link to a page.
pub(crate) fn groups_request(apply: &Apply, url: String) -> Request {
    let request = Request::new(Method::Get, url);
    with_preferences(request, &apply.own).annotations(apply.annotations.iter().cloned())
}

/// Returns the request for a number of rows.
pub(crate) fn count_request(own: &Own, url: String) -> Request {
    let request = Request::new(Method::Get, url).header("Accept", "text/plain");
    with_preferences(request, own)
}

/// Returns the request with the preferences of the user.
///
/// Those for annotations replace others, while annotations are added to those that a request has:
/// the user's come first.
pub(crate) fn with_preferences(request: Request, own: &Own) -> Request {
    let preferences = own.preferences.iter();
    preferences.fold(request, |request, preferences| request.prefer(preferences))
}
