use core::fmt;

use super::row_type::Table;
use crate::info::{ColumnInfo, ColumnKind, TableInfo};
use crate::row::{Row, with_slots, with_slots_mut};
use crate::value::Value;
use crate::value::byte_count::ByteCount;

/// Returns a copy of a row.
pub fn clone_row<T: Table>(row: &T) -> T {
    let mut copy = T::default();
    copy_columns(row, &mut copy);
    copy
}

fn copy_columns(from: &dyn Row, to: &mut dyn Row) {
    with_slots(from, |from_slots| {
        with_slots_mut(to, |to_slots, extras| {
            for (to, from) in to_slots.iter_mut().zip(from_slots) {
                to.set(from.get());
            }
            *extras = from.extras().clone();
        });
    });
}

/// Returns true if all columns and extras of two rows of one table are equal.
pub fn eq_rows(a: &dyn Row, b: &dyn Row) -> bool {
    let (a_extras, b_extras) = (a.extras(), b.extras());
    let same_values = with_slots(a, |a| {
        with_slots(b, |b| {
            let mut slots = a.iter().zip(b).enumerate();
            slots.all(|(index, (a, b))| match (a.get(), b.get()) {
                (None, None) => a_extras.is_null(index) == b_extras.is_null(index),
                (a, b) => a == b,
            })
        })
    });
    same_values && a_extras.is_equal_unordered(b_extras)
}

/// Formats the columns of a row that have a value or are null.
pub fn debug_row<T: Table>(row: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_columns(T::info(), row, f)
}

fn debug_columns(table: &TableInfo, row: &dyn Row, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut fields = f.debug_struct(table.schema_name);
    with_slots(row, |slots| {
        for (index, (column, slot)) in table.row().iter().zip(slots).enumerate() {
            match slot.get() {
                Some(value) => fields.field(
                    column.logical_name,
                    &Shown {
                        column,
                        value: &value,
                    },
                ),
                None if row.extras().is_null(index) => {
                    fields.field(column.logical_name, &None::<()>)
                }
                None => continue,
            };
        }
    });
    fields.finish_non_exhaustive()
}

/// The `Debug` form of a value, without its wrapper in [`Value`].
struct Shown<'a> {
    column: &'static ColumnInfo,
    value: &'a Value<'a>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.value, self.column.kind) {
            (
                Value::Choice(value),
                ColumnKind::Picklist { choice }
                | ColumnKind::State { choice }
                | ColumnKind::Status { choice },
            ) => choice.debug(*value, f),
            (Value::Text(text), _) => text.fmt(f),
            (Value::Image(image), _) => {
                let length = ByteCount(image.base64().len());
                write!(f, "Image({length} of base64)")
            }
            (Value::Lookup(reference), _) => reference.fmt(f),
            (value, _) => value.fmt(f),
        }
    }
}
