use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dataverse_schema_pages::model::{Column, ColumnType, RequiredLevel, Table};

use crate::model;

/// Prints an entity-relationship diagram of the tables of pages
///
/// The exit status is 0 when all went well, 1 when something is wrong with pages, and 2 when the arguments are wrong.
#[derive(Args)]
pub(crate) struct Options {
    /// The pages, or folders of pages; those of one table are merged
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The language of the diagram
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// The columns shown of each table whose page is given
    #[arg(long, value_enum, default_value_t)]
    columns: Columns,

    /// Only what lies around the table with this logical name; may be given several times
    #[arg(long, value_name = "TABLE")]
    of: Vec<String>,

    /// How many relationships away from those tables others are shown; 0 shows relationships among them only
    #[arg(long, value_name = "N", default_value_t = 1)]
    depth: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Mermaid, which GitHub shows in Markdown
    #[default]
    Mermaid,
    /// Graphviz
    Dot,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Columns {
    None,
    /// The primary key, the primary name and lookups
    #[default]
    Keys,
    All,
}

/// `dataverse-schema diagram`
pub(crate) fn diagram(options: &Options) -> ExitCode {
    let diagram = model::tables(&options.files).and_then(|tables| {
        let graph = Graph::new(&tables, options)?;
        Ok(match options.format {
            Format::Mermaid => graph.mermaid(),
            Format::Dot => graph.dot(),
        })
    });
    // Nothing can be done about a reader that has gone away.
    match diagram {
        Ok(diagram) => {
            let _ = io::stdout().write_all(diagram.as_bytes());
            ExitCode::SUCCESS
        }
        Err(problems) => {
            let _ = io::stderr().write_all(problems.as_bytes());
            ExitCode::FAILURE
        }
    }
}

/// The tables that are shown, by their logical names, and what relates them.
struct Graph<'t> {
    tables: BTreeMap<&'t str, Vec<Shown<'t>>>,
    edges: BTreeSet<Edge<'t>>,
}

/// A column that is shown.
struct Shown<'t> {
    r#type: String,
    logical_name: String,
    key: &'t str,
}

/// A relationship.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge<'t> {
    /// The table that a lookup points to; of a many-to-many relationship one of both.
    one: &'t str,
    /// The table that has the lookup.
    many: &'t str,
    /// The lookup column, or the intersect table.
    over: &'t str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The lookup may be empty.
    Optional,
    Required,
    ManyToMany,
}

impl<'t> Graph<'t> {
    fn new(tables: &'t [Table], options: &Options) -> Result<Self, String> {
        let known: BTreeMap<&str, &Table> =
            tables.iter().map(|table| (name(table), table)).collect();
        for table in &options.of {
            if !known.contains_key(&**table) {
                let names: Vec<&str> = known.keys().copied().collect();
                let names = names.join("`, `");
                return Err(format!(
                    "error: no page given is of the table `{table}`: there are `{names}`\n"
                ));
            }
        }
        let all = edges(tables, &known);
        let is_root = |name: &&str| options.of.is_empty() || options.of.iter().any(|of| of == name);
        let mut shown: BTreeSet<&'t str> = tables.iter().map(name).filter(is_root).collect();
        for _ in 0..options.depth {
            let reached = all.iter().flat_map(|edge| {
                let either = shown.contains(edge.one) || shown.contains(edge.many);
                either
                    .then_some([edge.one, edge.many])
                    .into_iter()
                    .flatten()
            });
            let reached: Vec<&str> = reached.collect();
            shown.extend(reached);
        }
        let is_shown = |edge: &Edge<'_>| shown.contains(edge.one) && shown.contains(edge.many);
        let edges = all.into_iter().filter(is_shown).collect();
        let columns = |name| match known.get(name) {
            Some(table) => columns(table, options.columns),
            None => Vec::new(),
        };
        Ok(Self {
            tables: shown.iter().map(|name| (*name, columns(name))).collect(),
            edges,
        })
    }

    fn mermaid(&self) -> String {
        let mut text = String::from("erDiagram\n");
        for (name, columns) in &self.tables {
            if columns.is_empty() {
                let _ = writeln!(text, "    {name}");
                continue;
            }
            let _ = writeln!(text, "    {name} {{");
            for Shown {
                r#type,
                logical_name,
                key,
            } in columns
            {
                let line = format!("{type} {logical_name} {key}");
                let _ = writeln!(text, "        {}", line.trim_end());
            }
            text.push_str("    }\n");
        }
        for Edge {
            one,
            many,
            over,
            kind,
        } in &self.edges
        {
            let line = match kind {
                Kind::Optional => "|o--o{",
                Kind::Required => "||--o{",
                Kind::ManyToMany => "}o--o{",
            };
            let _ = writeln!(text, "    {one} {line} {many} : {over}");
        }
        text
    }

