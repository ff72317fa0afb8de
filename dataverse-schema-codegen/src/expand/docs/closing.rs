use crate::plan::TablePlan;

/// What the names of messages that close rows begin with. The name of the table follows.
const VERBS: &[&str] = &["Cancel", "Close", "Fulfill", "Lose", "Qualify", "Win"];

/// Returns a sentence about the messages that close rows of a table, if its page lists any.
pub(super) fn closing(table: &TablePlan<'_>) -> Option<String> {
    table.settable_state()?;
    let model = table.table.model;
    let names: Vec<String> = model
        .messages
        .iter()
        .flatten()
        .map(|message| &message.name.value)
        .filter(|name| closes(name, table.logical_name()))
        .map(|name| format!("`{name}`"))
        .collect();
    if names.is_empty() {
        return None;
    }
    Some(format!(
        "To close a row, call {}: the service may reject `set_state`.",
        names.join(" or ")
    ))
}

/// Returns true for `WinOpportunity` and the table `opportunity`.
fn closes(message: &str, table: &str) -> bool {
    let mut tables = VERBS.iter().filter_map(|verb| message.strip_prefix(verb));
    tables.any(|name| name.eq_ignore_ascii_case(table))
}
