//! The documentation of generated items: brief, and safe for rustdoc whatever the page says.

use crate::check::{Checked, Column, Kind};
use crate::model::{ChoiceOption, ColumnType, RequiredLevel};

/// The longest description that is taken over, in characters.
const LONGEST: usize = 200;

/// The first sentence of a description, as Markdown that shows it literally.
fn sentence(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let end = line.find(". ").map_or(line.len(), |end| end + 1);
    let line = &line[..end];
    let cut = line.char_indices().nth(LONGEST).map(|(at, _)| at);
    let mut shown: String = escape(cut.map_or(line, |at| &line[..at]));
    if cut.is_some() {
        shown.push('…');
    }
    shown
}

/// Puts a backslash before every mark that means something in Markdown.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (offset, character) in text.char_indices() {
        let marks_anywhere = "\\`*_[]<>&~$|";
        let marks_line = offset == 0 && "#+-=:>".contains(character);
        let marks_list = ".)".contains(character)
            && !text[..offset].is_empty()
            && text[..offset].bytes().all(|byte| byte.is_ascii_digit());
        // `://` would make a bare URL.
        let marks_url = character == ':' && text[offset..].starts_with("://");
        if marks_anywhere.contains(character) || marks_line || marks_list || marks_url {
            escaped.push('\\');
        }
        escaped.push(if character.is_control() {
            ' '
        } else {
            character
        });
    }
    escaped
}

/// The module of a table.
pub(super) fn module(table: &Checked<'_>) -> String {
    format!("The table `{}`.", table.logical_name.value)
}

/// The row type.
pub(super) fn table(table: &Checked<'_>) -> String {
    let facts = &table.model.facts;
    let mut lines = Vec::new();
    match (&table.model.description, &facts.display_name) {
        (Some(description), _) => lines.push(sentence(&description.value)),
        (None, Some(name)) => lines.push(format!("{}.", sentence(&name.value))),
        (None, None) => {}
    }
    let ownership = facts
        .ownership_type
        .as_ref()
        .map_or("None", |fact| &fact.value);
    lines.push(format!(
        "Table `{}`, entity set `{}`, ownership {}.",
        table.logical_name.value,
        table.entity_set.value,
        escape(ownership)
    ));
    if table.model.product.as_deref() == Some("Microsoft Dataverse") {
        lines.push(format!(
            "[Reference](https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/{})",
            table.logical_name.value
        ));
    }
    lines.join("\n\n")
}

/// A field of the row: the description, then type and limits.
pub(super) fn column(column: &Column<'_>) -> String {
    let facts = &column.model.facts;
    let description = facts.description.as_ref().or(facts.display_name.as_ref());
    let description = description.map(|fact| sentence(&fact.value));
    let limits = limits(column);
    match description {
        Some(description) if !description.is_empty() => format!("{description}\n\n{limits}"),
        _ => limits,
    }
}

fn limits(column: &Column<'_>) -> String {
    let mut parts = vec![column.r#type.as_str().to_owned()];
    match &column.kind {
        Kind::String { max_length } | Kind::Memo { max_length } => {
            parts.push(format!("at most {max_length} UTF-16 code units"));
        }
        Kind::Integer { min, max } if (*min, *max) != (i32::MIN, i32::MAX) => {
            parts.push(format!("{min} to {max}"));
        }
        Kind::BigInt { min, max } if (*min, *max) != (i64::MIN, i64::MAX) => {
            parts.push(format!("{min} to {max}"));
        }
        Kind::Double { min, max } => parts.push(format!("{min} to {max}")),
        Kind::Decimal {
            min,
            max,
            precision,
        } => {
            parts.push(format!("{min} to {max}"));
            parts.push(format!("precision {precision}"));
        }
        Kind::Money { min, max, .. } => parts.push(format!("{min} to {max}")),
        Kind::DateTime { behavior } => parts.push(behavior.as_str().to_owned()),
        Kind::Targets { targets } if targets.len() <= 3 => {
            let targets: Vec<String> = targets.iter().map(|target| format!("`{target}`")).collect();
            parts.push(format!("to {}", targets.join(", ")));
        }
        Kind::Targets { targets } => parts.push(format!("to {} tables", targets.len())),
        Kind::Size { max_size } => parts.push(format!("at most {max_size} KB")),
        _ => {}
    }
    if column.required() != RequiredLevel::None {
        parts.push(column.required().as_str().to_owned());
    }
    if !column.model.writable {
        parts.push("read-only".to_owned());
    }
    parts.join(", ")
}

/// The enum of a choice.
pub(super) fn choice(column: &Column<'_>) -> String {
    let what = match column.r#type {
        ColumnType::State => "state",
        ColumnType::Status => "status",
        _ => "choice",
    };
    let name = column
        .model
        .facts
        .display_name
        .as_ref()
        .map(|fact| sentence(&fact.value));
    match name {
        Some(name) => format!(
            "{name}: the {what} of the column `{}`.",
            column.logical_name
        ),
        None => format!("The {what} of the column `{}`.", column.logical_name),
    }
}

/// A variant.
pub(super) fn option(option: &ChoiceOption) -> String {
    match &option.label {
        Some(label) => format!("{} ({})", sentence(&label.value), option.value.value),
        None => format!("The value {}, which has no label.", option.value.value),
    }
}
