//! Deserialization of rows.

mod collection;
mod error;
mod key;
mod key_predictor;
mod key_seed;
mod lookups;
mod row;
mod rows;
mod slots;
mod texts;
mod value;

pub(crate) use self::collection::{Annotations, CollectionVisitor};
pub use self::error::Shortened;
pub use self::row::deserialize_row;
pub(crate) use self::row::read_row;
pub use self::rows::deserialize_rows;
pub(crate) use self::rows::{
    deserialize_own_rows, deserialize_slots, read_own_collection, read_rows,
};
pub(crate) use self::slots::SlotOf;
pub use self::value::read_value;
