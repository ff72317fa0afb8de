use serde_json::{Value, json};

/// Something measured of both crates.
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) unit: Unit,
    pub(crate) rival: Vec<f64>,
    pub(crate) ours: Vec<f64>,
}

#[derive(Clone, Copy)]
pub(crate) enum Unit {
    Seconds,
    Bytes,
    Number,
}

impl Figure {
    /// How many times the rival's figure is as large as ours, by the least of each.
    fn ratio(&self) -> f64 {
        least(&self.rival) / least(&self.ours)
    }

    /// A row of the Markdown table.
    pub(crate) fn row(&self) -> String {
        let shown = |values: &[f64]| match values {
            [value] => self.unit.show(*value),
            values => [least(values), median(values), most(values)]
                .map(|value| self.unit.show(value))
                .join(" / "),
        };
        format!(
            "| {} | {} | {} | {:.2} |",
            self.name,
            shown(&self.rival),
            shown(&self.ours),
            self.ratio()
        )
    }

    pub(crate) fn json(&self) -> Value {
        let side = |values: &[f64]| {
            json!({
                "min": least(values),
                "median": median(values),
                "max": most(values),
                "runs": values,
            })
        };
        json!({
            "name": self.name,
            "unit": self.unit.name(),
            "rival": side(&self.rival),
            "ours": side(&self.ours),
            "ratio": self.ratio(),
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

    fn show(self, value: f64) -> String {
        match self {
            Self::Seconds => format!("{value:.2} s"),
            Self::Bytes if value < 1e6 => format!("{:.1} kB", value / 1e3),
            Self::Bytes => format!("{:.1} MB", value / 1e6),
            Self::Number => format!("{value:.1}"),
        }
    }
}

pub(crate) fn least(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}

pub(crate) fn most(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}
