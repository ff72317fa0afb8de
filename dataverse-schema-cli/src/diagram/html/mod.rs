use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagram::graph::{Cardinality, Graph};
use crate::diagram::lines::lines;
use crate::diagram::node::Node;

const PAGE: &str = include_str!("page.html");

/// What the script of the page reads.
#[derive(Serialize)]
struct Data<'g> {
    tables: Vec<TableData<'g>>,
    /// The index of either table, the kind of the end at the first one, and the names.
    lines: Vec<(usize, usize, &'static str, Vec<&'g str>)>,
    /// The index of the table that is shown first.
    start: usize,
}

#[derive(Serialize)]
struct TableData<'g> {
    name: &'g str,
    label: &'g str,
    description: &'g str,
    page: bool,
    /// The name, the type, the key, and the label of each column.
    columns: Vec<(&'g str, &'g str, &'g str, &'g str)>,
}

/// Renders a graph as a page for browsers, which shows one table and its neighbors at a time.
///
/// It begins with the table of this name, or else with the first one that has a page.
pub(super) fn render(graph: &Graph<'_>, start: Option<&str>) -> String {
    let indexes: BTreeMap<&str, usize> = graph.nodes.keys().copied().zip(0..).collect();
    let first = || graph.nodes.values().position(|node| node.has_page);
    let lines = lines(graph).into_iter().map(|line| {
        let kind = kind(line.cardinality);
        (indexes[line.one], indexes[line.many], kind, line.labels)
    });
    let data = Data {
        tables: graph.nodes.iter().map(table).collect(),
        lines: lines.collect(),
        start: start
            .and_then(|start| indexes.get(start).copied())
            .or_else(first)
            .unwrap_or_default(),
    };
    page(&data)
}

fn table<'g>((name, node): (&&'g str, &'g Node<'_>)) -> TableData<'g> {
    let columns = node.entries.iter();
    TableData {
        name,
        label: node.display_name,
        description: node.description,
        page: node.has_page,
        columns: columns
            .map(|entry| {
                let name = entry.logical_name.as_str();
                (name, entry.r#type.as_str(), entry.key, entry.display_name)
            })
            .collect(),
    }
}

/// Returns the template of the page that draws the end of a line.
fn kind(cardinality: Cardinality) -> &'static str {
    match cardinality {
        Cardinality::Optional => "optional",
        Cardinality::Required => "required",
        Cardinality::ManyToMany => "many",
    }
}

fn page(data: &Data<'_>) -> String {
    let json = serde_json::to_string(data).expect("strings and numbers are valid JSON");
    // In a script element, only `<` has a meaning.
    let json = json.replace('<', "\\u003c");
    // The data comes last: names of tables may look like placeholders.
    PAGE.replace("{{style}}", include_str!("page.css"))
        .replace("{{script}}", include_str!("page.js"))
        .replacen("{{data}}", &json, 1)
}
