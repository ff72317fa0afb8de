use std::collections::BTreeSet;

use dataverse_schema_pages::check::{
    Access, CheckedColumn, CheckedRelationship, CheckedTable, ColumnExposure, RelationshipExposure,
    RelationshipKind,
};
use dataverse_schema_pages::model::ColumnType;

use crate::choose::selector::{Item, Selection};

/// Sets the exposure of each relationship. `included` has the tables that are included.
pub(super) fn choose(
    table: &mut CheckedTable<'_>,
    wanted: &Selection,
    included: &BTreeSet<String>,
    used: &mut BTreeSet<usize>,
) {
    let needs = Needs::new(&table.columns);
    for (kind, relationships) in table.relationships_mut() {
        for relationship in relationships {
            let names = [
                relationship.schema_name.value.as_str(),
                relationship.navigation_property,
            ];
            let item = Item {
                names: &names,
                kind: Some(kind),
                is_included: included.contains(relationship.table),
            };
            let is_selected = wanted.includes(item, used);
            let is_excluded = wanted.excludes(item, used);
            relationship.exposure = if is_selected && !is_excluded {
                RelationshipExposure::Navigable
            } else if needs.contain(relationship, kind) {
                RelationshipExposure::Described
            } else {
                RelationshipExposure::Hidden
            };
        }
    }
}

/// The relationships that columns need, whether or not the user wants them.
struct Needs<'a> {
    /// The logical names of the lookups that are set through a navigation property.
    lookups: BTreeSet<&'a str>,
    /// True if the parties of an activity are set through their relationship.
    parties: bool,
}

impl<'a> Needs<'a> {
    fn new(columns: &[CheckedColumn<'a>]) -> Self {
        let bound = columns.iter().filter(|c| c.access == Access::ByBind);
        Self {
            lookups: bound.map(|column| column.logical_name).collect(),
            parties: columns.iter().any(|column| {
                column.r#type == ColumnType::PartyList
                    && column.exposure == ColumnExposure::ColumnOnly
            }),
        }
    }

    fn contain(&self, relationship: &CheckedRelationship<'_>, kind: RelationshipKind) -> bool {
        match kind {
            RelationshipKind::ManyToOne => self.lookups.contains(relationship.attribute),
            RelationshipKind::OneToMany => self.parties && relationship.is_of_parties(),
            RelationshipKind::ManyToMany => false,
        }
    }
}
