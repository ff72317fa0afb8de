use crate::check::checker::Checker;
use crate::diagnostic::Code;
use crate::model::{Fact, Relationship};

/// A relationship that has passed all checks. A string is empty if the page doesn't contain it.
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
    /// The logical name of the intersect table.
    pub intersect: &'a str,
    /// Where generated code exposes the relationship.
    pub exposure: RelationshipExposure,
}

impl CheckedRelationship<'_> {
    /// Returns true if a one-to-many relationship leads to the parties of an activity.
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

    /// Returns the kind as options and descriptions have it, which is also the name of the
    /// generated function.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ManyToOne => "many_to_one",
            Self::OneToMany => "one_to_many",
            Self::ManyToMany => "many_to_many",
        }
    }
}

/// Where generated code exposes a relationship.
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
    /// Checks that many-to-one relationships name their other table and their lookup.
    pub(super) fn many_to_one(&mut self) -> Vec<CheckedRelationship<'a>> {
        self.relationships(&self.table.many_to_one, |checker, model| {
            let facts = &model.facts;
            let table = facts.referenced_entity.as_ref();
            let lookup = facts.referencing_attribute.as_ref();
            let navigation = facts.referencing_entity_navigation_property_name.as_ref();
            Some(CheckedRelationship {
                schema_name: &model.schema_name,
                table: checker.name_in_row(model, "ReferencedEntity", table)?,
                // In the layouts before 2024 only the other table's page has the lookup.
                attribute: if lookup.is_none() && facts.is_pointer() {
                    ""
                } else {
                    checker.name_in_row(model, "ReferencingAttribute", lookup)?
                },
                navigation_property: checker.navigation_property(navigation)?,
                intersect: "",
                exposure: RelationshipExposure::Navigable,
            })
        })
    }

    /// Checks that one-to-many relationships name their other table.
    pub(super) fn one_to_many(&mut self) -> Vec<CheckedRelationship<'a>> {
        self.relationships(&self.table.one_to_many, |checker, model| {
            let facts = &model.facts;
            let table = facts.referencing_entity.as_ref();
            let navigation = facts.referenced_entity_navigation_property_name.as_ref();
            Some(CheckedRelationship {
                schema_name: &model.schema_name,
                table: checker.name_in_row(model, "ReferencingEntity", table)?,
                attribute: optional(facts.referencing_attribute.as_ref()),
                navigation_property: checker.navigation_property(navigation)?,
                intersect: "",
                exposure: RelationshipExposure::Navigable,
            })
        })
    }

    /// Checks that many-to-many relationships have a table at the other end. `own` is this table's
    /// logical name.
    pub(super) fn many_to_many(&mut self, own: &'a str) -> Vec<CheckedRelationship<'a>> {
        self.relationships(&self.table.many_to_many, |checker, model| {
            let facts = &model.facts;
            let navigation = facts.navigation_property_name.as_ref();
            let navigation = navigation.or(facts.entity1_navigation_property_name.as_ref());
            let attribute = facts.intersect_attribute.as_ref();
            let attribute = attribute.or(facts.entity1_intersect_attribute.as_ref());
            Some(CheckedRelationship {
                schema_name: &model.schema_name,
                table: checker.other_table(model, own)?,
                attribute: optional(attribute),
                navigation_property: checker.navigation_property(navigation)?,
                intersect: optional(facts.intersect_entity_name.as_ref()),
                exposure: RelationshipExposure::Navigable,
            })
        })
    }

    /// Returns the table at the other end of a many-to-many relationship.
    fn other_table(&mut self, model: &'a Relationship, own: &'a str) -> Option<&'a str> {
        let facts = &model.facts;
        if let Some(other) = &model.other_entity {
            return self.check_name("table name", other).then_some(&other.value);
        }
        let intersect = facts.intersect_entity_name.as_ref();
        let is_own_page = intersect.is_some_and(|intersect| intersect.value == own);
        if facts.entity1_intersect_attribute.is_some() || is_own_page {
            return Some(own);
        }
        let name = &model.schema_name;
        if self.is_reported(name) {
            return None;
        }
        // The line with the link may be there in another form.
        let mut lines = model.extra.lines.iter();
        let name = lines
            .find(|line| line.value.contains(".md#"))
            .unwrap_or(name);
        let message = format!(
            "missing table at the other end of relationship `{}`",
            model.schema_name.value
        );
        self.error(Code::MissingOtherEnd, name, message, |d| {
            d.help("add a line `See [table relationship Many-To-Many Relationship](table.md#…)` below the heading")
        });
        None
    }

    fn relationships(
        &mut self,
        models: &'a [Relationship],
        check: impl Fn(&mut Self, &'a Relationship) -> Option<CheckedRelationship<'a>>,
    ) -> Vec<CheckedRelationship<'a>> {
        let mut relationships = Vec::new();
        for model in models {
            if self.check_name("`SchemaName`", &model.schema_name) {
                relationships.extend(check(self, model));
            }
        }
        self.check_unique(
            Code::DuplicateName,
            "relationship",
            &mut relationships,
            |relationship| {
                let name = relationship.schema_name;
                (name.value.clone(), name)
            },
        );
        relationships
    }

    /// Returns the name in a row that the relationship needs.
    fn name_in_row(
        &mut self,
        model: &Relationship,
        key: &str,
        fact: Option<&'a Fact<String>>,
    ) -> Option<&'a str> {
        let Some(fact) = fact else {
            let (name, blank) = (&model.schema_name, &model.facts.blank);
            if !self.is_reported(name) {
                self.missing_row(key, "relationship", name, blank, &model.extra);
            }
            return None;
        };
        self.check_name(&format!("`{key}`"), fact)
            .then_some(&fact.value)
    }

    /// Returns the navigation property, which is empty if the page has none, or `None` after an
    /// error.
    fn navigation_property(&mut self, fact: Option<&'a Fact<String>>) -> Option<&'a str> {
        match fact {
            None => Some(""),
            Some(fact) => self
                .check_name("navigation property", fact)
                .then_some(&fact.value),
        }
    }
}

fn optional(fact: Option<&Fact<String>>) -> &str {
    fact.map_or("", |fact| fact.value.as_str())
}
