use super::change::bind;
use super::set::{Change, ChangeSet, Written};
use crate::info::{ColumnInfo, ColumnKind, TableInfo};
use crate::row::{Row, with_slots};
use crate::value::Value;

/// Returns the changes for a new row with the values of another.
pub(super) fn copy(table: &'static TableInfo, row: &dyn Row) -> ChangeSet {
    with_slots(row, |slots| {
        let mut set = ChangeSet::new(table, Written::New);
        for (index, column) in table.row().iter().enumerate() {
            if !is_copied(&set, column) {
                continue;
            }
            let change = match slots[index].get() {
                Some(Value::Lookup(to)) => bind(table, column, &to),
                Some(value) => Change::Set(value.into_owned()),
                None => continue,
            };
            set.put(index as u16, change);
        }
        set
    })
}

/// Returns true if a new row can have the value that another row has in this column.
fn is_copied(set: &ChangeSet, column: &'static ColumnInfo) -> bool {
    let is_of_one_row = matches!(
        column.kind,
        // A row has the id of a file, and only a thumbnail of an image.
        ColumnKind::State { .. }
            | ColumnKind::Status { .. }
            | ColumnKind::File { .. }
            | ColumnKind::Image { .. }
    );
    column.valid_for_create
        && column.logical_name != set.table.primary_id
        && column.auto_number.is_empty()
        && !is_of_one_row
        && set.can_be_set(column)
}
