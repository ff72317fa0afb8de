use std::collections::BTreeSet;

use dataverse_schema_pages::diagnostic::{Code, Diagnostic};

use crate::plan::{ColumnPlan, OperationsPlan, TablePlan};

/// Returns an error if naming this table in an option has no effect.
pub(super) fn check_table(
    table: &str,
    included: &[TablePlan<'_>],
    operations: &OperationsPlan<'_>,
) -> Option<Diagnostic> {
    if included
        .iter()
        .any(|included| included.logical_name() == table)
    {
        let message = format!("table `{table}` is included, so this option has no effect");
        return Some(
            Diagnostic::general(Code::UnusedOption, message)
                .help("remove the table from the option"),
        );
    }
    let named: BTreeSet<&str> = included
        .iter()
        .flat_map(|included| included.table.tables())
        .chain(operations.mentioned.iter().copied())
        .collect();
    if named.contains(table) {
        return None;
    }
    let named: Vec<&str> = named.into_iter().collect();
    let message = format!("no included page refers to a table `{table}`");
    Some(
        Diagnostic::general(Code::UnknownNameInOption, message).suggest_or_list(
            "available tables",
            table,
            &named,
        ),
    )
}

/// Returns an error if naming this global choice in an option has no effect.
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
    let message = format!("no generated column has the global choice `{choice}`");
    Some(
        Diagnostic::general(Code::UnknownNameInOption, message).suggest_or_list(
            "available choices",
            choice,
            &known,
        ),
    )
}
