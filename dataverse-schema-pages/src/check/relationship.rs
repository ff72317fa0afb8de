use crate::check::Checker;
use crate::model::{self, Fact};

/// A relationship all of whose facts are usable. Empty texts stand for what the page doesn't give.
#[derive(Debug)]
pub struct CheckedRelationship<'a> {
    /// The schema name.
    pub schema_name: &'a Fact<String>,
    /// The navigation property.
    pub navigation_property: &'a str,
    /// The logical name of the related table.
    pub table: &'a str,
    /// The logical name of the lookup.
    pub attribute: &'a str,
    /// Where generated code exposes the relationship.
    pub exposure: RelationshipExposure,
}

impl CheckedRelationship<'_> {
    /// Whether a one-to-many relationship leads to those who take part in an activity.
    pub fn is_of_parties(&self) -> bool {
        self.table == "activityparty"
            && self.attribute == "activityid"
            && !self.navigation_property.is_empty()
    }
}

/// The kind of a relationship, seen from the table of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationshipKind {
    /// From a lookup to the row it points to.
    ManyToOne,
    /// To the rows whose lookup points here.
    OneToMany,
    /// To rows over an intersect table.
    ManyToMany,
}

impl RelationshipKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::ManyToOne, Self::OneToMany, Self::ManyToMany];

    /// The word for it: in options, in descriptions, and as the name of the generated function.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ManyToOne => "many_to_one",
            Self::OneToMany => "one_to_many",
            Self::ManyToMany => "many_to_many",
        }
    }
}

/// Where a relationship shows itself in the generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationshipExposure {
    /// A value to navigate with, and the table's description.
    Navigable,
    /// The table's description only: a lookup or parties are set through its navigation property.
    Described,
    /// Nowhere, but its name is reserved.
    Hidden,
}

impl<'a> Checker<'a, '_> {
    pub(super) fn many_to_one(&mut self) -> Vec<CheckedRelationship<'a>> {
        self.relationships(&self.table.many_to_one, |checker, model| {
            let facts = &model.facts;
            let navigation = facts.referencing_entity_navigation_property_name.as_ref();
            Some(CheckedRelationship {
                schema_name: &model.schema_name,
                table: checker.row_of(
                    model,
                    "ReferencedEntity",
                    facts.referenced_entity.as_ref(),
                )?,
                attribute: match &facts.referencing_attribute {
                    // In the layouts of before 2024 only the other table's page tells the attribute.
                    None if facts.is_pointer() => "",
                    attribute => {
                        checker.row_of(model, "ReferencingAttribute", attribute.as_ref())?
                    }
                },
                navigation_property: checker.navigation(navigation)?,
                exposure: RelationshipExposure::Navigable,
            })
        })
    }

    pub(super) fn one_to_many(&mut self) -> Vec<CheckedRelationship<'a>> {
        self.relationships(&self.table.one_to_many, |checker, model| {
            let facts = &model.facts;
            let navigation = facts.referenced_entity_navigation_property_name.as_ref();
            Some(CheckedRelationship {
                schema_name: &model.schema_name,
                table: checker.row_of(
                    model,
                    "ReferencingEntity",
                    facts.referencing_entity.as_ref(),
                )?,
                attribute: optional(facts.referencing_attribute.as_ref()),
                navigation_property: checker.navigation(navigation)?,
                exposure: RelationshipExposure::Navigable,
            })
        })
    }

    /// `own` is the table's logical name: the other end of a relationship with itself.
    pub(super) fn many_to_many(&mut self, own: &'a str) -> Vec<CheckedRelationship<'a>> {
        self.relationships(&self.table.many_to_many, |checker, model| {
            let facts = &model.facts;
            let navigation = facts
                .navigation_property_name
                .as_ref()
                .or(facts.entity1_navigation_property_name.as_ref());
            let attribute = facts
                .intersect_attribute
                .as_ref()
                .or(facts.entity1_intersect_attribute.as_ref());
            let other = model.other_entity.as_ref();
            let table = match other {
                Some(other) if checker.name("the other table", other) => other.value.as_str(),
                Some(_) => return None,
                None if facts.entity1_intersect_attribute.is_some() => own,
                // The page of the intersect table itself.
                None if facts.intersect_entity_name.as_ref().is_some_and(|i| i.value == own) => own,
                None => {
                    let name = &model.schema_name;
                    let message = format!("`{}` doesn't say which table is at its other end", name.value);
                    checker.error(name, message, |d| {
                        d.help("below the heading stands a line `See [table relationship Many-To-Many Relationship](table.md#…)`")
                    });
                    return None;
                }
            };
            Some(CheckedRelationship {
                schema_name: &model.schema_name,
                table,
                attribute: optional(attribute),
                navigation_property: checker.navigation(navigation)?,
                exposure: RelationshipExposure::Navigable,
            })
        })
    }

    fn relationships(
        &mut self,
        models: &'a [model::Relationship],
        check: impl Fn(&mut Self, &'a model::Relationship) -> Option<CheckedRelationship<'a>>,
    ) -> Vec<CheckedRelationship<'a>> {
        let mut relationships = Vec::new();
        for model in models {
            if self.name("SchemaName", &model.schema_name) {
                relationships.extend(check(self, model));
            }
        }
        self.unique("the relationship", &mut relationships, |relationship| {
            (
                relationship.schema_name.value.clone(),
                relationship.schema_name,
            )
        });
        relationships
    }

    /// A row that the relationship can't do without, and whose value is a name.
    fn row_of(
        &mut self,
        model: &model::Relationship,
        key: &str,
        fact: Option<&'a Fact<String>>,
    ) -> Option<&'a str> {
        let Some(fact) = fact else {
            let name = &model.schema_name;
            self.error(
                name,
                format!("the relationship `{}` has no row `{key}`", name.value),
                |d| d.help("is the page complete?"),
            );
            return None;
        };
        self.name(key, fact).then_some(fact.value.as_str())
    }

    /// The navigation property: empty where the page gives none, `None` after a diagnostic.
    fn navigation(&mut self, fact: Option<&'a Fact<String>>) -> Option<&'a str> {
        match fact {
            None => Some(""),
            Some(fact) => self
                .name("the navigation property", fact)
                .then_some(&fact.value),
        }
    }
}

fn optional(fact: Option<&Fact<String>>) -> &str {
    fact.map_or("", |fact| fact.value.as_str())
}
