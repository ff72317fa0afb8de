use dataverse_schema_pages::model::{ChoiceOption, ColumnType, Labeled, OptionFacts};

use crate::expand::description::lines::Lines;
use crate::plan::ColumnPlan;

/// Adds the field for a global choice, and the lines of the options.
pub(super) fn add_choice<'l>(
    plan: ColumnPlan<'_>,
    options: &[ChoiceOption],
    lines: &'l mut Lines,
) -> &'l mut Lines {
    lines.fact(plan.column.model.facts.global_choice_name.as_ref());
    for (option, name) in options.iter().zip(&plan.names.variants) {
        add_option(plan.column.r#type, option, name, lines);
    }
    for option in options {
        add_details(option, lines);
    }
    add_labels(plan, lines);
    lines
}

/// Adds the fields and lines for the labels of a Boolean column.
pub(super) fn add_boolean_labels<'l>(plan: ColumnPlan<'_>, lines: &'l mut Lines) -> &'l mut Lines {
    let facts = &plan.column.model.facts;
    lines
        .fact(facts.true_label.as_ref())
        .fact(facts.false_label.as_ref());
    add_labels(plan, lines);
    lines
}

fn add_option(r#type: ColumnType, option: &ChoiceOption, name: &str, lines: &mut Lines) {
    let ChoiceOption { value, facts } = option;
    lines
        .line("option")
        .value(value.value)
        .fact(facts.label.as_ref())
        .value(name);
    match r#type {
        ColumnType::State => {
            lines
                .value("state")
                .optional(facts.default_status.as_ref().map(|fact| fact.value))
                .fact(facts.invariant_name.as_ref());
        }
        ColumnType::Status => {
            lines
                .value("status")
                .optional(facts.state.as_ref().map(|fact| fact.value));
            if let Some(transitions) = &facts.transitions {
                let statuses = transitions.value.to.iter().map(i32::to_string);
                lines.list(&statuses.collect::<Vec<_>>());
            }
        }
        _ => {}
    }
}

fn add_details(option: &ChoiceOption, lines: &mut Lines) {
    let OptionFacts {
        color,
        external_value,
        description,
        ..
    } = &option.facts;
    if color.is_some() || external_value.is_some() || description.is_some() {
        lines
            .line("details")
            .value(option.value.value)
            .fact(color.as_ref())
            .fact(external_value.as_ref())
            .fact(description.as_ref());
    }
}

fn add_labels(plan: ColumnPlan<'_>, lines: &mut Lines) {
    for label in &plan.table.table.labels {
        if let (Labeled::Option, Some((column, value))) = (label.of.value, label.option())
            && column == plan.column.logical_name
        {
            lines.label("option_label", label).value(value);
        }
    }
}
