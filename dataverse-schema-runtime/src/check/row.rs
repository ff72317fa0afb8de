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
    failures.sort_by_key(|(place, _)| *place);
    let failures = failures.into_iter();
    let failures = failures.map(|(place, rule)| Failure::new(&table.columns[place], rule));
    Invalid::unless_empty(table, failures.collect())
}

fn check_values(
    table: &TableInfo,
    slots: &[&dyn Slot],
    checks: &Checks,
    failures: &mut Vec<(usize, Rule)>,
) {
    for (place, kind) in ruled(table) {
        let slot = slots[*place];
        if checks.is_as_on_page() && !slot.is_broken(kind, checks.scope()) {
            continue;
        }
        let value = slot.get();
        let rule = value.and_then(|value| checks.violation(&table.columns[*place], &value));
        failures.extend(rule.map(|rule| (*place, rule)));
    }
}

fn check_nulls(
    table: &TableInfo,
    slots: &[&dyn Slot],
    extras: &Extras,
    checks: &Checks,
    failures: &mut Vec<(usize, Rule)>,
) {
    let check = |place: usize| {
        // What was read as null may have been set since.
        if let Some(level) = checks.requires(&table.columns[place])
            && slots[place].get().is_none()
        {
            failures.push((place, Rule::Required(level)));
        }
    };
    if checks.is_as_on_page() {
        let places = required(table).iter().copied();
        places
            .filter(|place| extras.is_null(*place))
            .for_each(check);
    } else {
        extras.nulls().for_each(check);
    }
}

/// The columns of a row that have rules, with their types. They are closer together than in the description, and grouped by
/// type, so that calls through `dyn` go where the last one went.
fn ruled(table: &TableInfo) -> &[(usize, ColumnKind)] {
    table.cache.ruled.get_or_init(|| {
        let kinds = || table.row().iter().map(|column| column.kind).enumerate();
        let first_of_type = |kind: &ColumnKind| {
            kinds().position(|(_, other)| discriminant(&other) == discriminant(kind))
        };
        let mut ruled: Vec<_> = kinds().filter(|(_, kind)| limit::has_rules(kind)).collect();
        ruled.sort_by_cached_key(|(_, kind)| first_of_type(kind));
        ruled
    })
}

/// The indexes of the columns of a row that may have to have a value.
fn required(table: &TableInfo) -> &[usize] {
    table.cache.required.get_or_init(|| {
        let columns = table.row().iter().enumerate();
        columns
            .filter(|(_, column)| column.required > RequiredLevel::None)
            .map(|(index, _)| index)
            .collect()
    })
}
