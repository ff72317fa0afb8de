use dataverse_schema_pages::check::{Access, ColumnExposure, Limits, PartyRole, WrittenBy};
use dataverse_schema_pages::model::{ColumnType, Labeled};

use crate::expand::description::choice::{add_boolean_labels, add_choice};
use crate::expand::description::lines::Lines;
use crate::plan::ColumnPlan;

/// Adds the lines of a column.
pub(super) fn add_column(plan: ColumnPlan<'_>, lines: &mut Lines) {
    let column = plan.column;
    let facts = &column.model.facts;
    lines
        .column()
        .text(column.logical_name)
        .text(&column.model.schema_name.value)
        .fact(facts.display_name.as_ref())
        .value(column.required().as_str())
        .value(flags(plan))
        .text(format(plan))
        .value(column.r#type.as_str());
    add_limits(plan, lines);
    for label in &plan.table.table.labels {
        if label.of.value == Labeled::Column && label.name.value == column.logical_name {
            lines.label("label", label);
        }
    }
    if let Some(format) = &facts.auto_number_format {
        lines.line("auto_number").text(&format.value);
    }
    if let Some(property) = &facts.property_name {
        lines.line("property").text(&property.value);
    }
    if let Some(formula) = &facts.formula_definition {
        lines.line("formula").text(&formula.value);
    }
    if plan.table.options.has_descriptions && !column.model.description().is_empty() {
        lines.line("description").text(column.model.description());
    }
}

/// Returns the name of the format, or the format, of the column's values.
fn format(plan: ColumnPlan<'_>) -> &str {
    let facts = &plan.column.model.facts;
    let name = facts.format_name.as_ref().map(|fact| fact.value.as_str());
    name.or_else(|| facts.format.as_ref().map(|fact| fact.value.as_str()))
        .filter(|format| *format != "None")
        .unwrap_or_default()
}

/// Returns `w` for a column that creates and updates can set, `c` or `u` for one that only creates
/// or only updates can set, `d` for one with a default, and `o` for an obsolete one.
fn flags(plan: ColumnPlan<'_>) -> String {
    let column = plan.column;
    let is_writable =
        column.access != Access::ReadOnly && column.exposure != ColumnExposure::Described;
    let written_by = match column.written_by() {
        _ if !is_writable => "",
        WrittenBy::CreateAndUpdate => "w",
        WrittenBy::Create => "c",
        WrittenBy::Update => "u",
    };
    let has_default = column.has_default(&plan.table.table.primary_id.value);
    let is_deprecated = column.model.is_deprecated();
    let flags = [(has_default, 'd'), (is_deprecated, 'o')];
    let flags = flags.iter().filter(|(is_set, _)| *is_set);
    written_by
        .chars()
        .chain(flags.map(|(_, flag)| *flag))
        .collect()
}

/// Adds the fields for the limits, which depend on the type, and the lines of a choice.
fn add_limits(plan: ColumnPlan<'_>, lines: &mut Lines) {
    match &plan.column.limits {
        Limits::String { max_length } | Limits::Memo { max_length } => lines.value(max_length),
        Limits::Integer { min, max } => lines.value(min).value(max),
        Limits::BigInt { min, max } => lines.value(min).value(max),
        Limits::Double {
            min,
            max,
            precision,
        } => lines.optional(*min).optional(*max).optional(*precision),
        Limits::Decimal {
            min,
            max,
            precision,
        } => lines.decimal(*min).decimal(*max).value(precision),
        Limits::Money {
            min,
            max,
            precision,
        } => lines.decimal(*min).decimal(*max).optional(*precision),
        Limits::DateTime { behavior } => lines.value(behavior.as_str()),
        Limits::Choice { options } => add_choice(plan, options, lines),
        Limits::Lookup { targets } => lines.list(targets),
        Limits::PartyList { targets, role } => lines.list(targets).optional(match role {
            PartyRole::Known(role) => Some(role),
            PartyRole::All | PartyRole::Unknown => None,
        }),
        Limits::File { max_size } => {
            let can_store_full_image = plan.column.model.facts.can_store_full_image.as_ref();
            let is_full = can_store_full_image.is_some_and(|fact| fact.value);
            let lines = lines.value(max_size);
            if is_full { lines.value("full") } else { lines }
        }
        Limits::Unlimited if plan.column.r#type == ColumnType::Boolean => {
            add_boolean_labels(plan, lines)
        }
        Limits::Unlimited => lines,
    };
}
