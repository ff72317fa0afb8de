use std::fmt::Write as _;

use serde_json::{Value, json};

use super::change::Change;
use super::compare::Differences;

pub(super) fn text(found: &Differences) -> String {
    let changes = &found.changes;
    let mut text = String::new();
    let mut table = "";
    for change in changes {
        if change.table != table {
            table = &change.table;
            let _ = writeln!(text, "{table}");
        }
        let breaks = match (change.breaks_api, change.breaks_data) {
            (true, true) => " (breaks API and data)",
            (true, false) => " (breaks API)",
            (false, true) => " (breaks data)",
            (false, false) => "",
        };
        let _ = writeln!(text, "  {}{breaks}", sentence(change));
    }
    let _ = writeln!(text, "{}", total(found));
    text
}

pub(super) fn markdown(found: &Differences) -> String {
    let changes = &found.changes;
    let mut text = String::from(
        "| Table | What | Change | Breaks API | Breaks data |\n|---|---|---|---|---|\n",
    );
    for change in changes {
        let yes = |breaks: bool| if breaks { "yes" } else { "" };
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} | {} |",
            change.table,
            cell(&change.subject.to_string()),
            cell(&what(change)),
            yes(change.breaks_api),
            yes(change.breaks_data)
        );
    }
    let _ = writeln!(text, "\n{}", total(found));
    text
}

pub(super) fn json(found: &Differences) -> String {
    format!("{:#}\n", json!(found))
}

fn sentence(change: &Change) -> String {
    format!("{}: {}", change.subject, what(change))
}

fn what(change: &Change) -> String {
    let Change {
        kind,
        property,
        old,
        new,
        ..
    } = change;
    let values = match (old, new) {
        (None, None) => String::new(),
        (old, new) => format!("{} -> {}", shown(old.as_ref()), shown(new.as_ref())),
    };
    match property {
        None if values.is_empty() => kind.to_string(),
        None => format!("{kind} {values}"),
        Some(property) => format!("{} {kind} {values}", row(property))
            .trim_end()
            .to_owned(),
    }
}

/// The row of the page: `max_length` is `MaxLength` there.
fn row(property: &str) -> String {
    let mut name = String::new();
    for word in property.split('_') {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None => "(none)".to_owned(),
        Some(Value::String(text)) => format!("`{}`", text.replace('\n', " ")),
        Some(value) => value.to_string(),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn total(found: &Differences) -> String {
    let changes = &found.changes;
    let count = |is: fn(&&Change) -> bool| changes.iter().filter(is).count();
    let total = format!(
        "{} changes: {} break the API, {} break data",
        changes.len(),
        count(|change| change.breaks_api),
        count(|change| change.breaks_data)
    );
    match found.not_compared.values().sum() {
        0_usize => total,
        rows => format!(
            "{total}; of {} tables the pages have different layouts, and {rows} rows that only one of them has aren't compared",
            found.not_compared.len()
        ),
    }
}
