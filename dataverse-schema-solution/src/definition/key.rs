use dataverse_schema_pages::Code;
use serde_json::{Value, json};

use super::context::Context;
use super::label::label;
use crate::report::Report;
use crate::xml::Element;

/// Returns an alternate key.
pub(super) fn key(context: &Context<'_>, key: &Element, report: &mut Report) -> Option<Value> {
    let (Some(schema_name), Some(logical_name)) = (key.value("Name"), key.value("LogicalName"))
    else {
        let message = "missing `Name` or `LogicalName` of an alternate key";
        report.error(key.origin, Code::InvalidSolution, message);
        return None;
    };
    let columns = key.list("EntityKeyAttributes").iter();
    let columns: Vec<String> = columns
        .map(|column| column.text.trim().to_lowercase())
        .collect();
    if columns.is_empty() {
        let message = format!("missing columns of alternate key `{schema_name}`");
        report.error(key.origin, Code::InvalidSolution, &message);
        return None;
    }
    Some(json!({
        "SchemaName": schema_name,
        "LogicalName": logical_name,
        "EntityLogicalName": context.name,
        "KeyAttributes": columns,
        "DisplayName": label(key.list("displaynames")),
    }))
}
