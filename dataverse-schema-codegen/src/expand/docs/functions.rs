use crate::expand::messages::may_send;
use crate::plan::TablePlan;

/// The functions of row types that the prelude imports, with their messages.
const FUNCTIONS: [(&str, &str); 5] = [
    ("RetrieveMultiple", "query()"),
    ("Retrieve", "retrieve(id)"),
    ("Create", "create()"),
    ("Update", "update(id)"),
    ("Delete", "delete(id)"),
];

/// Returns a sentence about the functions of a row type.
pub(super) fn functions(table: &TablePlan<'_>) -> String {
    let messages = table.table.model.messages.as_deref();
    let names: String = FUNCTIONS
        .iter()
        .filter(|(message, _)| may_send(messages, message))
        .map(|(_, function)| format!(", `{function}`"))
        .collect();
    let row = &table.names.row;
    format!(
        "With `dataverse_schema::prelude::*`, it has `columns()`, `info()`{names}. It is also the type of the table, as in `Id<{row}>`."
    )
}
