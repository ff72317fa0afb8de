use super::set::ChangeSet;
use crate::info::{ColumnInfo, ColumnKind};

/// The column with the owner of a row.
const OWNER: &str = "ownerid";

impl ChangeSet {
    /// Returns true unless the column is a lookup whose relationship the page lacks.
    pub(super) fn can_be_set(&self, column: &'static ColumnInfo) -> bool {
        !column.kind.is_lookup() || self.likely_navigation_property(column).is_some()
    }

    /// Returns the navigation properties of a lookup, each with its target.
    fn navigation_properties(
        &self,
        lookup: &'static ColumnInfo,
    ) -> impl Iterator<Item = (&'static str, &'static str)> {
        let relationships = self.table.many_to_one.iter();
        relationships
            .filter(|relationship| {
                relationship.attribute == lookup.logical_name
                    && !relationship.navigation_property.is_empty()
            })
            .map(|relationship| (relationship.table, relationship.navigation_property))
    }

    /// Returns the navigation property that clears a lookup to a row of an unknown table.
    ///
    /// Any of them clears the lookup, but the environment may lack the table of an app that isn't
    /// installed. So a table with a known entity set comes first.
    pub(super) fn likely_navigation_property(
        &self,
        lookup: &'static ColumnInfo,
    ) -> Option<&'static str> {
        let is_known = |table: &str| {
            let mut entity_sets = self.table.entity_sets.iter();
            entity_sets.any(|(name, _)| *name == table)
        };
        let mut properties = self.navigation_properties(lookup);
        properties
            .find(|(table, _)| is_known(table))
            .or_else(|| self.navigation_properties(lookup).next())
            .map(|(_, property)| property)
            .or_else(|| owner_property(lookup))
    }

    pub(super) fn navigation_property(
        &self,
        lookup: &'static ColumnInfo,
        table: &str,
    ) -> Option<&'static str> {
        // One navigation property leads to the owner, which may be a user or a team.
        let is_owner = matches!(lookup.kind, ColumnKind::Owner { .. });
        self.navigation_properties(lookup)
            .find_map(|(target, property)| (target == table || is_owner).then_some(property))
            .or_else(|| owner_property(lookup))
    }
}

/// Returns the navigation property to the owner of a row, which pages may lack.
///
/// It has the name of its column in every table.
fn owner_property(lookup: &ColumnInfo) -> Option<&'static str> {
    let is_owner = matches!(lookup.kind, ColumnKind::Owner { .. }) && lookup.logical_name == OWNER;
    is_owner.then_some(OWNER)
}
