use crate::character::{Unusual, unusual};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ChoiceOption, Column, Fact, Table};

/// Warns about characters in strings that can't be seen, or that look like others.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    let facts = &table.facts;
    let texts = [&facts.display_name, &facts.display_collection_name];
    for text in texts.into_iter().flatten() {
        check_label(table, text, warnings);
    }
    for column in table.all_columns() {
        check_column(table, column, warnings);
    }
    for label in &table.localized_labels {
        for text in [&label.label, &label.description].into_iter().flatten() {
            check_text(table, text, warnings);
        }
    }
}

fn check_column(table: &Table, column: &Column, warnings: &mut Diagnostics) {
    let facts = &column.facts;
    let labels = [&facts.display_name, &facts.true_label, &facts.false_label];
    for label in labels.into_iter().flatten() {
        check_label(table, label, warnings);
    }
    for text in [&facts.description, &facts.formula_definition]
        .into_iter()
        .flatten()
    {
        check_text(table, text, warnings);
    }
    for ChoiceOption { facts, .. } in column.options.iter().flatten() {
        for label in [&facts.label, &facts.invariant_name].into_iter().flatten() {
            check_label(table, label, warnings);
        }
        if let Some(text) = &facts.description {
            check_text(table, text, warnings);
        }
    }
}

/// Checks a label, of which generated code makes names.
fn check_label(table: &Table, label: &Fact<String>, warnings: &mut Diagnostics) {
    if let Some(unusual) = unusual(&label.value) {
        warn(table, label, &unusual, warnings);
    }
}

/// Checks a longer text, in which no-break spaces are usual.
fn check_text(table: &Table, text: &Fact<String>, warnings: &mut Diagnostics) {
    let found = unusual(&text.value);
    if let Some(unusual) = found.filter(|unusual| unusual.character != '\u{a0}') {
        warn(table, text, &unusual, warnings);
    }
}

fn warn(table: &Table, at: &Fact<String>, unusual: &Unusual<'_>, warnings: &mut Diagnostics) {
    let message = format!("unusual character in a string: {unusual}");
    let page = table.page_containing(at.span);
    let warning = Diagnostic::warning(Code::UnusualCharacter, page, at.span, message);
    warnings.push(warning.help("remove it, or write the usual character"));
}
