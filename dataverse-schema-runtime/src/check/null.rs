use super::checks::Checks;
use crate::info::{ColumnInfo, RelationshipInfo};
use crate::rule::{Failure, Rule};
use crate::table::Table;

/// Checks by the default rules that a column may be set to null.
pub fn check_null(column: &'static ColumnInfo) -> Result<(), Failure> {
    match Checks::default().required_level(column) {
        Some(level) => Err(Failure::new(column, Rule::Required(level))),
        None => Ok(()),
    }
}

/// Checks that the lookup of a many-to-one relationship may be set to null.
///
/// Older pages don't name the lookup.
pub fn check_lookup_clearing<T: Table>(relationship: &RelationshipInfo) -> Result<(), Failure> {
    T::info()
        .column(relationship.attribute)
        .map_or(Ok(()), check_null)
}
