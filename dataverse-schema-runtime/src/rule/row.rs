use crate::row::with_slots;
use crate::{Checks, Extras, Failure, Invalid, Row, Rule, Slot, TableInfo};

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
    for (place, kind) in table.ruled() {
        let slot = slots[*place];
        if checks.is_as_on_page() && !slot.is_broken(kind, checks.scope()) {
            continue;
        }
        let value = slot.get();
        let rule = value.and_then(|value| checks.broken(&table.columns[*place], &value));
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
        let places = table.required().iter().copied();
        places
            .filter(|place| extras.is_null(*place))
            .for_each(check);
    } else {
        extras.nulls().for_each(check);
    }
}
