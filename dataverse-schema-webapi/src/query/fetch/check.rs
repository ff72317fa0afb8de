use dataverse_schema_runtime::info::TableInfo;

use super::ast::{FetchQuery, JoinKind, Node};
use super::lower::Lowered;
use super::typing::check_node;
use crate::query::check::{
    FetchError, MAX_CONDITIONS, MAX_LINKS, MAX_PAGE_SIZE, MAX_TOP, QueryError, QueryErrors,
    check_url,
};

/// Checks a query in FetchXML.
pub(super) fn check_fetch(
    query: &FetchQuery,
    lowered: &Lowered,
    url: &str,
    max_url: usize,
) -> Result<(), QueryErrors> {
    let mut errors = Vec::new();
    let mut add = |is_error: bool, error: QueryError| {
        if is_error {
            errors.push(error);
        }
    };
    let FetchQuery {
        top,
        page_size,
        page,
        ..
    } = query;
    if let Some(top) = *top {
        let is_valid = (1..=MAX_TOP).contains(&top);
        add(!is_valid, QueryError::Fetch(FetchError::Top(top)));
        let has_pages = page_size.is_some() || page.is_some();
        add(has_pages, QueryError::Fetch(FetchError::TopAndPages));
        add(query.count, QueryError::TopAndCount);
    }
    if let Some(size) = *page_size {
        let is_valid = (1..=MAX_PAGE_SIZE).contains(&size);
        add(!is_valid, QueryError::PageSize(size));
    }
    add(*page == Some(0), QueryError::Fetch(FetchError::PageZero));
    check_node(&query.node, &mut errors);
    check_first_matches(query.table, &query.node, &mut Vec::new(), &mut errors);
    check_lowered(lowered, url, max_url, &mut errors);
    QueryErrors::check(errors)
}

/// Reports what a response can't tell apart, as it has no alias for rows linked by `first_match`:
/// a table that is linked twice, and columns with the name of one of the queried table.
fn check_first_matches(
    queried: &TableInfo,
    node: &Node,
    tables: &mut Vec<&str>,
    errors: &mut Vec<QueryError>,
) {
    let mut add = |error| errors.push(QueryError::Fetch(error));
    for join in &node.joins {
        if join.kind != JoinKind::First {
            continue;
        }
        let table = join.hop.table();
        if tables.contains(&table) {
            add(FetchError::FirstMatches { table });
        } else {
            tables.push(table);
        }
        let columns = join.columns().into_iter();
        let names = columns.map(|column| column.schema_name);
        let is_queried = |name: &&str| queried.columns.iter().any(|own| own.property == *name);
        names.filter(is_queried).for_each(|schema_name| {
            add(FetchError::FirstMatchColumn { schema_name });
        });
    }
    for join in &node.joins {
        check_first_matches(queried, &join.node, tables, errors);
    }
}

/// Checks what queries for rows and for groups have in common.
pub(super) fn check_lowered(
    lowered: &Lowered,
    url: &str,
    max_url: usize,
    errors: &mut Vec<QueryError>,
) {
    errors.extend(lowered.errors.iter().cloned().map(QueryError::Fetch));
    let Lowered {
        conditions, links, ..
    } = *lowered;
    if conditions > MAX_CONDITIONS {
        errors.push(QueryError::Conditions { count: conditions });
    } else if conditions + links > MAX_CONDITIONS {
        let both = FetchError::ConditionsAndLinks { conditions, links };
        errors.push(QueryError::Fetch(both));
    }
    if links > MAX_LINKS {
        errors.push(QueryError::Fetch(FetchError::Links { count: links }));
    }
    check_url(url, max_url, errors);
}
