use crate::{Checks, Failure, Invalid, Row, Rule, TableInfo};

pub(crate) fn check_row(table: &TableInfo, row: &dyn Row, checks: &Checks) -> Result<(), Invalid> {
    let mut failures = Vec::new();
    for (index, column) in table.row().iter().enumerate() {
        let rule = match row.slot(index).get() {
            Some(value) => checks.broken(column, &value),
            None if row.extras().is_null(index) => checks.requires(column).map(Rule::Required),
            None => None,
        };
        failures.extend(rule.map(|rule| Failure::new(column, rule)));
    }
    Invalid::unless_empty(table, failures)
}
