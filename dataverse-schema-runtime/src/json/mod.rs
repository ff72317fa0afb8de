//! Rows as the Web API's JSON, mostly independent of the row's type.

pub(crate) mod annotation;
mod read;
mod text;
mod write;

pub(crate) use read::{
    Annotations, CollectionVisitor, SlotOf, deserialize_own_rows, deserialize_slots,
    read_own_collection, read_row, read_rows,
};
pub use read::{Shortened, deserialize_row, deserialize_rows, read_value};
pub(crate) use text::from_text;
pub use write::serialize_row;
pub(crate) use write::{RowsForm, row_to_text, rows_to_text};
