//! Results of a benchmark, as it writes them.

use std::fs;

use serde_json::Value;

use tables::figure::{max, median, min};
use tables::{Result, workspace};

/// The minimum, the median, and the maximum of several runs.
#[derive(Clone, Copy)]
pub(crate) struct Runs {
    pub(crate) min: f64,
    pub(crate) median: f64,
    pub(crate) max: f64,
}

impl Runs {
    /// Reads a list of the runs' values, each divided by `unit`.
    pub(crate) fn new(values: &Value, unit: f64) -> Result<Self> {
        let values = values.as_array().ok_or("expected a list of runs")?;
        let values: Option<Vec<f64>> = values.iter().map(Value::as_f64).collect();
        let values = values.ok_or("expected numbers")?;
        Ok(Self {
            min: min(&values) / unit,
            median: median(&values) / unit,
            max: max(&values) / unit,
        })
    }

    /// Shows the three with some decimals, without spaces at which tables would break the line.
    pub(crate) fn show(self, decimals: usize) -> String {
        let Self { min, median, max } = self;
        format!("{min:.decimals$}/{median:.decimals$}/{max:.decimals$}")
    }
}

pub(crate) fn load(name: &str) -> Result<Value> {
    let file = format!("benches/results/{name}.json");
    let text = fs::read_to_string(workspace().join(&file));
    let text = text.map_err(|error| format!("{file}: {error}"))?;
    Ok(serde_json::from_str(&text)?)
}

/// Returns the elements of a list.
pub(crate) fn list<'v>(value: &'v Value, key: &str) -> Result<&'v [Value]> {
    let list = value[key].as_array();
    Ok(list.ok_or_else(|| format!("expected a list `{key}`"))?)
}

/// Returns a text.
pub(crate) fn text<'v>(value: &'v Value, key: &str) -> Result<&'v str> {
    let text = value[key].as_str();
    Ok(text.ok_or_else(|| format!("expected a text `{key}`"))?)
}

/// Returns the line of a document about how results were measured.
pub(crate) fn origin(results: &Value) -> Result<String> {
    Ok(format!(
        "Measured by `{}` on {}, {}.\n",
        text(results, "command")?,
        text(results, "machine")?,
        text(results, "rustc")?,
    ))
}
