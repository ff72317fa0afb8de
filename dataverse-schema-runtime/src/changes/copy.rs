use super::change::change_to;
use super::set::{ChangeSet, Written};
use crate::info::{ColumnInfo, ColumnKind, TableInfo};
use crate::row::{Row, with_slots};

/// Returns the changes for a new row with the values of another.
pub(super) fn copy(table: &'static TableInfo, row: &dyn Row) -> ChangeSet {
    with_slots(row, |slots| {
        let mut set = ChangeSet::new(table, Written::New);
        for (index, column) in table.row().iter().enumerate() {
            if !is_copied(&set, column) {
                continue;
            }
            if let Some(value) = slots[index].get() {
                set.put(index as u16, change_to(table, column, value));
            }
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
