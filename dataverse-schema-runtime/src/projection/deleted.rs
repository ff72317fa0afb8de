//! Entries about deleted rows, in responses to queries for changes.

use super::from_row::ProjectionError;
use crate::json::annotation::CONTEXT;
use crate::table::Table;

/// The property of an entry that has the id of the deleted row.
pub const DELETED_ENTITY_ID: &str = "id";

/// Returns true if a row is an entry about a deleted row, whose context ends with `$deletedEntity`.
pub fn is_deleted_entity<T: Table>(row: &T) -> bool {
    let context = row.extras().property(CONTEXT);
    context.is_some_and(|context| context.as_str().ends_with("/$deletedEntity\""))
}

pub(crate) fn reject_deleted<T: Table>(row: &T) -> Result<(), ProjectionError> {
    if is_deleted_entity(row) {
        return Err(ProjectionError::Deleted { table: T::info() });
    }
    Ok(())
}
