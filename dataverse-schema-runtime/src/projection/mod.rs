//! Types of a user's own that hold some of a row.

mod field;
mod from_row;
pub(crate) mod read;
pub(crate) mod take;

pub use field::{FromColumn, FromRelatedRow, FromRelatedRows, RelatedField};
pub use from_row::{FromRow, ProjectionError};
