use std::fmt::Write as _;

use crate::diagram::graph::{Cardinality, Edge, Graph};
use crate::diagram::node::Entry;

/// Renders a graph as a Mermaid `erDiagram`.
pub(super) fn render(graph: &Graph<'_>) -> String {
    let mut text = String::new();
    if let Some(gap) = graph.gap() {
        let _ = write!(text, "---\ntitle: Left out {gap}\n---\n");
    }
    text.push_str("erDiagram\n");
    for (name, node) in &graph.nodes {
        if node.entries.is_empty() {
            let _ = writeln!(text, "    {name}");
            continue;
        }
        let _ = writeln!(text, "    {name} {{");
        for entry in &node.entries {
            let Entry {
                r#type,
                logical_name,
                key,
                ..
            } = entry;
            let line = format!("{type} {logical_name} {key}");
            let _ = writeln!(text, "        {}", line.trim_end());
        }
        text.push_str("    }\n");
    }
    for edge in &graph.edges {
        let Edge {
            one, many, label, ..
        } = edge;
        let line = match edge.cardinality {
            Cardinality::Optional => "|o--o{",
            Cardinality::Required => "||--o{",
            Cardinality::ManyToMany => "}o--o{",
        };
        let _ = writeln!(text, "    {one} {line} {many} : {label}");
    }
    text
}
