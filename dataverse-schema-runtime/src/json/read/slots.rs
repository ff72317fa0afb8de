use crate::info::ColumnKind;
use crate::row::{Slot, Storage};
use crate::rule::Scope;
use crate::value::Value;
use crate::value::form::{Form, Short};

/// A slot, with the index of its column.
pub(crate) type SlotOf<'s> = (u16, &'s mut dyn Slot);

/// The slots of a row into which values are read.
pub(super) enum Slots<'r, 's> {
    /// A slot for each column.
    All(&'r mut [&'s mut dyn Slot]),
    /// Slots for some of the columns. Values of others are read and dropped.
    Some {
        slots: &'r mut [SlotOf<'s>],
        places: &'r Places,
        other: Ignored,
    },
}

impl Slots<'_, '_> {
    /// Returns the slot of the column with this index.
    pub(super) fn at(&mut self, column: usize) -> &mut dyn Slot {
        match self {
            Self::All(slots) => &mut *slots[column],
            Self::Some {
                slots,
                places,
                other,
            } => match places.0.get(column) {
                Some(&place) if place != NOWHERE => &mut *slots[usize::from(place)].1,
                _ => other,
            },
        }
    }
}

const NOWHERE: u16 = u16::MAX;

/// The index of each column's slot in a list of slots.
#[derive(Default)]
pub(super) struct Places(Vec<u16>);

impl Places {
    /// Finds the slots of a list, unless that was done for the row before.
    pub(super) fn find(&mut self, slots: &[SlotOf<'_>]) {
        if !self.0.is_empty() {
            return;
        }
        for (place, (column, _)) in (0..).zip(slots) {
            let column = usize::from(*column);
            if self.0.len() <= column {
                self.0.resize(column + 1, NOWHERE);
            }
            self.0[column] = place;
        }
    }
}

/// A slot that drops its values.
pub(super) struct Ignored;

impl Slot for Ignored {
    fn get(&self) -> Option<Value<'_>> {
        None
    }

    fn set(&mut self, _: Option<Value<'_>>) {}

    fn form<'a>(&'a self, _: &'a mut Short) -> Option<Form<'a>> {
        None
    }

    fn storage_mut(&mut self) -> Storage<'_> {
        Storage::Other
    }

    fn has_violation(&self, _: &ColumnKind, _: Scope) -> bool {
        false
    }
}
