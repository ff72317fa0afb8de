//! Types of a user's own that hold some of a row.

mod field;
mod from_row;
mod read;
mod take;

pub use field::{FromColumn, FromRelatedRow, FromRelatedRows, RelatedField};
pub use from_row::{FromRow, ProjectionError};
#[doc(hidden)]
pub use read::{deserialize_projection, read_column};
#[doc(hidden)]
pub use take::{
    Taken, copy_column, take_column, take_etag, take_formatted, take_from, take_related_row,
    take_related_rows,
};
