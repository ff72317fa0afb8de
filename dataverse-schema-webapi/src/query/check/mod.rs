//! The check of a query against the documented limits and restrictions of the service.

mod apply;
mod condition;
mod error;
mod limits;
mod order;
mod rows;

pub(crate) use self::apply::check_apply;
pub use self::error::{QueryError, QueryErrors};
pub(crate) use self::limits::{MAX_URL, MAX_URL_IN_BATCH};
pub(crate) use self::rows::{check_row, check_rows};
