use super::column_value::{ColumnValue, Storage};
use super::extras::Extras;
use crate::info::ColumnKind;
use crate::rule::Scope;
use crate::value::Value;
use crate::value::form::{Form, Short};

/// A row of any table, with its columns in the order of
/// [`TableInfo::columns`](crate::info::TableInfo::columns).
pub trait Row {
    /// Returns the parts of the response other than the columns' values.
    fn extras(&self) -> &Extras;
    /// Calls [`SlotReader::read`] once, with the columns whose indices are below
    /// [`TableInfo::row_columns`](crate::info::TableInfo::row_columns).
    fn slots<'r>(&'r self, reader: SlotReader<'_, 'r>);
    /// Calls [`SlotWriter::write`] once, with the same columns as [`slots`](Self::slots) and with the extras.
    fn slots_mut(&mut self, writer: SlotWriter<'_>);
}

/// Reads the columns of a row.
///
/// The compiler checks the call of its method faster than that of a closure.
pub struct SlotReader<'f, 'r>(&'f mut dyn FnMut(&[&'r dyn Slot]));

impl<'r> SlotReader<'_, 'r> {
    /// Passes the columns.
    #[inline]
    pub fn read(self, slots: &[&'r dyn Slot]) {
        (self.0)(slots);
    }
}

/// Writes the columns of a row.
pub struct SlotWriter<'f>(&'f mut dyn FnMut(&mut [&mut dyn Slot], &mut Extras));

impl SlotWriter<'_> {
    /// Passes the columns and the extras.
    #[inline]
    pub fn write(self, slots: &mut [&mut dyn Slot], extras: &mut Extras) {
        (self.0)(slots, extras);
    }
}

/// Calls `see` with a row's columns and returns its result.
pub(crate) fn with_slots<'r, R>(row: &'r dyn Row, see: impl FnOnce(&[&'r dyn Slot]) -> R) -> R {
    let (mut see, mut seen) = (Some(see), None);
    row.slots(SlotReader(&mut |slots| {
        seen = see.take().map(|see| see(slots));
    }));
    seen.expect(ONCE)
}

/// Calls `change` with a row's columns and extras and returns its result.
pub(crate) fn with_slots_mut<R>(
    row: &mut dyn Row,
    change: impl FnOnce(&mut [&mut dyn Slot], &mut Extras) -> R,
) -> R {
    let (mut change, mut changed) = (Some(change), None);
    row.slots_mut(SlotWriter(&mut |slots, extras| {
        changed = change.take().map(|change| change(slots, extras));
    }));
    changed.expect(ONCE)
}

const ONCE: &str = "a row calls the closure exactly once";

/// The slot of one column in a row.
pub trait Slot {
    /// Returns the value, or `None` if it is null or wasn't requested.
    fn get(&self) -> Option<Value<'_>>;

    /// Sets the value, or clears it if the type of `value` isn't the column's.
    fn set(&mut self, value: Option<Value<'_>>);

    /// Returns the value in its serialized form. `short` must be empty.
    #[doc(hidden)]
    fn form<'a>(&'a self, short: &'a mut Short) -> Option<Form<'a>>;

    /// Returns the storage of a value that is expensive to move, to fill or empty it in place.
    #[doc(hidden)]
    fn storage_mut(&mut self) -> Storage<'_>;

    /// Returns true if the value violates a rule of this column type.
    #[doc(hidden)]
    fn has_violation(&self, kind: &ColumnKind, scope: Scope) -> bool;
}

impl<V: ColumnValue> Slot for Option<V> {
    fn get(&self) -> Option<Value<'_>> {
        self.as_ref().map(V::value)
    }

    fn set(&mut self, value: Option<Value<'_>>) {
        *self = value.and_then(V::from_value);
    }

    fn form<'a>(&'a self, short: &'a mut Short) -> Option<Form<'a>> {
        Some(self.as_ref()?.form(short))
    }

    fn storage_mut(&mut self) -> Storage<'_> {
        V::storage_mut(self)
    }

    fn has_violation(&self, kind: &ColumnKind, scope: Scope) -> bool {
        let value = self.as_ref();
        value.is_some_and(|value| value.violation(kind, scope).is_some())
    }
}
