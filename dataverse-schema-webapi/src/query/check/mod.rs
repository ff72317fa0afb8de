//! The check of a query against the documented limits and restrictions of the service.

mod apply;
mod condition;
mod error;
mod fetch_error;
mod limits;
mod order;
mod rows;
mod typing;
mod url;

pub(crate) use self::apply::check_apply;
pub use self::error::{QueryError, QueryErrors};
pub use self::fetch_error::FetchError;
pub(crate) use self::limits::{
    MAX_CONDITIONS, MAX_ELASTIC_PAGE_SIZE, MAX_GROUPED_ROWS, MAX_LINKS, MAX_PAGE_SIZE,
    MAX_ROWS_BY_NUMBER, MAX_TOP, MAX_URL, MAX_URL_IN_BATCH,
};
pub(crate) use self::rows::{check_count, check_returned, check_row, check_rows};
pub(crate) use self::typing::{
    check_date, check_groupable, check_linkable, check_readable, check_text, check_total,
    check_types,
};
pub(crate) use self::url::check_url;
