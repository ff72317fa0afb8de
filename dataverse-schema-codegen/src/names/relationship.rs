use std::collections::BTreeSet;

use dataverse_schema_pages::check::CheckedRelationship;

use crate::names::ident::{identifier, snake};
use crate::names::repeated::repeated;
use crate::names::reserved::MORE;

/// Returns the names of a list of relationships: the navigation property, or the schema name if
/// there is none, in snake case.
///
/// If several get the same name, none keeps it, so that a name is never reused for another
/// relationship. Each gets the spelling of the page or, if that is the same too, its schema name.
pub(super) fn relationship_names(relationships: &[CheckedRelationship<'_>]) -> Vec<String> {
    let spellings: [fn(&CheckedRelationship<'_>) -> String; 4] = [
        own_name,
        |relationship| relationship.schema_name.value.clone(),
        |relationship| own_name(relationship) + "_",
        |relationship| {
            format!(
                "{}__{}",
                own_name(relationship),
                relationship.schema_name.value
            )
        },
    ];
    let mut names: Vec<String> = relationships
        .iter()
        .map(|relationship| snake(&own_name(relationship)))
        .collect();
    let mut given_up = BTreeSet::from([MORE.to_owned()]);
    for spelling in spellings {
        given_up.extend(repeated(&names));
        for (name, relationship) in names.iter_mut().zip(relationships) {
            if given_up.contains(name) {
                *name = identifier(&spelling(relationship));
            }
        }
    }
    names.iter().map(|name| identifier(name)).collect()
}

fn own_name(relationship: &CheckedRelationship<'_>) -> String {
    match relationship.navigation_property {
        "" => relationship.schema_name.value.clone(),
        navigation => navigation.to_owned(),
    }
}
