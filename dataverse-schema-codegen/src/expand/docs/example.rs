use dataverse_schema_pages::check::{Access, Limits, WrittenBy};

use crate::expand::messages::may_send;
use crate::plan::{ColumnPlan, TablePlan};

/// Returns lines of code that begin a query and a new row.
pub(super) fn example(table: &TablePlan<'_>) -> Vec<String> {
    let row = &table.names.row;
    let messages = table.table.model.messages.as_deref();
    let name = name(table);
    let mut lines = vec![format!("let c = {row}::columns();")];
    if may_send(messages, "RetrieveMultiple") {
        let select = name.map_or_else(String::new, |(field, _)| format!(".select(c.{field})"));
        lines.push(format!("let query = {row}::query(){select}.top(10);"));
    }
    if let Some((field, true)) = name
        && may_send(messages, "Create")
    {
        lines.push(format!(
            "let new = {row}::create().set(c.{field}, \"New\");"
        ));
    }
    lines
}

/// Returns the field of the primary name, and whether a new row can set it.
fn name<'a>(table: &'a TablePlan<'a>) -> Option<(&'a str, bool)> {
    let primary = table.table.model.facts.primary_name_attribute.as_ref()?;
    let is_name = |plan: &ColumnPlan<'_>| plan.column.logical_name == primary.value;
    let plan = table.row_columns().find(is_name)?;
    let column = plan.column;
    let is_settable = matches!(column.limits, Limits::String { .. })
        && column.access == Access::ReadWrite
        && column.written_by() != WrittenBy::Update;
    Some((plan.field()?, is_settable))
}
