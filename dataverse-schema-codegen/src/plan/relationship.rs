use dataverse_schema_pages::check::{CheckedRelationship, RelationshipExposure, RelationshipKind};

use crate::plan::table::TablePlan;

/// A relationship to generate a value for.
pub(crate) struct RelationshipPlan<'a> {
    pub(crate) relationship: &'a CheckedRelationship<'a>,
    pub(crate) name: &'a str,
    /// The index among the relationships of its kind in the description.
    pub(crate) index: usize,
}

/// The relationships of one kind to generate values for.
pub(crate) struct RelationshipsPlan<'a> {
    pub(crate) kind: RelationshipKind,
    pub(crate) relationships: Vec<RelationshipPlan<'a>>,
    /// True if an option leaves out others of this kind.
    pub(crate) is_chosen: bool,
}

impl<'a> TablePlan<'a> {
    /// Returns the relationships that have a value, for each kind that has any.
    pub(crate) fn relationships(&'a self) -> impl Iterator<Item = RelationshipsPlan<'a>> {
        let kinds = self.table.relationships().into_iter();
        let named = kinds.zip(&self.names.relationships);
        named
            .map(|((kind, relationships), names)| {
                let all = relationships.len();
                let relationships = navigable(relationships, names);
                RelationshipsPlan {
                    kind,
                    is_chosen: relationships.len() < all,
                    relationships,
                }
            })
            .filter(|plan| !plan.relationships.is_empty())
    }
}

fn navigable<'a>(
    relationships: &'a [CheckedRelationship<'a>],
    names: &'a [String],
) -> Vec<RelationshipPlan<'a>> {
    relationships
        .iter()
        .zip(names)
        .filter(|(relationship, _)| relationship.exposure != RelationshipExposure::Hidden)
        .enumerate()
        .filter(|(_, (relationship, _))| relationship.exposure == RelationshipExposure::Navigable)
        .map(|(index, (relationship, name))| RelationshipPlan {
            relationship,
            name,
            index,
        })
        .collect()
}
