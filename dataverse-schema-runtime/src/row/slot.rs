use super::column_value::{ColumnValue, InPlace};
use super::extras::Extras;
use crate::info::ColumnKind;
use crate::rule::Scope;
use crate::value::Value;
use crate::value::form::{Form, Short};

/// A row of some table: its columns by their place in [`TableInfo::columns`](crate::info::TableInfo::columns).
pub trait Row {
    /// What the response says besides the columns' values.
    fn extras(&self) -> &Extras;
    /// Calls `see` once, with the columns at the places below [`TableInfo::row_columns`](crate::info::TableInfo::row_columns).
    fn slots<'r>(&'r self, see: &mut dyn FnMut(&[&'r dyn Slot]));
    /// Calls `change` once, with the columns at the places below [`TableInfo::row_columns`](crate::info::TableInfo::row_columns), and with what the response says
    /// besides their values.
    fn slots_mut(&mut self, change: &mut dyn FnMut(&mut [&mut dyn Slot], &mut Extras));
}

/// What comes of a row's columns.
pub(crate) fn with_slots<'r, R>(row: &'r dyn Row, see: impl FnOnce(&[&'r dyn Slot]) -> R) -> R {
    let (mut see, mut seen) = (Some(see), None);
    row.slots(&mut |slots| seen = see.take().map(|see| see(slots)));
    seen.expect(ONCE)
}

/// What comes of a row's columns and extras.
pub(crate) fn with_slots_mut<R>(
    row: &mut dyn Row,
    change: impl FnOnce(&mut [&mut dyn Slot], &mut Extras) -> R,
) -> R {
    let (mut change, mut changed) = (Some(change), None);
    row.slots_mut(&mut |slots, extras| {
        changed = change.take().map(|change| change(slots, extras));
    });
    changed.expect(ONCE)
}

const ONCE: &str = "a row shows its columns";

/// The slot of one column in a row.
pub trait Slot {
    /// The value; `None` when it is null or wasn't asked for.
    fn get(&self) -> Option<Value<'_>>;

    /// Sets the value. A value of another kind than the column's leaves `None`.
    fn set(&mut self, value: Option<Value<'_>>);

    /// The value as it is written. `short` is empty.
    #[doc(hidden)]
    fn form<'a>(&'a self, short: &'a mut Short) -> Option<Form<'a>>;

    #[doc(hidden)]
    fn in_place(&mut self) -> InPlace<'_>;

    /// Returns true if the value breaks a rule of this column type.
    #[doc(hidden)]
    fn is_broken(&self, kind: &ColumnKind, scope: Scope) -> bool;
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

    fn in_place(&mut self) -> InPlace<'_> {
        V::in_place(self)
    }

    fn is_broken(&self, kind: &ColumnKind, scope: Scope) -> bool {
        let value = self.as_ref();
        value.is_some_and(|value| value.violation(kind, scope).is_some())
    }
}
