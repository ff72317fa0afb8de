use super::limit::{broken, has_rules};
use crate::{Checks, Failure, Invalid, Row, Rule, TableInfo};

pub(crate) fn check_row(table: &TableInfo, row: &dyn Row, checks: &Checks) -> Result<(), Invalid> {
    let mut failures = Vec::new();
    let extras = row.extras();
    for (index, column) in table.row().iter().enumerate() {
        let Some(kind) = checks.kind(column) else {
            continue;
        };
        if has_rules(kind) && row.slot(index).is_broken(kind, checks.scope()) {
            let value = row.slot(index).get();
            let rule = value.and_then(|value| broken(kind, &value, checks.scope()));
            failures.extend(rule.map(|rule| Failure::new(column, rule)));
        }
        if extras.is_null(index)
            && let Some(level) = checks.requires(column)
            // What was read as null may have been set since.
            && row.slot(index).get().is_none()
        {
            failures.push(Failure::new(column, Rule::Required(level)));
        }
    }
    Invalid::unless_empty(table, failures)
}
