//! Cross-checks of a table. What passes is the checked model: each column with a kind whose limits are numbers of the right
//! type. What doesn't becomes a diagnostic and is left out.

mod column;
mod key;
mod label;
mod limits;
mod party;
mod relationship;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{self, Fact, LocalizedLabel, Section, Table};
use crate::source::Span;

pub use column::{Access, CheckedColumn, ColumnExposure};
pub use key::CheckedKey;
pub use limits::{Decimal, Limits, MAX_TARGETS_IN_ENUM};
pub use party::PartyRole;
pub use relationship::{CheckedRelationship, RelationshipExposure, RelationshipKind};

/// A table all of whose facts are usable.
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
    /// The labels in further languages.
    pub labels: Vec<&'a LocalizedLabel>,
    /// The many-to-one relationships.
    pub many_to_one: Vec<CheckedRelationship<'a>>,
    /// The one-to-many relationships.
    pub one_to_many: Vec<CheckedRelationship<'a>>,
    /// The many-to-many relationships.
    pub many_to_many: Vec<CheckedRelationship<'a>>,
}

impl<'a> CheckedTable<'a> {
    /// The relationships by kind.
    pub fn relationships(&self) -> [(RelationshipKind, &[CheckedRelationship<'a>]); 3] {
        [
            (RelationshipKind::ManyToOne, &self.many_to_one),
            (RelationshipKind::OneToMany, &self.one_to_many),
            (RelationshipKind::ManyToMany, &self.many_to_many),
        ]
    }

    /// The relationships by kind.
    pub fn relationships_mut(&mut self) -> [(RelationshipKind, &mut [CheckedRelationship<'a>]); 3] {
        [
            (RelationshipKind::ManyToOne, &mut self.many_to_one),
            (RelationshipKind::OneToMany, &mut self.one_to_many),
            (RelationshipKind::ManyToMany, &mut self.many_to_many),
        ]
    }

    /// The logical names of all tables that are named, its own among them.
    pub fn tables(&self) -> impl Iterator<Item = &'a str> {
        let relationships = self.relationships().into_iter();
        let related = relationships
            .flat_map(|(_, relationships)| relationships)
            .filter(|relationship| relationship.exposure == RelationshipExposure::Navigable)
            .map(|relationship| relationship.table);
        let columns = self.columns.iter();
        let targets = columns.flat_map(|column| column.limits.targets());
        let own = std::iter::once(self.logical_name.value.as_str());
        own.chain(related).chain(targets.copied())
    }
}

/// Checks a table. `None` when it lacks what every table needs. `places` are those where reading has found problems.
pub fn check<'a>(
    table: &'a Table,
    places: &BTreeSet<Span>,
    problems: &mut Diagnostics,
) -> Option<CheckedTable<'a>> {
    let columns = table.columns.iter();
    let is_lookup = |column: &&model::Column| {
        let of = column.facts.r#type.as_ref();
        of.is_some_and(|of| of.value.is_lookup())
    };
    let mut checker = Checker {
        table,
        places,
        problems,
        headings: columns
            .clone()
            .map(|column| column.schema_name.span)
            .collect(),
        lookups: columns
            .filter(is_lookup)
            .map(model::Column::logical_name)
            .collect(),
    };
    let many_to_one = checker.many_to_one();
    let one_to_many = checker.one_to_many();
    let facts = &table.facts;
    if table.is_extension() {
        checker.extension(&many_to_one);
        return None;
    }
    let schema_name = checker.needed("SchemaName", facts.schema_name.as_ref());
    let logical_name = checker.needed("LogicalName", facts.logical_name.as_ref());
    let entity_set = checker.needed("EntitySetName", facts.entity_set_name.as_ref());
    let primary_id = checker.needed("PrimaryIdAttribute", facts.primary_id_attribute.as_ref());
    let logical = logical_name.map_or("", |fact| fact.value.as_str());
    let many_to_many = checker.many_to_many(logical);
    let columns = checker.columns(&many_to_one, &one_to_many);
    let keys = checker.keys(&columns);
    let labels = checker.labels();
    if let Some(primary_id) = primary_id {
        checker.has_column(primary_id);
    }
    Some(CheckedTable {
        model: table,
        schema_name: schema_name?,
        logical_name: logical_name?,
        entity_set: entity_set?,
        primary_id: primary_id?,
        columns,
        keys,
        labels,
        many_to_one,
        one_to_many,
        many_to_many,
    })
}

struct Checker<'a, 'p> {
    table: &'a Table,
    problems: &'p mut Diagnostics,
    /// Where reading has found problems.
    places: &'p BTreeSet<Span>,
    /// Where the columns begin.
    headings: BTreeSet<Span>,
    /// The logical names of the lookups.
    lookups: BTreeSet<String>,
}

impl<'a> Checker<'a, '_> {
    fn error<T>(
        &mut self,
        at: &Fact<T>,
        message: impl Into<String>,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let problem = Diagnostic::new(self.table.page_of(at.span), at.span, message);
        self.problems.push(more(problem));
    }

    /// What can be said of an extension before it is merged into its base.
    fn extension(&mut self, many_to_one: &[CheckedRelationship<'a>]) {
        let own = self.table.schema_name();
        self.many_to_many(own);
        self.columns(many_to_one, &[]);
    }

    /// The primary key is one of the columns.
    fn has_column(&mut self, primary_id: &'a Fact<String>) {
        let name = &primary_id.value;
        if self
            .table
            .columns
            .iter()
            .all(|column| column.logical_name() != *name)
        {
            let message = format!("the page has no column `{name}`, which is the primary key");
            self.error(primary_id, message, |d| d.help("is the page complete?"));
        }
    }

    /// A row of the Properties table that no table can do without, and whose value is a name.
    fn needed(&mut self, key: &str, fact: Option<&'a Fact<String>>) -> Option<&'a Fact<String>> {
        let Some(fact) = fact else {
            let source = self.table.source();
            let heading = self.table.section(Section::Properties);
            let heading = heading.unwrap_or(self.table.title.span);
            let message = format!("the table of properties has no row `{key}`");
            let problem = Diagnostic::new(source, heading, message);
            self.problems.push(problem.help("is the page complete?"));
            return None;
        };
        self.name(key, fact).then_some(fact)
    }

    /// Whether a fact is a name as Dataverse has them. It ends up in paths, so anything else is refused.
    fn name(&mut self, key: &str, fact: &Fact<String>) -> bool {
        let mut bytes = fact.value.bytes();
        let is_name = !fact.value.is_empty()
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !is_name {
            self.error(
                fact,
                format!("`{key}` is `{}`, which is no name", fact.value),
                |d| d.help("names consist of the letters a to z, digits and `_`"),
            );
        }
        is_name
    }

    /// Reports items of which two have the same name, and leaves the later ones out.
    fn unique<T>(
        &mut self,
        what: &str,
        items: &mut Vec<T>,
        name: impl Fn(&T) -> (String, &'a Fact<String>),
    ) {
        let mut seen = std::collections::BTreeMap::new();
        let mut twice = Vec::new();
        items.retain(|item| {
            let (name, fact) = name(item);
            let first = *seen.entry(name).or_insert(fact);
            if !std::ptr::eq(first, fact) {
                twice.push((first, fact));
            }
            std::ptr::eq(first, fact)
        });
        for (first, second) in twice {
            let source = self.table.page_of(first.span).clone();
            self.error(
                second,
                format!("{what} `{}` stands on the page twice", second.value),
                |d| d.also(&source, first.span, "it stands here first"),
            );
        }
    }
}
