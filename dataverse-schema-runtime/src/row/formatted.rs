use std::borrow::Cow;

use super::extras::Extras;
use super::slot::{Row, Slot, with_slots};
use crate::info::ColumnInfo;
use crate::value::Value;

/// Returns the value of the column with this index.
pub(crate) fn value_at(row: &dyn Row, index: usize) -> Option<Value<'_>> {
    with_slots(row, |slots| slots.get(index)?.get())
}

/// Returns the formatted value of the column with this index.
pub(crate) fn formatted<'r>(
    column: &ColumnInfo,
    index: usize,
    value: impl FnOnce() -> Option<Value<'r>>,
    extras: &'r Extras,
) -> Option<&'r str> {
    if !column.kind.is_lookup() {
        return extras.formatted(index);
    }
    match value()? {
        Value::Lookup(Cow::Borrowed(reference)) => reference.name(),
        _ => None,
    }
}

/// Sets the formatted value of the column with this index. A lookup without a value has none.
pub(crate) fn set_formatted(
    column: &ColumnInfo,
    index: usize,
    slot: &mut dyn Slot,
    extras: &mut Extras,
    text: &str,
) {
    if !column.kind.is_lookup() {
        return extras.set_formatted(index, text);
    }
    let reference = match slot.get() {
        Some(Value::Lookup(reference)) => reference.into_owned().with_name(text),
        _ => return,
    };
    slot.set(Some(Value::Lookup(Cow::Owned(reference))));
}
