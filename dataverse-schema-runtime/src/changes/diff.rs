use super::change::change_to;
use super::set::{Change, ChangeSet, Written};
use crate::info::{ColumnKind, TableInfo};
use crate::row::{Extras, Row, Slot, with_slots};
use crate::table::row_address::RowAddress;
use crate::value::Value;

/// Returns the changes that turn one row of a table into another.
pub(super) fn diff(
    table: &'static TableInfo,
    row: RowAddress,
    from: &dyn Row,
    to: &dyn Row,
) -> ChangeSet {
    let (old, new) = (from.extras(), to.extras());
    with_slots(from, |from| {
        with_slots(to, |to| {
            let from = Side {
                slots: from,
                extras: old,
            };
            let to = Side {
                slots: to,
                extras: new,
            };
            compare(table, row, from, to)
        })
    })
}

/// One of the two rows.
#[derive(Clone, Copy)]
struct Side<'a> {
    slots: &'a [&'a dyn Slot],
    extras: &'a Extras,
}

fn compare(table: &'static TableInfo, row: RowAddress, from: Side<'_>, to: Side<'_>) -> ChangeSet {
    let mut set = ChangeSet::new(table, Written::Existing(row));
    for (index, column) in table.row().iter().enumerate() {
        let is_state = matches!(
            column.kind,
            ColumnKind::State { .. } | ColumnKind::Status { .. }
        );
        if !column.valid_for_update || is_state {
            continue;
        }
        let old = from.slots[index].get();
        let change = match to.slots[index].get() {
            Some(new) if old.as_ref().is_some_and(|old| same(old, &new)) => continue,
            Some(new) => change_to(table, column, new),
            None if !to.extras.is_null(index) => continue,
            None if old.is_none() && from.extras.is_null(index) => continue,
            None => Change::Clear {
                table: old.and_then(target),
            },
        };
        set.put(index as u16, change);
    }
    if let Some(indices) = table.state_and_status {
        put_state(&mut set, from, to, indices);
    }
    set
}

fn put_state(set: &mut ChangeSet, from: Side<'_>, to: Side<'_>, (state, status): (u16, u16)) {
    let value = |row: Side<'_>, index: u16| match row.slots[usize::from(index)].get() {
        Some(Value::Choice(value)) => Some(value),
        _ => None,
    };
    set.status_now = value(from, status);
    let (new_state, new_status) = (value(to, state), value(to, status));
    let differs = |index, new: Option<i32>| new.is_some() && new != value(from, index);
    if !differs(state, new_state) && !differs(status, new_status) {
        return;
    }
    for (index, new) in [(state, new_state), (status, new_status)] {
        if let Some(new) = new {
            set.put(index, Change::Set(Value::Choice(new)));
        }
    }
}

/// Returns true if two values are the same to the service.
///
/// Annotations that have no effect on a write are ignored.
fn same(old: &Value<'_>, new: &Value<'_>) -> bool {
    match (old, new) {
        (Value::Lookup(old), Value::Lookup(new)) => {
            old.id == new.id
                && (old.table.is_none() || new.table.is_none() || old.table == new.table)
        }
        _ => old == new,
    }
}

/// Returns the table that a lookup points to, if it is known.
fn target(value: Value<'_>) -> Option<String> {
    match value {
        Value::Lookup(reference) => reference.table().map(str::to_owned),
        _ => None,
    }
}
