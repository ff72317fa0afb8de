use super::ast::GroupsQuery;
use crate::query::check::{
    FetchError, MAX_GROUPED_ROWS, QueryError, QueryErrors, check_date, check_groupable, check_total,
};
use crate::query::fetch::ast::JoinNode;
use crate::query::fetch::check::check_lowered;
use crate::query::fetch::lower::Lowered;
use crate::query::fetch::typing::{check_criteria, check_joins};

/// Checks a query for groups of rows.
pub(super) fn check_groups(
    query: &GroupsQuery,
    lowered: &Lowered,
    page: Option<u32>,
    url: &str,
    max_url: usize,
) -> Result<(), QueryErrors> {
    let GroupsQuery {
        joins,
        filter,
        keys,
        totals,
        orders,
        limit,
        ..
    } = query;
    let mut errors = Vec::new();
    if keys.is_empty() && totals.is_empty() {
        errors.push(QueryError::NothingToCompute);
    }
    for criteria in filter {
        check_criteria(criteria, &mut errors);
    }
    check_joins(joins, &mut errors);
    check_selections(joins, &mut errors);
    for key in keys {
        let column = key.path.path.column;
        match key.part {
            None => check_groupable(column, &mut errors),
            Some(part) => check_date(column, part, &mut errors),
        }
    }
    for total in totals {
        if let Some(column) = total.column() {
            check_total(column, total.function, &mut errors);
        }
    }
    for order in orders {
        let count = if order.is_total {
            totals.len()
        } else {
            keys.len()
        };
        if order.index >= count {
            let name = order.name();
            errors.push(QueryError::Fetch(FetchError::UnknownOrder { name }));
        }
    }
    if let Some(limit) = *limit
        && !(1..=MAX_GROUPED_ROWS).contains(&limit)
    {
        errors.push(QueryError::Fetch(FetchError::AggregateLimit(limit)));
    }
    if page == Some(0) {
        errors.push(QueryError::Fetch(FetchError::PageZero));
    }
    check_lowered(lowered, url, max_url, &mut errors);
    QueryErrors::check(errors)
}

/// Reports links that select or order columns.
fn check_selections(joins: &[JoinNode], errors: &mut Vec<QueryError>) {
    for JoinNode { hop, node, .. } in joins {
        if !node.select.is_empty() || !node.order_by.is_empty() {
            let table = hop.table();
            errors.push(QueryError::Fetch(FetchError::LinkOfGroups { table }));
        }
        check_selections(&node.joins, errors);
    }
}
