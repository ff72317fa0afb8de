use super::limit::has_rules;
use crate::{Checks, Failure, Invalid, Row, Rule, TableInfo};

pub(crate) fn check_row(table: &TableInfo, row: &dyn Row, checks: &Checks) -> Result<(), Invalid> {
    let mut failures = Vec::new();
    let extras = row.extras();
    for (index, column) in table.row().iter().enumerate() {
        let slot = row.slot(index);
        let value = if has_rules(&column.kind) {
            slot.get()
        } else {
            None
        };
        // By reference, as moving a value takes longer than checking it.
        let rule = match &value {
            Some(value) => checks.broken(column, value),
            None if extras.is_null(index) => checks
                .requires(column)
                // What was read as null may have been set since.
                .filter(|_| slot.get().is_none())
                .map(Rule::Required),
            None => None,
        };
        if let Some(rule) = rule {
            failures.push(Failure::new(column, rule));
        }
    }
    Invalid::unless_empty(table, failures)
}
