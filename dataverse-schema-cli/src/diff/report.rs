use std::fmt::Write as _;

use dataverse_schema_pages::diff::{Change, Differences};
use serde_json::json;

use crate::count::Count;

/// Renders the changes table by table.
pub(crate) fn text(differences: &Differences) -> String {
    let mut text = String::new();
    for same_table in differences.changes.chunk_by(|a, b| a.table == b.table) {
        let _ = writeln!(text, "{}", same_table[0].table);
        for change in same_table {
            let _ = writeln!(text, "  {change}");
        }
    }
    text + &total(differences)
}

/// Renders the changes as a Markdown table.
pub(super) fn markdown(differences: &Differences) -> String {
    let mut text = String::from(
        "| Table | Subject | Change | Breaks API | Breaks data |\n|---|---|---|---|---|\n",
    );
    for change in &differences.changes {
        let yes = |breaks: bool| if breaks { "yes" } else { "" };
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} | {} |",
            change.table,
            cell(&change.subject.to_string()),
            cell(&change.description()),
            yes(change.breaks_api),
            yes(change.breaks_data)
        );
    }
    text + "\n" + &total(differences)
}

/// Renders the changes as JSON.
pub(super) fn json(differences: &Differences) -> String {
    format!("{:#}\n", json!(differences))
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Renders the number of changes, and of the rows that weren't compared.
fn total(differences: &Differences) -> String {
    let changes = &differences.changes;
    let count = |is_counted: fn(&&Change) -> bool| changes.iter().filter(is_counted).count();
    let mut text = match changes.len() {
        0 => String::from("no changes\n"),
        number => format!(
            "{}: {} API-breaking, {} data-breaking\n",
            Count(number, "change"),
            count(|change| change.breaks_api),
            count(|change| change.breaks_data)
        ),
    };
    match differences.not_compared.values().sum() {
        0 => {}
        rows => {
            let _ = writeln!(
                text,
                "not compared: {} that only one layout or origin has, in {}",
                Count(rows, "row"),
                Count(differences.not_compared.len(), "table")
            );
        }
    }
    text
}
