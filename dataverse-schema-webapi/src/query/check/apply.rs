use super::condition::check_filter;
use super::error::{QueryError, QueryErrors};
use super::order::check_order;
use super::typing::{check_groupable, check_total};
use super::url::check_url;
use crate::query::ast::{Apply, ColumnPath, Sort};

/// Checks a query for groups of rows.
pub(crate) fn check_apply(apply: &Apply, url: &str, max_url: usize) -> Result<(), QueryErrors> {
    let Apply {
        options,
        keys,
        totals,
        ..
    } = apply;
    let mut errors = Vec::new();
    if keys.is_empty() && totals.is_empty() {
        errors.push(QueryError::NothingToCompute);
    }
    check_names(apply.key_names(), &mut errors);
    check_keys(keys, &mut errors);
    for total in totals {
        if let Some(column) = total.column() {
            check_total(column, total.function, &mut errors);
        }
    }
    check_order(&options.order_by, &mut errors);
    check_order_by_keys(&options.order_by, keys, &mut errors);
    check_filter(options, &mut errors);
    check_url(url, max_url, &mut errors);
    QueryErrors::check(errors)
}

fn check_names(mut names: Vec<String>, errors: &mut Vec<QueryError>) {
    names.sort();
    let duplicates = names.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
    errors.extend(duplicates.map(|same| QueryError::DuplicateKey {
        name: same[0].clone(),
    }));
}

fn check_keys(keys: &[ColumnPath], errors: &mut Vec<QueryError>) {
    for key in keys {
        check_groupable(key.column, errors);
        let is_unsupported = match key.navigation.len() {
            0 => false,
            1 => key.column.kind.is_lookup(),
            _ => true,
        };
        if is_unsupported {
            let property = key.column.property;
            errors.push(QueryError::UnsupportedKey { property });
        }
    }
}

fn check_order_by_keys(order_by: &[Sort], keys: &[ColumnPath], errors: &mut Vec<QueryError>) {
    for Sort { path, .. } in order_by {
        let property = path.column.property;
        let mut own = keys.iter().filter(|key| key.navigation.is_empty());
        if !path.navigation.is_empty() || !own.any(|key| key.column.property == property) {
            errors.push(QueryError::OrderedByOther { property });
        }
    }
}
