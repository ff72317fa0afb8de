use super::condition::check_filter;
use super::limits::{MAX_EXPANSIONS, MAX_PAGE, MAX_URL};
use super::problem::{Problem, Problems, check_url};
use crate::query::ast::{Options, RelationshipKind, RowsQuery};

/// Checks a query for rows.
pub(crate) fn check_rows(query: &RowsQuery, url: &str, max_url: usize) -> Result<(), Problems> {
    let mut problems = Vec::new();
    check_paging(query, &mut problems);
    check_options(&query.options, &mut problems);
    check_url(url, max_url, &mut problems);
    Problems::result(problems)
}

/// Checks a query for one row, which may come only if it has changed.
pub(crate) fn check_row(
    query: &RowsQuery,
    url: &str,
    is_conditional: bool,
) -> Result<(), Problems> {
    let mut problems = Vec::new();
    let has_more = !query.options.expand.is_empty() || !query.annotations.is_empty();
    if is_conditional && has_more {
        problems.push(Problem::Conditional);
    }
    check_options(&query.options, &mut problems);
    check_url(url, MAX_URL, &mut problems);
    Problems::result(problems)
}

fn check_paging(query: &RowsQuery, problems: &mut Vec<Problem>) {
    let has_top = query.options.top.is_some();
    if let Some(size) = query.page_size {
        if !(1..=MAX_PAGE).contains(&size) {
            problems.push(Problem::PageSize(size));
        }
        if has_top {
            problems.push(Problem::TopAndPageSize);
        }
    }
    if has_top && query.count {
        problems.push(Problem::TopAndCount);
    }
}

fn check_options(options: &Options, problems: &mut Vec<Problem>) {
    check_expansions(options, problems);
    check_filter(options, problems);
    options.visit_expansions(1, &mut |expansion, _| {
        check_filter(&expansion.options, problems);
    });
}

fn check_expansions(options: &Options, problems: &mut Vec<Problem>) {
    let mut all = Vec::new();
    let mut is_nested = false;
    options.visit_expansions(1, &mut |expansion, depth| {
        is_nested |= depth > 1;
        all.push(expansion);
    });
    if all.len() > MAX_EXPANSIONS {
        problems.push(Problem::Expansions { count: all.len() });
    }
    if !is_nested {
        return;
    }
    for expansion in all {
        let navigation_property = expansion.navigation;
        if expansion.kind == RelationshipKind::ManyToMany {
            problems.push(Problem::ManyToManyWithNested {
                navigation_property,
            });
        }
        if expansion.options.top.is_some() || !expansion.options.order_by.is_empty() {
            problems.push(Problem::SortedWithNested {
                navigation_property,
            });
        }
    }
}
