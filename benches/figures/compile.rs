//! The results of `compile_cost`.

use std::fmt::Write as _;

use serde_json::Value;

use crate::chart::{self, Line, Point};
use crate::results::{Runs, list, origin};
use tables::Result;

const CHECK: &str = "`cargo check`, not incremental";

/// Draws the seconds of `cargo check` over the number of tables.
pub(crate) fn check(results: &Value) -> Result<String> {
    let lines = lines(results, CHECK, 1.0)?;
    chart::lines("cargo check in seconds, by number of tables", "s", &lines)
}

/// Draws the peak memory of `cargo check` over the number of tables.
pub(crate) fn memory(results: &Value) -> Result<String> {
    let lines = lines(results, &format!("{CHECK}: peak memory"), 1e6)?;
    chart::lines(
        "peak memory of cargo check in MB, by number of tables",
        "MB",
        &lines,
    )
}

fn lines(results: &Value, figure: &str, unit: f64) -> Result<[Line; 2]> {
    let line = |name, side: &str| -> Result<Line> {
        let points = list(results, "sizes")?.iter().map(|size| {
            Ok(Point {
                tables: number(size, "pages")?,
                runs: Runs::new(&find(size, figure)?[side]["runs"], unit)?,
            })
        });
        let points = points.collect::<Result<_>>()?;
        Ok(Line { name, points })
    };
    Ok([
        line("serde's derives", "rival")?,
        line("include_schema!", "ours")?,
    ])
}

fn number(value: &Value, key: &str) -> Result<f64> {
    let number = value[key].as_f64();
    Ok(number.ok_or_else(|| format!("expected a number `{key}`"))?)
}

fn find<'v>(size: &'v Value, name: &str) -> Result<&'v Value> {
    let mut figures = list(size, "figures")?.iter();
    let figure = figures.find(|figure| figure["name"] == name);
    Ok(figure.ok_or_else(|| format!("no figure `{name}`"))?)
}

/// Returns the table with all figures but processor times.
pub(crate) fn table(results: &Value) -> Result<String> {
    let sizes = list(results, "sizes")?;
    let mut table = origin(results)?;
    let mut head = String::from("\n| derives<br>`include_schema!`<br>ratio |");
    let mut columns = String::from("| columns in rows |");
    let mut rule = String::from("|---|");
    for size in sizes {
        let tables = number(size, "pages")?;
        let plural = if tables == 1.0 { "" } else { "s" };
        write!(head, " {tables} table{plural} |")?;
        write!(columns, " {} |", number(size, "columns")?)?;
        rule.push_str("---|");
    }
    writeln!(table, "{head}\n{rule}\n{columns}")?;
    let figures = list(sizes.first().ok_or("no sizes")?, "figures")?;
    for figure in figures {
        let name = figure["name"].as_str().unwrap_or_default();
        if name.ends_with("processor time") || name.starts_with("`cargo check` with nothing") {
            continue;
        }
        let (unit, shown, decimals) = match figure["unit"].as_str() {
            Some("s") => (1.0, ", s", 2),
            Some("B") => (1e6, ", MB", 1),
            _ => (1.0, "", 0),
        };
        write!(table, "| {name}{shown} |")?;
        for size in sizes {
            let figure = find(size, name)?;
            let side = |side: &str, unit, decimals| -> Result<String> {
                let runs = &figure[side]["runs"];
                Ok(match runs.as_array().map(Vec::len) {
                    Some(1) => format!("{:.decimals$}", Runs::new(runs, unit)?.median),
                    _ => Runs::new(runs, unit)?.show(decimals),
                })
            };
            let [rival, ours] = [
                side("rival", unit, decimals)?,
                side("ours", unit, decimals)?,
            ];
            write!(table, " {rival}<br>{ours}<br>{} |", side("ratio", 1.0, 2)?)?;
        }
        table.push('\n');
    }
    Ok(table)
}
