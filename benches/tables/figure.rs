//! Figures: what is measured of both crates, and how it is shown.

use serde_json::{Value, json};

/// A measure of both crates, with a value for each run.
pub struct Figure {
    /// What is measured.
    pub name: String,
    /// The unit of the values.
    pub unit: Unit,
    /// The values of the crate with types written by hand.
    pub rival: Vec<f64>,
    /// The values of the crate with generated types.
    pub ours: Vec<f64>,
}

/// A unit of figures.
#[derive(Clone, Copy)]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Bytes, shown in kB or MB.
    Bytes,
    /// A number without a unit.
    Number,
}

impl Figure {
    /// Returns the rival's value divided by ours, for each run.
    ///
    /// The two take turns, so the values of a run were measured one after the other.
    fn ratios(&self) -> Vec<f64> {
        let runs = self.rival.iter().zip(&self.ours);
        runs.map(|(rival, ours)| rival / ours).collect()
    }

    /// Returns the figure as a row of a Markdown table.
    pub fn row(&self) -> String {
        let values = |values: &[f64]| shown(values, |value| self.unit.show(value));
        format!(
            "| {} | {} | {} | {} |",
            self.name,
            values(&self.rival),
            values(&self.ours),
            shown(&self.ratios(), |ratio| format!("{ratio:.2}"))
        )
    }

    /// Returns the figure as JSON.
    pub fn json(&self) -> Value {
        let side = |values: &[f64]| {
            json!({
                "min": min(values),
                "median": median(values),
                "max": max(values),
                "runs": values,
            })
        };
        json!({
            "name": self.name,
            "unit": self.unit.name(),
            "rival": side(&self.rival),
            "ours": side(&self.ours),
            "ratio": side(&self.ratios()),
        })
    }
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Self::Seconds => "s",
            Self::Bytes => "B",
            Self::Number => "1",
        }
    }

    /// Shows a value with its unit.
    pub fn show(self, value: f64) -> String {
        match self {
            Self::Seconds => format!("{value:.2} s"),
            Self::Bytes if value < 1e6 => format!("{:.1} kB", value / 1e3),
            Self::Bytes => format!("{:.1} MB", value / 1e6),
            Self::Number => format!("{value:.1}"),
        }
    }
}

/// Shows the only value, or the minimum, the median, and the maximum.
pub fn shown(values: &[f64], show: impl Fn(f64) -> String) -> String {
    match values {
        [value] => show(*value),
        values => [min(values), median(values), max(values)]
            .map(show)
            .join(" / "),
    }
}

/// Returns the minimum.
pub fn min(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}

/// Returns the maximum.
pub fn max(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

/// Returns the median.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}
