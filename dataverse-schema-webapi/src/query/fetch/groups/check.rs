use super::ast::GroupsQuery;
use crate::query::check::{
    FetchError, MAX_GROUPED_ROWS, QueryError, QueryErrors, check_groupable, check_total,
};
use crate::query::fetch::check::check_lowered;
use crate::query::fetch::lower::Lowered;
use crate::query::fetch::typing::check_criteria;

/// Checks a query for groups of rows.
pub(super) fn check_groups(
    query: &GroupsQuery,
    lowered: &Lowered,
    page: Option<u32>,
    url: &str,
    max_url: usize,
) -> Result<(), QueryErrors> {
    let GroupsQuery {
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
    for key in keys {
        // Only typed columns of dates have parts.
        if key.part.is_none() {
            check_groupable(key.path.column, &mut errors);
        }
    }
    for total in totals {
        if let Some(path) = &total.path {
            check_total(path.column, total.function, &mut errors);
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
