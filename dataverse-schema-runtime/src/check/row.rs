use core::mem::discriminant;

use super::checks::Checks;
use crate::info::{ColumnKind, RequiredLevel, TableInfo};
use crate::row::{Extras, Row, Slot, with_slots};
use crate::rule::{Failure, Invalid, Rule, limit};

pub(crate) fn check_row(table: &TableInfo, row: &dyn Row, checks: &Checks) -> Result<(), Invalid> {
    let mut failures = Vec::new();
    with_slots(row, |slots| {
        check_values(table, slots, checks, &mut failures);
        check_nulls(table, slots, row.extras(), checks, &mut failures);
    });
    failures.sort_by_key(|(index, _)| *index);
    let failures = failures
        .into_iter()
        .map(|(index, rule)| Failure::new(&table.columns[index], rule))
        .collect();
    Invalid::unless_empty(table, failures)
}

fn check_values(
    table: &TableInfo,
    slots: &[&dyn Slot],
    checks: &Checks,
    failures: &mut Vec<(usize, Rule)>,
) {
    for (index, kind) in columns_with_rules(table) {
        let slot = slots[*index];
        if checks.matches_pages() && !slot.has_violation(kind, checks.scope()) {
            continue;
        }
        let value = slot.get();
        let rule = value.and_then(|value| checks.violation(&table.columns[*index], &value));
        failures.extend(rule.map(|rule| (*index, rule)));
    }
}

fn check_nulls(
    table: &TableInfo,
    slots: &[&dyn Slot],
    extras: &Extras,
    checks: &Checks,
    failures: &mut Vec<(usize, Rule)>,
) {
    let check = |index: usize| {
        // A column that was read as null may have been set since.
        if let Some(level) = checks.required_level(&table.columns[index])
            && slots[index].get().is_none()
        {
            failures.push((index, Rule::Required(level)));
        }
    };
    if checks.matches_pages() {
        let indices = required(table).iter().copied();
        indices
            .filter(|index| extras.is_null(*index))
            .for_each(check);
    } else {
        extras.nulls().for_each(check);
    }
}

/// Returns the columns of a row that have rules, with their types.
///
/// They are stored more densely than in the description. They are grouped by type, so that
/// consecutive calls through `dyn` have the same destination.
fn columns_with_rules(table: &TableInfo) -> &[(usize, ColumnKind)] {
    table.cache.columns_with_rules.get_or_init(|| {
        let kinds = || table.row().iter().map(|column| column.kind).enumerate();
        let first_of_type = |kind: &ColumnKind| {
            kinds().position(|(_, other)| discriminant(&other) == discriminant(kind))
        };
        let mut columns_with_rules: Vec<_> =
            kinds().filter(|(_, kind)| limit::has_rules(kind)).collect();
        columns_with_rules.sort_by_cached_key(|(_, kind)| first_of_type(kind));
        columns_with_rules
    })
}

/// Returns the indices of the columns of a row that may be required.
fn required(table: &TableInfo) -> &[usize] {
    table.cache.required.get_or_init(|| {
        let columns = table.row().iter().enumerate();
        columns
            .filter(|(_, column)| column.required > RequiredLevel::None)
            .map(|(index, _)| index)
            .collect()
    })
}
