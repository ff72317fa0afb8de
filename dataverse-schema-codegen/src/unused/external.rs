use std::collections::BTreeSet;

use dataverse_schema_pages::diagnostic::Diagnostic;

use crate::plan::{ColumnPlan, TablePlan};

/// Returns why it has no effect that an option names this table.
pub(super) fn check_table(table: &str, included: &[TablePlan<'_>]) -> Option<Diagnostic> {
    if included
        .iter()
        .any(|included| included.logical_name() == table)
    {
        let message = format!("the page of the table `{table}` is included, which says it all");
        return Some(Diagnostic::general(message).help("leave the table out of the option"));
    }
    let named: BTreeSet<&str> = included
        .iter()
        .flat_map(|included| included.table.tables())
        .collect();
    if named.contains(table) {
        return None;
    }
    let named: Vec<&str> = named.into_iter().collect();
    let message = format!("nothing that is generated names a table `{table}`");
    Some(Diagnostic::general(message).known("named are", table, &named))
}

/// Returns why it has no effect that an option names this global choice.
pub(super) fn check_choice(choice: &str, included: &[TablePlan<'_>]) -> Option<Diagnostic> {
    let known: BTreeSet<&str> = included
        .iter()
        .flat_map(TablePlan::columns)
        .filter_map(ColumnPlan::global_choice)
        .collect();
    if known.contains(choice) {
        return None;
    }
    let known: Vec<&str> = known.into_iter().collect();
    let message = format!("no column that is generated has the global choice `{choice}`");
    Some(Diagnostic::general(message).known("there are", choice, &known))
}
