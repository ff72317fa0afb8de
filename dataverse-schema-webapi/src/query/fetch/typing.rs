use super::ast::{Criteria, JoinNode, Node};
use crate::query::ast::{ColumnPair, Hop};
use crate::query::check::{QueryError, check_linkable, check_readable, check_text, check_types};

/// Reports what the compiler checks unless a column was found by name.
pub(super) fn check_node(node: &Node, errors: &mut Vec<QueryError>) {
    let Node {
        select,
        filter,
        order_by,
        joins,
    } = node;
    for column in select {
        check_readable(column, errors);
    }
    for criteria in filter {
        check_criteria(criteria, errors);
    }
    for sort in order_by {
        check_readable(sort.path.column, errors);
    }
    check_joins(joins, errors);
}

/// Reports the same in links.
pub(super) fn check_joins(joins: &[JoinNode], errors: &mut Vec<QueryError>) {
    for JoinNode { hop, node, .. } in joins {
        check_hop(hop, errors);
        check_node(node, errors);
    }
}

fn check_hop(hop: &Hop, errors: &mut Vec<QueryError>) {
    if let Hop::Columns(ColumnPair { own, other, .. }) = hop {
        check_linkable(own, other, errors);
    }
}

/// Reports the same in a condition.
pub(super) fn check_criteria(criteria: &Criteria, errors: &mut Vec<QueryError>) {
    match criteria {
        Criteria::Plain(condition) => check_types(condition, errors),
        Criteria::Like { path, .. } => check_text(path.column, "like", errors),
        Criteria::Linked { hop, filter, .. } | Criteria::Joined { hop, filter } => {
            check_hop(hop, errors);
            check_criteria(filter, errors);
        }
        Criteria::Marked { filter, .. } => check_criteria(filter, errors),
        Criteria::And(all) | Criteria::Or(all) => {
            for criteria in all {
                check_criteria(criteria, errors);
            }
        }
    }
}
