//! What the service will refuse of a query, or answer otherwise than it says.

mod apply;
mod condition;
mod limits;
mod problem;
mod rows;

pub(crate) use self::apply::check_apply;
pub(crate) use self::limits::{MAX_URL, MAX_URL_IN_BATCH};
pub use self::problem::{Problem, Problems};
pub(crate) use self::rows::{check_row, check_rows};
