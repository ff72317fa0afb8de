use std::collections::{BTreeMap, BTreeSet};

use clap::ValueEnum;
use dataverse_schema_pages::model::{Column, ColumnType, Fact, RequiredLevel, Table};
use dataverse_schema_pages::{Code, Diagnostic};

/// The tables of a diagram, and their relationships.
pub(super) struct Graph<'t> {
    /// The tables by their logical names.
    pub(super) nodes: BTreeMap<&'t str, Node<'t>>,
    pub(super) edges: BTreeSet<Edge<'t>>,
}

/// The part of the tables to show.
pub(super) struct Scope<'a> {
    /// The tables to start from; empty for all.
    pub(super) roots: &'a [String],
    /// The number of relationships to follow from them.
    pub(super) depth: usize,
    pub(super) columns: ColumnSet,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColumnSet {
    /// No columns
    None,
    /// The primary key, the primary name, and lookups
    Keys,
    /// All columns
    All,
}

/// A table in a diagram.
#[derive(Default)]
pub(super) struct Node<'t> {
    /// Returns true if the page of the table is among the arguments.
    pub(super) has_page: bool,
    pub(super) display_name: &'t str,
    pub(super) description: &'t str,
    pub(super) entries: Vec<Entry<'t>>,
}

/// A column in a diagram.
pub(super) struct Entry<'t> {
    pub(super) r#type: String,
    pub(super) logical_name: String,
    pub(super) display_name: &'t str,
    /// `PK`, `FK`, or nothing.
    pub(super) key: &'static str,
}

/// A relationship in a diagram.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge<'t> {
    /// The target of the lookup. In a many-to-many relationship, either table.
    pub(super) one: &'t str,
    /// The table that has the lookup.
    pub(super) many: &'t str,
    /// The lookup column, or the intersect table.
    pub(super) label: &'t str,
    pub(super) cardinality: Cardinality,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cardinality {
    /// The lookup may be empty.
    Optional,
    /// The lookup has a value.
    Required,
    ManyToMany,
}

type Known<'t> = BTreeMap<&'t str, &'t Table>;

impl<'t> Graph<'t> {
    /// Creates the graph of all tables in scope.
    ///
    /// # Errors
    /// Returns an error if a root isn't one of the tables.
    pub(super) fn new(tables: &'t [Table], scope: &Scope<'_>) -> Result<Self, Diagnostic> {
        let known: Known<'t> = tables.iter().map(|table| (name(table), table)).collect();
        let mut shown = roots(&known, scope.roots)?;
        let mut edges = edges(&known);
        for _ in 0..scope.depth {
            let reached: Vec<&str> = edges
                .iter()
                .map(|edge| [edge.one, edge.many])
                .filter(|ends| ends.iter().any(|end| shown.contains(end)))
                .flatten()
                .collect();
            shown.extend(reached);
        }
        edges.retain(|edge| shown.contains(edge.one) && shown.contains(edge.many));
        let nodes = shown.into_iter().map(|name| {
            let table = known.get(name);
            let node = table.map(|table| node(table, scope.columns));
            (name, node.unwrap_or_default())
        });
        Ok(Self {
            nodes: nodes.collect(),
            edges,
        })
    }
}

/// Returns the logical name, or the schema name of a page without one, such as an extension.
fn name(table: &Table) -> &str {
    text(&table.facts.logical_name).unwrap_or_else(|| table.schema_name())
}

fn text(fact: &Option<Fact<String>>) -> Option<&str> {
    fact.as_ref().map(|fact| fact.value.as_str())
}

fn roots<'t>(known: &Known<'t>, wanted: &[String]) -> Result<BTreeSet<&'t str>, Diagnostic> {
    let names: Vec<&str> = known.keys().copied().collect();
    if let Some(unknown) = wanted.iter().find(|name| !known.contains_key(&***name)) {
        let diagnostic =
            Diagnostic::general(Code::UnknownTable, format!("unknown table `{unknown}`"));
        return Err(diagnostic.suggest_or_list("known tables", unknown, &names));
    }
    let is_root = |name: &&str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name);
    Ok(names.into_iter().filter(is_root).collect())
}