    fn dot(&self) -> String {
        let mut text = String::from(
            "digraph tables {\n    rankdir=LR\n    node [shape=plain]\n    edge [dir=both]\n",
        );
        for (name, columns) in &self.tables {
            let mut rows = format!("<tr><td colspan=\"3\"><b>{name}</b></td></tr>");
            for Shown {
                r#type,
                logical_name,
                key,
            } in columns
            {
                let _ = write!(
                    rows,
                    "<tr><td align=\"left\">{type}</td><td align=\"left\">{logical_name}</td><td>{key}</td></tr>"
                );
            }
            let _ = writeln!(
                text,
                "    \"{name}\" [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\">{rows}</table>>]"
            );
        }
        for Edge {
            one,
            many,
            over,
            kind,
        } in &self.edges
        {
            let tail = match kind {
                Kind::Optional => "teeodot",
                Kind::Required => "teetee",
                Kind::ManyToMany => "crowodot",
            };
            let _ = writeln!(
                text,
                "    \"{one}\" -> \"{many}\" [label=\"{over}\", arrowtail={tail}, arrowhead=crowodot]"
            );
        }
        text.push_str("}\n");
        text
    }
}

fn name(table: &Table) -> &str {
    let name = table.facts.logical_name.as_ref();
    name.map_or_else(|| table.schema_name(), |name| &name.value)
}

fn edges<'t>(tables: &'t [Table], known: &BTreeMap<&str, &'t Table>) -> BTreeSet<Edge<'t>> {
    let mut edges = BTreeSet::new();
    for table in tables {
        let own = name(table);
        for relationship in &table.many_to_one {
            let facts = &relationship.facts;
            if let (Some(one), Some(over)) =
                (&facts.referenced_entity, &facts.referencing_attribute)
            {
                edges.insert(lookup(&one.value, own, &over.value, known));
            }
        }
        for relationship in &table.one_to_many {
            let facts = &relationship.facts;
            if let (Some(many), Some(over)) =
                (&facts.referencing_entity, &facts.referencing_attribute)
            {
                edges.insert(lookup(own, &many.value, &over.value, known));
            }
        }
        for relationship in &table.many_to_many {
            let over = relationship.facts.intersect_entity_name.as_ref();
            if let (Some(other), Some(over)) = (&relationship.other_entity, over) {
                let (one, many) = match own < &*other.value {
                    true => (own, &*other.value),
                    false => (&*other.value, own),
                };
                edges.insert(Edge {
                    one,
                    many,
                    over: &over.value,
                    kind: Kind::ManyToMany,
                });
            }
        }
    }
    edges
}

fn lookup<'t>(
    one: &'t str,
    many: &'t str,
    over: &'t str,
    known: &BTreeMap<&str, &Table>,
) -> Edge<'t> {
    let columns = known.get(many).map_or(&[][..], |table| &table.columns);
    let column = columns.iter().find(|column| column.logical_name() == over);
    let level = column.and_then(|column| column.facts.required_level.as_ref());
    let kind = match level.map(|level| level.value) {
        Some(RequiredLevel::SystemRequired | RequiredLevel::ApplicationRequired) => Kind::Required,
        _ => Kind::Optional,
    };
    Edge {
        one,
        many,
        over,
        kind,
    }
}

fn columns<'t>(table: &Table, wanted: Columns) -> Vec<Shown<'t>> {
    let is = |fact: &Option<dataverse_schema_pages::model::Fact<String>>, column: &Column| {
        fact.as_ref()
            .is_some_and(|fact| fact.value == column.logical_name())
    };
    let shown = table.columns.iter().filter_map(|column| {
        let r#type = column.facts.r#type.as_ref()?.value;
        let key = match () {
            () if is(&table.facts.primary_id_attribute, column) => "PK",
            () if r#type.is_lookup() => "FK",
            () => "",
        };
        let is_key = !key.is_empty() || is(&table.facts.primary_name_attribute, column);
        let is_wanted = match wanted {
            Columns::None => false,
            Columns::Keys => is_key,
            Columns::All => r#type != ColumnType::Virtual,
        };
        is_wanted.then(|| Shown {
            r#type: format!("{:?}", r#type),
            logical_name: column.logical_name(),
            key,
        })
    });
    shown.collect()
}
