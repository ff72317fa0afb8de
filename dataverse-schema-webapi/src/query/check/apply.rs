use super::condition::check_filter;
use super::problem::{Problem, Problems, check_url};
use crate::query::ast::{Apply, ColumnPath, Sort};

/// Checks a query for groups of rows.
pub(crate) fn check_apply(apply: &Apply, url: &str, max_url: usize) -> Result<(), Problems> {
    let Apply {
        options,
        keys,
        totals,
        ..
    } = apply;
    let mut problems = Vec::new();
    if keys.is_empty() && totals.is_empty() {
        problems.push(Problem::NothingToCompute);
    }
    check_names(apply.key_names(), &mut problems);
    check_keys(keys, &mut problems);
    check_order(&options.order_by, keys, &mut problems);
    check_filter(options, &mut problems);
    check_url(url, max_url, &mut problems);
    Problems::result(problems)
}

fn check_names(mut names: Vec<String>, problems: &mut Vec<Problem>) {
    names.sort();
    let twice = names.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
    problems.extend(twice.map(|same| Problem::KeyTwice {
        name: same[0].clone(),
    }));
}

fn check_keys(keys: &[ColumnPath], problems: &mut Vec<Problem>) {
    for key in keys {
        let is_too_far = match key.navigation.len() {
            0 => false,
            1 => key.column.kind.is_lookup(),
            _ => true,
        };
        if is_too_far {
            let property = key.column.property;
            problems.push(Problem::KeyTooFar { property });
        }
    }
}

fn check_order(order_by: &[Sort], keys: &[ColumnPath], problems: &mut Vec<Problem>) {
    for Sort { path, .. } in order_by {
        let property = path.column.property;
        let mut own = keys.iter().filter(|key| key.navigation.is_empty());
        if !path.navigation.is_empty() || !own.any(|key| key.column.property == property) {
            problems.push(Problem::OrderedByNoKey { property });
        }
    }
}
