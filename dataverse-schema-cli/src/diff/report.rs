use std::fmt::Write as _;

use dataverse_schema_pages::diff::{Change, Differences};
use serde_json::json;

pub(super) fn text(found: &Differences) -> String {
    let changes = &found.changes;
    let mut text = String::new();
    let mut table = "";
    for change in changes {
        if change.table != table {
            table = &change.table;
            let _ = writeln!(text, "{table}");
        }
        let _ = writeln!(text, "  {change}");
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
            cell(&change.what()),
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
