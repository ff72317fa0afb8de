use super::ast::{Criteria, Node};
use crate::query::check::{QueryError, check_readable, check_text, check_types};

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
    for join in joins {
        check_node(&join.node, errors);
    }
}

/// Reports the same in a condition.
pub(super) fn check_criteria(criteria: &Criteria, errors: &mut Vec<QueryError>) {
    match criteria {
        Criteria::Plain(condition) => check_types(condition, errors),
        Criteria::Like { path, .. } => check_text(path.column, "like", errors),
        Criteria::Linked { filter, .. } | Criteria::Marked { filter, .. } => {
            check_criteria(filter, errors);
        }
        Criteria::And(all) | Criteria::Or(all) => {
            for criteria in all {
                check_criteria(criteria, errors);
            }
        }
    }
}
