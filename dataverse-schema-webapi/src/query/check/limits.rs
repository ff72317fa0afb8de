//! The limits of the service, from its documentation.

/// The maximum length of the URL of a GET, in bytes.
pub(crate) const MAX_URL: usize = 32_768;
/// The maximum length of the URL of a GET in a batch, in bytes.
pub(crate) const MAX_URL_IN_BATCH: usize = 65_536;
/// The maximum number of expansions in a query, nested ones included.
pub(super) const MAX_EXPANSIONS: usize = 15;
/// The maximum number of conditions in a filter.
pub(crate) const MAX_CONDITIONS: usize = 500;
/// The maximum number of rows on a page.
pub(crate) const MAX_PAGE_SIZE: u32 = 5_000;
/// The maximum number of rows on a page of an elastic table.
pub(crate) const MAX_ELASTIC_PAGE_SIZE: u32 = 500;
/// The maximum length of a string in the list of a query function, in UTF-16 code units.
pub(super) const MAX_LISTED_TEXT: usize = 850;
/// The maximum number of links in a query in FetchXML.
pub(crate) const MAX_LINKS: usize = 15;
/// The maximum `top` of a query in FetchXML.
pub(crate) const MAX_TOP: u32 = 5_000;
/// The maximum number of rows on pages that are found by their number, without a cookie.
pub(crate) const MAX_ROWS_BY_NUMBER: usize = 50_000;
/// The maximum number of rows that a query for groups aggregates.
pub(crate) const MAX_GROUPED_ROWS: u32 = 50_000;
