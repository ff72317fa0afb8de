use super::condition::check_filter;
use super::error::{QueryError, QueryErrors};
use super::limits::{MAX_EXPANSIONS, MAX_PAGE_SIZE, MAX_URL};
use super::order::check_order;
use super::typing::check_readable;
use super::url::check_url;
use crate::query::ast::{Expansion, Options, RelationshipKind, RowsQuery};

/// Checks a query for rows of the table with this entity set.
pub(crate) fn check_rows(
    query: &RowsQuery,
    entity_set: &str,
    url: &str,
    max_url: usize,
) -> Result<(), QueryErrors> {
    let mut errors = Vec::new();
    check_paging(query, &mut errors);
    if query.is_tracked {
        check_tracking(query, entity_set, &mut errors);
    }
    check_options(&query.options, &mut errors);
    check_url(url, max_url, &mut errors);
    QueryErrors::check(errors)
}

/// Checks a query for one row. A conditional one asks for the row only if it has changed.
pub(crate) fn check_row(
    query: &RowsQuery,
    url: &str,
    is_conditional: bool,
) -> Result<(), QueryErrors> {
    let mut errors = Vec::new();
    let has_unsupported = !query.options.expand.is_empty() || !query.annotations.is_empty();
    if is_conditional && has_unsupported {
        errors.push(QueryError::Conditional);
    }
    if is_conditional && query.is_result {
        errors.push(QueryError::ConditionalResult);
    }
    check_options(&query.options, &mut errors);
    check_url(url, MAX_URL, &mut errors);
    QueryErrors::check(errors)
}

/// Checks what a write asks for of its row.
pub(crate) fn check_returned(
    query: &RowsQuery,
    url: &str,
    is_new: bool,
) -> Result<(), QueryErrors> {
    let mut errors = Vec::new();
    query.options.visit_expansions(1, &mut |expansion, depth| {
        let is_list = expansion.kind != RelationshipKind::ManyToOne;
        if !is_new || is_list && depth > 1 {
            errors.push(QueryError::NotReturned {
                navigation_property: expansion.navigation,
            });
        }
    });
    check_options(&query.options, &mut errors);
    check_url(url, MAX_URL, &mut errors);
    QueryErrors::check(errors)
}

/// Checks a query for the number of rows, which only the filters affect.
pub(crate) fn check_count(query: &RowsQuery, url: &str) -> Result<(), QueryErrors> {
    let mut errors = Vec::new();
    check_filter(&query.options, &mut errors);
    check_url(url, MAX_URL, &mut errors);
    QueryErrors::check(errors)
}

fn check_paging(query: &RowsQuery, errors: &mut Vec<QueryError>) {
    let has_top = query.options.top.is_some();
    if let Some(size) = query.page_size {
        if !(1..=MAX_PAGE_SIZE).contains(&size) {
            errors.push(QueryError::PageSize(size));
        }
        if has_top {
            errors.push(QueryError::TopAndPageSize);
        }
    }
    if has_top && query.count {
        errors.push(QueryError::TopAndCount);
    }
}

/// Checks a query that tracks changes, which only the rows of an entity set have.
fn check_tracking(query: &RowsQuery, entity_set: &str, errors: &mut Vec<QueryError>) {
    if query.path != entity_set {
        errors.push(QueryError::TrackedPath {
            path: query.path.clone(),
        });
    }
    let Options {
        select: _,
        filter,
        order_by,
        expand,
        top,
    } = &query.options;
    let unsupported = [
        (!filter.is_empty(), "filter"),
        (!order_by.is_empty(), "order_by"),
        (!expand.is_empty(), "expand"),
        (top.is_some(), "top"),
        (!query.annotations.is_empty(), "annotations"),
    ];
    for (is_used, method) in unsupported {
        if is_used {
            errors.push(QueryError::TrackedWith { method });
        }
    }
}

fn check_options(options: &Options, errors: &mut Vec<QueryError>) {
    check_expansions(options, errors);
    check_own_options(options, errors);
    options.visit_expansions(1, &mut |expansion, _| {
        check_reference(expansion, errors);
        check_own_options(&expansion.options, errors);
    });
}

/// Checks the options of a query, or of one expansion in it, without those nested in it.
fn check_own_options(options: &Options, errors: &mut Vec<QueryError>) {
    check_conflicts(&options.expand, errors);
    for column in &options.select {
        check_readable(column, errors);
    }
    check_order(&options.order_by, errors);
    check_filter(options, errors);
}

/// Reports expansions of the same relationship, which are those that could not be merged.
fn check_conflicts(expansions: &[Expansion], errors: &mut Vec<QueryError>) {
    for (index, expansion) in expansions.iter().enumerate() {
        let navigation_property = expansion.navigation;
        let mut earlier = expansions[..index].iter();
        let conflict = QueryError::ConflictingExpansions {
            navigation_property,
        };
        let is_conflict = earlier.any(|known| known.navigation == navigation_property);
        if is_conflict && !errors.contains(&conflict) {
            errors.push(conflict);
        }
    }
}

/// Reports options of a reference. It leads to one row, so it can't have those of lists of rows.
fn check_reference(expansion: &Expansion, errors: &mut Vec<QueryError>) {
    let Options { select, expand, .. } = &expansion.options;
    if expansion.is_reference && !(select.is_empty() && expand.is_empty()) {
        errors.push(QueryError::ReferenceWithOptions {
            navigation_property: expansion.navigation,
        });
    }
}

fn check_expansions(options: &Options, errors: &mut Vec<QueryError>) {
    let mut all = Vec::new();
    let mut is_nested = false;
    options.visit_expansions(1, &mut |expansion, depth| {
        is_nested |= depth > 1;
        all.push(expansion);
    });
    if all.len() > MAX_EXPANSIONS {
        errors.push(QueryError::Expansions { count: all.len() });
    }
    if !is_nested {
        return;
    }
    for expansion in all {
        let navigation_property = expansion.navigation;
        if expansion.kind == RelationshipKind::ManyToMany {
            errors.push(QueryError::ManyToManyWithNested {
                navigation_property,
            });
        }
        if expansion.options.top.is_some() || !expansion.options.order_by.is_empty() {
            errors.push(QueryError::SortedWithNested {
                navigation_property,
            });
        }
    }
}
