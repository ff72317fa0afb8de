//! Rows of any table as lists of slots, one for each column.

mod column_value;
mod comparable;
mod extras;
mod formatted;
mod into_value;
mod misfit;
mod slot;
mod texts;

pub use column_value::ColumnValue;
pub(crate) use column_value::Storage;
pub use comparable::{Comparable, Groupable, Linkable, Ordered};
pub use extras::Extras;
pub(crate) use formatted::{formatted, set_formatted, value_at};
pub use into_value::IntoValue;
pub use slot::{Row, Slot, SlotReader, SlotWriter};
pub(crate) use slot::{with_slots, with_slots_mut};
pub(crate) use texts::{Capacity, Texts, UncheckedTexts};
