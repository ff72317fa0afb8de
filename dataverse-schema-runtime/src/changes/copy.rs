use std::borrow::Cow;

use super::change::change_to;
use super::set::{ChangeSet, Written};
use crate::info::{ColumnInfo, ColumnKind, TableInfo};
use crate::row::{Row, with_slots};
use crate::value::{Reference, Value};

/// Returns the changes for a new row with the values of another.
pub(super) fn copy(table: &'static TableInfo, row: &dyn Row) -> ChangeSet {
    let mut set = copy_columns(table, row);
    for (name, json) in row.extras().properties() {
        let Some(property) = name.strip_suffix("@odata.bind") else {
            continue;
        };
        let path = json.text().unwrap_or_default();
        if let Some((index, reference)) = bound(table, property, &path)
            && is_copied(&set, set.column(index))
        {
            let value = Value::Lookup(Cow::Owned(reference));
            set.put(index, change_to(table, set.column(index), value));
        }
    }
    set
}

/// Returns a lookup in the form in which requests bind it: its navigation property, and the path of
/// the row. The operation `InitializeFrom` returns lookups like this.
fn bound(table: &'static TableInfo, property: &str, path: &str) -> Option<(u16, Reference)> {
    let (entity_set, id) = path.rsplit('/').next()?.split_once('(')?;
    let id = id.strip_suffix(')')?.parse().ok()?;
    let mut entity_sets = table.entity_sets.iter();
    let target = entity_sets.find(|(_, known)| *known == entity_set);
    let target = target.map(|(table, _)| *table);
    let mut relationships = table
        .many_to_one
        .iter()
        .filter(|known| known.navigation_property == property);
    let relationship = relationships.next()?;
    let mut columns = table.columns.iter();
    let index = columns.position(|column| column.logical_name == relationship.attribute)?;
    // One navigation property leads to owners of several tables.
    let is_only = relationships.next().is_none();
    let table = target.or(is_only.then_some(relationship.table));
    let reference = Reference::new(id);
    let reference = match table {
        Some(table) => reference.with_table(table),
        None => reference,
    };
    Some((index as u16, reference))
}

fn copy_columns(table: &'static TableInfo, row: &dyn Row) -> ChangeSet {
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
