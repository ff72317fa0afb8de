//! Entries about deleted rows, in responses to queries for changes.

use super::error::ProjectionError;
use crate::json::annotation::CONTEXT;
use crate::row::Extras;
use crate::table::Table;

/// The property of an entry that has the id of the deleted row.
pub const DELETED_ENTITY_ID: &str = "id";

/// Returns true if a row is an entry about a deleted row, whose context ends with `$deletedEntity`.
pub fn is_deleted_entity(extras: &Extras) -> bool {
    let context = extras.property(CONTEXT);
    context.is_some_and(|context| context.as_str().ends_with("/$deletedEntity\""))
}

pub(super) fn reject_deleted<T: Table>(extras: &Extras) -> Result<(), ProjectionError> {
    if is_deleted_entity(extras) {
        return Err(ProjectionError::Deleted { table: T::info() });
    }
    Ok(())
}
