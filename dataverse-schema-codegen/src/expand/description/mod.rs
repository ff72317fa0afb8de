//! The description of a table: a string of a line for each message, column, option, and relationship.
//!
//! The runtime's `Description` specifies the format.

mod choice;
mod column;
mod lines;

use std::collections::BTreeSet;

use dataverse_schema_pages::check::{CheckedKey, CheckedTable, RelationshipExposure};
use dataverse_schema_pages::model::Labeled;

use crate::expand::code::{Code, template};
use crate::expand::description::column::add_column;
use crate::expand::description::lines::Lines;
use crate::plan::{Plan, TablePlan};

/// Writes the `static` that describes a table.
pub(super) fn description(plan: &Plan<'_>, table: &TablePlan<'_>) -> Code {
    let text = raw_literal(&text(plan, table));
    template! {
        const TEXT: &str = #text;
        static TABLE: __rt::Description = __rt::Description::new(TEXT);
    }
}

fn text(plan: &Plan<'_>, table: &TablePlan<'_>) -> String {
    let mut lines = Lines::default();
    add_table(table, &mut lines);
    add_messages(&table.table, &mut lines);
    lines.line("row").value(table.row_columns().len());
    if let Some((state, status)) = table.settable_state() {
        lines
            .line("state_and_status")
            .value(state.description_index())
            .value(status.description_index());
    }
    for column in table.described_columns() {
        add_column(column, &mut lines);
    }
    for CheckedKey { name, columns } in &table.table.keys {
        lines.line("key").text(name).list(columns);
    }
    add_relationships(&table.table, &mut lines);
    for other in table.table.tables().collect::<BTreeSet<_>>() {
        if let Some(entity_set) = plan.entity_set(other) {
            lines.line("entity_set").text(other).text(entity_set);
        }
    }
    lines.finish()
}

fn add_table(plan: &TablePlan<'_>, lines: &mut Lines) {
    let table = &plan.table;
    let facts = &table.model.facts;
    lines
        .line("table")
        .text(&table.logical_name.value)
        .text(&table.schema_name.value)
        .fact(facts.display_name.as_ref())
        .text(&table.entity_set.value)
        .text(&table.primary_id.value)
        .fact(facts.primary_name_attribute.as_ref())
        .text(
            facts
                .ownership_type
                .as_ref()
                .map_or("", |fact| fact.value.as_str()),
        )
        .text(
            facts
                .table_type
                .as_ref()
                .map_or("", |fact| fact.value.as_str()),
        )
        .value(plan.options.language);
    if table.model.is_deprecated() {
        lines.value("deprecated");
    }
    if plan.options.has_descriptions && !table.model.description().is_empty() {
        lines.line("description").text(table.model.description());
    }
    for (kind, labeled) in [
        ("label", Labeled::Table),
        ("collection", Labeled::Collection),
    ] {
        for label in table
            .labels
            .iter()
            .filter(|label| label.of.value == labeled)
        {
            lines.label(kind, label);
        }
    }
}

fn add_messages(table: &CheckedTable<'_>, lines: &mut Lines) {
    let Some(messages) = &table.model.messages else {
        return;
    };
    lines.line("messages");
    for message in messages {
        let is_event = message.is_event.as_ref().map(|fact| fact.value);
        lines
            .line("message")
            .text(&message.name.value)
            .optional(is_event);
    }
}

fn add_relationships(table: &CheckedTable<'_>, lines: &mut Lines) {
    for (kind, relationships) in table.relationships() {
        for relationship in relationships {
            if relationship.exposure == RelationshipExposure::Hidden {
                continue;
            }
            lines
                .line(kind.as_str())
                .text(&relationship.schema_name.value)
                .text(relationship.navigation_property)
                .text(relationship.table)
                .text(relationship.attribute);
            if !relationship.intersect.is_empty() {
                lines.text(relationship.intersect);
            }
        }
    }
}

/// Returns a literal that shows the lines of a string as they are.
fn raw_literal(text: &str) -> String {
    let mut marks = String::new();
    while text.contains(&format!("\"{marks}")) {
        marks.push('#');
    }
    format!("r{marks}\"{text}\"{marks}")
}
