use std::fmt::Write as _;

use crate::diagram::graph::{Cardinality, Edge, Graph};
use crate::diagram::node::Entry;

const HEAD: &str = "\
digraph tables {
    rankdir=LR
    node [shape=plain]
    edge [dir=both]
";

/// Renders a graph in Graphviz's DOT language, each table as an HTML-like label.
pub(super) fn render(graph: &Graph<'_>) -> String {
    let mut text = String::from(HEAD);
    if let Some(gap) = graph.gap() {
        let _ = writeln!(text, "    label=\"Left out {gap}\"");
    }
    for (name, node) in &graph.nodes {
        let rows = rows(name, &node.entries);
        let _ = writeln!(
            text,
            "    \"{name}\" [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\">{rows}</table>>]"
        );
    }
    for edge in &graph.edges {
        let Edge {
            one, many, label, ..
        } = edge;
        let tail = match edge.cardinality {
            Cardinality::Optional => "teeodot",
            Cardinality::Required => "teetee",
            Cardinality::ManyToMany => "crowodot",
        };
        let _ = writeln!(
            text,
            "    \"{one}\" -> \"{many}\" [label=\"{label}\", arrowtail={tail}, arrowhead=crowodot]"
        );
    }
    text.push_str("}\n");
    text
}

fn rows(name: &str, entries: &[Entry<'_>]) -> String {
    let mut rows = format!("<tr><td colspan=\"3\"><b>{name}</b></td></tr>");
    for entry in entries {
        let Entry {
            r#type,
            logical_name,
            key,
            ..
        } = entry;
        let _ = write!(
            rows,
            "<tr><td align=\"left\">{type}</td><td align=\"left\">{logical_name}</td><td>{key}</td></tr>"
        );
    }
    rows
}
