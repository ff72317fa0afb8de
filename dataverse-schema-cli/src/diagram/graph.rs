use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema_pages::model::{RequiredLevel, Table};
use dataverse_schema_pages::{Code, Diagnostic};

use crate::count::Count;
use crate::diagram::node::{ColumnSet, Node, text};

/// The tables of a diagram, and their relationships.
pub(super) struct Graph<'t> {
    /// The tables by their logical names.
    pub(super) nodes: BTreeMap<&'t str, Node<'t>>,
    pub(super) edges: BTreeSet<Edge<'t>>,
    /// The number of relationships between the tables that aren't among the edges.
    pub(super) left_out: usize,
}

/// The part of the tables to show.
pub(super) struct Scope<'a> {
    /// The tables to start from; empty for all.
    pub(super) roots: &'a [String],
    /// The number of relationships to follow from them.
    pub(super) depth: usize,
    /// Whether relationships among the outermost tables, which aren't followed, are shown.
    pub(super) is_complete: bool,
    pub(super) columns: ColumnSet,
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
        let mut followed = shown.clone();
        for _ in 0..scope.depth {
            followed.clone_from(&shown);
            let reached = edges.iter().filter(|edge| edge.leads_from(&followed));
            shown.extend(reached.flat_map(|edge| [edge.one, edge.many]));
        }
        edges.retain(|edge| shown.contains(edge.one) && shown.contains(edge.many));
        let between = edges.len();
        if !scope.is_complete {
            edges.retain(|edge| edge.leads_from(&followed));
        }
        let left_out = between - edges.len();
        let lookups: BTreeSet<_> = edges.iter().map(|edge| (edge.many, edge.label)).collect();
        let nodes = shown.into_iter().map(|name| {
            let is_complete = scope.is_complete || followed.contains(name);
            let is_shown = |lookup: &str| is_complete || lookups.contains(&(name, lookup));
            let table = known.get(name);
            let node = table.map(|table| Node::new(table, scope.columns, &is_shown));
            (name, node.unwrap_or_default())
        });
        Ok(Self {
            nodes: nodes.collect(),
            edges,
            left_out,
        })
    }

    /// Returns what a diagram says about the relationships that it doesn't show.
    pub(super) fn gap(&self) -> Option<String> {
        let left_out = Count(self.left_out, "relationship");
        (self.left_out > 0).then(|| format!("{left_out} among the outermost tables"))
    }
}

impl Edge<'_> {
    /// Returns true if either end is one of the tables.
    fn leads_from(&self, tables: &BTreeSet<&str>) -> bool {
        tables.contains(self.one) || tables.contains(self.many)
    }
}

/// Returns the logical name, or the schema name of a page without one, such as an extension.
fn name(table: &Table) -> &str {
    text(&table.facts.logical_name).unwrap_or_else(|| table.schema_name())
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
