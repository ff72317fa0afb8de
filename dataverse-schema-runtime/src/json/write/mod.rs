//! Serialization of rows, through serde or, faster, directly as text.

mod map;
mod sink;
mod text;

pub(crate) use self::map::RowsForm;
pub use self::map::serialize_row;
pub(crate) use self::text::{row_to_text, rows_to_text};
