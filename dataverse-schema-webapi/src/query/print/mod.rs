//! Writes a query as a URL, percent-encoded, and as a request.

mod apply;
mod printer;
mod request;

pub(crate) use self::apply::apply_url;
pub(crate) use self::printer::{count_url, escape_wildcards, rows_url};
pub(crate) use self::request::{count_request, groups_request, rows_request, with_preferences};
