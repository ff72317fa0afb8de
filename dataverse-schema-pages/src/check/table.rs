use crate::check::column::CheckedColumn;
use crate::check::key::CheckedKey;
use crate::check::relationship::{CheckedRelationship, RelationshipExposure, RelationshipKind};
use crate::model::{Fact, LocalizedLabel, Table};

/// A table that has passed all checks.
#[derive(Debug)]
pub struct CheckedTable<'a> {
    /// The table as its pages have it.
    pub model: &'a Table,
    /// The schema name.
    pub schema_name: &'a Fact<String>,
    /// The logical name.
    pub logical_name: &'a Fact<String>,
    /// The name of the entity set.
    pub entity_set: &'a Fact<String>,
    /// The logical name of the primary key.
    pub primary_id: &'a Fact<String>,
    /// The columns, in the order of the pages.
    pub columns: Vec<CheckedColumn<'a>>,
    /// The alternate keys.
    pub keys: Vec<CheckedKey<'a>>,
    /// The labels in other languages.
    pub labels: Vec<&'a LocalizedLabel>,
    /// The many-to-one relationships.
    pub many_to_one: Vec<CheckedRelationship<'a>>,
    /// The one-to-many relationships.
    pub one_to_many: Vec<CheckedRelationship<'a>>,
    /// The many-to-many relationships.
    pub many_to_many: Vec<CheckedRelationship<'a>>,
}

impl<'a> CheckedTable<'a> {
    /// Returns the relationships by kind.
    pub fn relationships(&self) -> [(RelationshipKind, &[CheckedRelationship<'a>]); 3] {
        [
            (RelationshipKind::ManyToOne, &self.many_to_one),
            (RelationshipKind::OneToMany, &self.one_to_many),
            (RelationshipKind::ManyToMany, &self.many_to_many),
        ]
    }

    /// Returns the relationships by kind, to be changed.
    pub fn relationships_mut(&mut self) -> [(RelationshipKind, &mut [CheckedRelationship<'a>]); 3] {
        [
            (RelationshipKind::ManyToOne, &mut self.many_to_one),
            (RelationshipKind::OneToMany, &mut self.one_to_many),
            (RelationshipKind::ManyToMany, &mut self.many_to_many),
        ]
    }

    /// Returns the logical names of this table and of all tables that it names.
    pub fn tables(&self) -> impl Iterator<Item = &'a str> {
        let related = self
            .relationships()
            .into_iter()
            .flat_map(|(_, relationships)| relationships)
            .filter(|relationship| relationship.exposure == RelationshipExposure::Navigable)
            .map(|relationship| relationship.table);
        let targets = self
            .columns
            .iter()
            .flat_map(|column| column.limits.targets());
        let own = std::iter::once(self.logical_name.value.as_str());
        own.chain(related).chain(targets.copied())
    }
}
