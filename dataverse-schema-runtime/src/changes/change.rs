use super::set::{Change, ChangeSet};
use crate::info::{ColumnInfo, TableInfo};
use crate::table::row_address::RowAddress;
use crate::value::{Reference, Value};

impl ChangeSet {
    /// Sets a column to a value. A lookup is bound, and a state or status sets the other one.
    pub(super) fn put_value(&mut self, index: u16, value: Value<'_>) {
        match value {
            Value::Choice(value) if self.put_state_or_status(index, value) => {}
            value => self.put(index, change_to(self.table, self.column(index), value)),
        }
    }
}

/// Returns the change that gives a column a value.
pub(super) fn change_to(
    table: &TableInfo,
    column: &'static ColumnInfo,
    value: Value<'_>,
) -> Change {
    match value {
        // The Web API has no empty set of options.
        Value::Choices(values) if values.is_empty() => Change::Clear { table: None },
        Value::Lookup(to) if column.kind.is_lookup() => bind(table, column, &to),
        value => Change::Set(value.into_owned()),
    }
}

/// Returns the change that binds a lookup to the row that it has in a row that was read.
fn bind(table: &TableInfo, column: &'static ColumnInfo, to: &Reference) -> Change {
    let only = match column.kind.targets() {
        [only] => Some(*only),
        _ => None,
    };
    let Some(target) = to.table().or(only) else {
        return Change::UnknownTable;
    };
    let mut entity_sets = table.entity_sets.iter();
    match entity_sets.find(|(logical_name, _)| *logical_name == target) {
        Some((_, entity_set)) => Change::Bind {
            table: target.to_owned().into(),
            row: RowAddress::new(entity_set, to.id),
        },
        None => Change::UnknownEntitySet(target.to_owned()),
    }
}
