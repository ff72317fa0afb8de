//! User-defined types that hold part of a row.

pub(crate) mod deleted;
mod error;
mod field;
mod from_row;
mod nesting;
pub(crate) mod read;
pub(crate) mod take;

pub use error::ProjectionError;
pub use field::{FromColumn, FromRelatedRow, FromRelatedRows, RelatedField};
pub(crate) use from_row::Collection;
pub use from_row::{FromRow, SameRow};
pub use nesting::{Level, Nested, NestedField, RelatedLevels};
