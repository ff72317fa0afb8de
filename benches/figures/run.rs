//! The results of `run_time`.

use std::fmt::Write as _;

use serde_json::Value;

use crate::chart::{self, Bar, Group};
use crate::results::{Runs, list, origin, text};
use tables::Result;

/// Draws the microseconds for a row, for reading and writing.
pub(crate) fn rows(results: &Value) -> Result<String> {
    let mut groups: Vec<Group> = Vec::new();
    for measure in list(results, "measures")? {
        let name = text(measure, "measure")?;
        if !name.contains("serialize") {
            continue;
        }
        let bar = Bar {
            name: text(measure, "by")?.to_owned(),
            runs: runs(measure)?,
        };
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.bars.push(bar),
            None => groups.push(Group {
                name: name.to_owned(),
                bars: vec![bar],
            }),
        }
    }
    chart::bars(
        "microseconds to read or write a row of the table account",
        "µs",
        &groups,
    )
}

/// Returns the microseconds for a row.
fn runs(measure: &Value) -> Result<Runs> {
    let rows = measure["rows"].as_f64().ok_or("expected a number `rows`")?;
    Runs::new(&measure["seconds"], rows / 1e6)
}

/// Returns the table with all measures.
pub(crate) fn table(results: &Value) -> Result<String> {
    let mut table = origin(results)?;
    table.push_str(
        "\n| | by | µs for a row | time ours takes | allocations for a row |\n|---|---|---|---|---|\n",
    );
    for measure in list(results, "measures")? {
        let ratio = match &measure["ratio"] {
            Value::Null => String::new(),
            ratio => Runs::new(ratio, 1.0)?.show(2),
        };
        let rows = measure["rows"].as_f64().unwrap_or(f64::NAN);
        let allocations = measure["allocations"].as_f64().unwrap_or(f64::NAN) / rows;
        writeln!(
            table,
            "| {} | {} | {} | {ratio} | {allocations:.0} |",
            text(measure, "measure")?,
            text(measure, "by")?,
            runs(measure)?.show(2)
        )?;
    }
    Ok(table)
}