fn edges<'t>(known: &Known<'t>) -> BTreeSet<Edge<'t>> {
    let mut edges = BTreeSet::new();
    for (name, table) in known {
        edges.extend(lookups(name, table, known));
        edges.extend(many_to_many(name, table));
    }
    edges
}

/// Returns the lookups that lead from a table or to it.
fn lookups<'t>(
    name: &'t str,
    table: &'t Table,
    known: &Known<'t>,
) -> impl Iterator<Item = Edge<'t>> {
    let from = table.many_to_one.iter().map(move |relationship| {
        let facts = &relationship.facts;
        let one = text(&facts.referenced_entity);
        (one, Some(name), &facts.referencing_attribute)
    });
    let to = table.one_to_many.iter().map(move |relationship| {
        let facts = &relationship.facts;
        let many = text(&facts.referencing_entity);
        (Some(name), many, &facts.referencing_attribute)
    });
    from.chain(to)
        .filter_map(|(one, many, column)| Some(lookup(one?, many?, text(column)?, known)))
}

fn lookup<'t>(one: &'t str, many: &'t str, column: &'t str, known: &Known<'t>) -> Edge<'t> {
    Edge {
        one,
        many,
        label: column,
        cardinality: if is_required(many, column, known) {
            Cardinality::Required
        } else {
            Cardinality::Optional
        },
    }
}

fn is_required(table: &str, column: &str, known: &Known<'_>) -> bool {
    let columns = known.get(table).map_or(&[][..], |table| &table.columns);
    columns
        .iter()
        .find(|candidate| candidate.logical_name() == column)
        .and_then(|column| column.facts.required_level.as_ref())
        .is_some_and(|level| {
            matches!(
                level.value,
                RequiredLevel::SystemRequired | RequiredLevel::ApplicationRequired
            )
        })
}

/// Returns the many-to-many relationships of a table. Both tables list each, with the same ends.
fn many_to_many<'t>(name: &'t str, table: &'t Table) -> impl Iterator<Item = Edge<'t>> {
    table.many_to_many.iter().filter_map(move |relationship| {
        let other = text(&relationship.other_entity)?;
        Some(Edge {
            one: name.min(other),
            many: name.max(other),
            label: text(&relationship.facts.intersect_entity_name)?,
            cardinality: Cardinality::ManyToMany,
        })
    })
}

fn node(table: &Table, wanted: ColumnSet) -> Node<'_> {
    let columns = table.columns.iter();
    let entries = columns.filter_map(|column| entry(table, column, wanted));
    Node {
        has_page: true,
        display_name: text(&table.facts.display_name).unwrap_or_default(),
        description: table.description(),
        entries: entries.collect(),
    }
}

fn entry<'t>(table: &'t Table, column: &'t Column, wanted: ColumnSet) -> Option<Entry<'t>> {
    let r#type = column.facts.r#type.as_ref()?.value;
    let logical_name = column.logical_name();
    let is_named_by = |fact| text(fact) == Some(&logical_name);
    let key = if is_named_by(&table.facts.primary_id_attribute) {
        "PK"
    } else if r#type.is_lookup() {
        "FK"
    } else {
        ""
    };
    let is_wanted = match wanted {
        ColumnSet::None => false,
        ColumnSet::Keys => !key.is_empty() || is_named_by(&table.facts.primary_name_attribute),
        ColumnSet::All => r#type != ColumnType::Virtual,
    };
    is_wanted.then(|| Entry {
        r#type: r#type.as_str().to_owned(),
        logical_name,
        display_name: text(&column.facts.display_name).unwrap_or_default(),
        key,
    })
}
