use std::collections::BTreeMap;

use crate::diagram::graph::{Cardinality, Edge, Graph};

/// The relationships of one kind between two tables, which share a line.
pub(super) struct Line<'g> {
    pub(super) one: &'g str,
    pub(super) many: &'g str,
    pub(super) cardinality: Cardinality,
    pub(super) labels: Vec<&'g str>,
}

/// Returns the lines of a diagram, in order.
pub(super) fn lines<'g>(graph: &Graph<'g>) -> Vec<Line<'g>> {
    let mut lines = BTreeMap::new();
    for edge in &graph.edges {
        let Edge { one, many, .. } = *edge;
        let labels: &mut Vec<_> = lines.entry((one, many, edge.cardinality)).or_default();
        labels.push(edge.label);
    }
    let lines = lines.into_iter();
    lines
        .map(|((one, many, cardinality), labels)| Line {
            one,
            many,
            cardinality,
            labels,
        })
        .collect()
}
