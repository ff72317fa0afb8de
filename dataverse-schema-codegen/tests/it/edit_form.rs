//! A form as text, built from descriptions alone: they have all that a form needs.

use std::fmt::Write as _;

use dataverse_schema::info::{ChoiceInfo, ColumnInfo, ColumnKind, RequiredLevel, TableInfo};
use dataverse_schema::prelude::*;

mod schema {
    dataverse_schema::include_schema!(
        ["contoso_gadget.md", "contoso_reading.md"],
        dir = "../tests/pages",
        descriptions = full
    );
}

/// Returns the form to edit a row, in a language or else in that of the page.
fn form(table: &TableInfo, language: i32) -> String {
    let title = table.label_in(language).unwrap_or(table.display_name);
    let mut form = format!("{title}: {}\n", table.description);
    for column in table.columns.iter().filter(|column| column.is_writable()) {
        field(column, language, &mut form);
    }
    form
}

fn field(column: &ColumnInfo, language: i32, form: &mut String) {
    let label = column.label_in(language).unwrap_or(column.display_name);
    let mark = match column.required {
        RequiredLevel::None => "",
        RequiredLevel::Recommended => "+",
        RequiredLevel::ApplicationRequired | RequiredLevel::SystemRequired => "*",
    };
    let mut notes = vec![input(&column.kind)];
    notes.extend((!column.format.is_empty()).then(|| column.format.to_owned()));
    notes.extend(
        (!column.auto_number.is_empty()).then(|| format!("default {}", column.auto_number)),
    );
    match (column.valid_for_create, column.valid_for_update) {
        (true, false) => notes.push("only in new rows".to_owned()),
        (false, true) => notes.push("only in existing rows".to_owned()),
        _ => {}
    }
    if column.deprecated {
        notes.push("deprecated".to_owned());
    }
    let _ = writeln!(form, "\n{label}{mark} [{}]", notes.join("; "));
    if !column.description.is_empty() {
        let _ = writeln!(form, "  {}", column.description.replace('\n', "\n  "));
    }
    for option in options(&column.kind, language) {
        let _ = writeln!(form, "  ( ) {option}");
    }
}

/// Returns the kind of input and its limits.
fn input(kind: &ColumnKind) -> String {
    match kind {
        ColumnKind::String { max_length } => format!("text, max. {max_length}"),
        ColumnKind::Memo { max_length } => format!("lines, max. {max_length}"),
        ColumnKind::Integer { min, max } => format!("whole number, {min} to {max}"),
        ColumnKind::BigInt { min, max } => format!("whole number, {min} to {max}"),
        ColumnKind::Decimal {
            min,
            max,
            precision,
        } => {
            format!(
                "number, {min} to {max}, {}",
                decimal_places(Some(*precision))
            )
        }
        ColumnKind::Double {
            min,
            max,
            precision,
        } => {
            format!("number, {min} to {max}, {}", decimal_places(*precision))
        }
        ColumnKind::Money {
            min,
            max,
            precision,
        } => {
            format!("amount, {min} to {max}, {}", decimal_places(*precision))
        }
        ColumnKind::DateTime { behavior } => format!("date, {behavior:?}"),
        ColumnKind::File { max_size } | ColumnKind::Image { max_size, .. } => {
            format!("file, max. {max_size} KB")
        }
        ColumnKind::Boolean { .. } => "yes or no".to_owned(),
        ColumnKind::MultiSelectPicklist { .. } => "any of".to_owned(),
        ColumnKind::Picklist { .. } | ColumnKind::State { .. } | ColumnKind::Status { .. } => {
            "one of".to_owned()
        }
        kind if kind.is_lookup() => format!("row of {}", kind.targets().join(", ")),
        ColumnKind::PartyList { targets, .. } => format!("rows of {}", targets.join(", ")),
        kind => format!("{kind:?}"),
    }
}

fn decimal_places(precision: Option<u32>) -> String {
    match precision {
        Some(precision) => format!("{precision} decimal places"),
        None => "any decimal places".to_owned(),
    }
}

/// Returns the labels of the options that a column has.
fn options(kind: &ColumnKind, language: i32) -> Vec<String> {
    match kind {
        ColumnKind::Boolean { labels } => {
            let label = |value| {
                labels
                    .label_in(value, language)
                    .unwrap_or(labels.label(value))
            };
            vec![label(true).to_owned(), label(false).to_owned()]
        }
        ColumnKind::Picklist { choice }
        | ColumnKind::MultiSelectPicklist { choice }
        | ColumnKind::State { choice }
        | ColumnKind::Status { choice } => labels(choice, language),
        _ => Vec::new(),
    }
}

fn labels(choice: &ChoiceInfo, language: i32) -> Vec<String> {
    let options = choice.options.iter().map(|option| {
        let label = choice
            .label_in(option.value, language)
            .unwrap_or(option.label);
        let details = choice
            .details
            .iter()
            .find(|details| details.value == option.value);
        match details.map(|details| details.color) {
            Some(color) if !color.is_empty() => format!("{label} ({color})"),
            _ => label.to_owned(),
        }
    });
    options.collect()
}

#[test]
fn edit_form_is_built_from_descriptions() {
    let table = schema::ContosoGadget::info();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("edit_form", form(table, 1033));
        insta::assert_snapshot!("edit_form_german", form(table, 1031));
        // Some of its columns can be set only in new rows, others only in existing ones.
        insta::assert_snapshot!("edit_form_reading", form(schema::ContosoReading::info(), 1033));
    });
}
