//! The results of `run_time --sizes`.

use std::fmt::Write as _;

use serde_json::Value;

use crate::results::{list, origin, text};
use tables::Result;

/// Returns a table with the kilobytes that tables add to a program.
pub(crate) fn table(results: &Value) -> Result<String> {
    let sizes = list(results, "sizes")?;
    let mut profiles: Vec<&str> = Vec::new();
    for size in sizes {
        let profile = text(size, "profile")?;
        if !profiles.contains(&profile) {
            profiles.push(profile);
        }
    }
    let mut table = origin(results)?;
    let tables = |size: &&Value| size["profile"] == sizes[0]["profile"];
    write!(table, "\n| profile, by |")?;
    let columns = sizes.iter().filter(tables);
    let columns: Vec<String> = columns
        .map(|size| format!(" tables: {} |", size["tables"]))
        .collect();
    writeln!(table, "{} each beyond the first |", columns.concat())?;
    writeln!(table, "|---{}|---|", "|---".repeat(columns.len()))?;
    for profile in profiles {
        let of = sizes.iter().filter(|size| size["profile"] == profile);
        let of: Vec<&Value> = of.collect();
        for by in ["ours", "derive"] {
            write!(table, "| {profile}, {by} |")?;
            for size in &of {
                write!(table, " {:.0} |", added(size, by)? / 1e3)?;
            }
            let (first, last) = (of.first().ok_or("no sizes")?, of.last().ok_or("no sizes")?);
            let tables = number(last, "tables")? - number(first, "tables")?;
            let each = (added(last, by)? - added(first, by)?) / tables;
            writeln!(table, " {:.1} |", each / 1e3)?;
        }
    }
    Ok(table)
}

/// Returns the bytes that tables add to a program without any.
fn added(size: &Value, by: &str) -> Result<f64> {
    Ok(number(size, by)? - number(size, "none")?)
}

fn number(value: &Value, key: &str) -> Result<f64> {
    let number = value[key].as_f64();
    Ok(number.ok_or_else(|| format!("expected a number `{key}`"))?)
}
