use std::fmt::{self, Display};
use std::str::Split;

use serde_json::{Value, json};

use tables::Result;
use tables::figure::shown;

/// The figures, printed as a table and written as JSON.
pub(crate) struct Report {
    rustc: String,
    lines: Vec<Line>,
}

/// A measure of one contestant.
struct Line {
    page: String,
    rows: f64,
    bytes: f64,
    measure: String,
    by: String,
    /// Seconds of each run.
    seconds: Vec<f64>,
    /// The allocations of one run.
    allocations: f64,
    allocated: f64,
}

impl Report {
    /// Reads the output of the programs `time` and `count`.
    pub(crate) fn new(rustc: &str, times: &str, counts: &str) -> Result<Self> {
        let lines = times.lines().zip(counts.lines());
        let lines = lines.map(|(time, count)| Line::new(time, count));
        Ok(Self {
            rustc: rustc.to_owned(),
            lines: lines.collect::<Result<_>>()?,
        })
    }

    /// Returns the same measure of our types.
    fn ours(&self, line: &Line) -> Option<&Line> {
        let same = |of: &&Line| of.page == line.page && of.measure == line.measure;
        self.lines.iter().filter(same).find(|of| of.by == "ours")
    }

    /// Returns the contestant's time divided by ours, for each run, or `None` for ours.
    ///
    /// The contestants take turns, so the times of a run were measured one after the other.
    fn ratios(&self, line: &Line) -> Option<Vec<f64>> {
        let ours = self.ours(line).filter(|_| line.by != "ours")?;
        let runs = line.seconds.iter().zip(&ours.seconds);
        Some(runs.map(|(theirs, ours)| theirs / ours).collect())
    }

    pub(crate) fn json(&self) -> Value {
        let lines = self.lines.iter().map(|line| {
            json!({
                "page": line.page,
                "rows": line.rows,
                "bytes": line.bytes,
                "measure": line.measure,
                "by": line.by,
                "seconds": line.seconds,
                "ratio": self.ratios(line),
                "allocations": line.allocations,
                "allocated": line.allocated,
            })
        });
        json!({
            "machine": tables::machine(),
            "rustc": self.rustc,
            "command": tables::command_line("run_time"),
            "measures": lines.collect::<Vec<_>>(),
        })
    }
}

impl Line {
    fn new(time: &str, count: &str) -> Result<Self> {
        let mut time = time.split('\t');
        let mut count = count.split('\t');
        let what: [&str; 5] = next(&mut time)?;
        if next(&mut count)? != what {
            return Err("the two programs measure different things".into());
        }
        let [page, rows, bytes, measure, by] = what;
        let [allocations, allocated] = next(&mut count)?;
        Ok(Self {
            page: page.to_owned(),
            rows: rows.parse()?,
            bytes: bytes.parse()?,
            measure: measure.to_owned(),
            by: by.to_owned(),
            seconds: time
                .map(str::parse)
                .collect::<std::result::Result<_, _>>()?,
            allocations: allocations.parse()?,
            allocated: allocated.parse()?,
        })
    }
}

fn next<'a, const N: usize>(fields: &mut Split<'a, char>) -> Result<[&'a str; N]> {
    let fields: Vec<&str> = fields.take(N).collect();
    let count = fields.len();
    <[&str; N]>::try_from(fields).map_err(|_| format!("{count} fields instead of {N}").into())
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut page = "";
        for line in &self.lines {
            let Line {
                rows,
                bytes,
                seconds,
                ..
            } = line;
            if line.page != page {
                page = &line.page;
                writeln!(
                    f,
                    "\n{page}: {rows} rows, {:.1} MB; {}; runs: {}\n\n\
                     | measure | by | µs a row, min / median / max | of the time of ours, min / median / max | allocations a row | bytes a row |\n\
                     |---|---|---:|---:|---:|---:|",
                    bytes / 1e6,
                    self.rustc,
                    seconds.len()
                )?;
            }
            let times = shown(seconds, |seconds| format!("{:.2}", seconds * 1e6 / rows));
            let ratios = self.ratios(line);
            let ratios = ratios.map_or(String::new(), |ratios| {
                shown(&ratios, |ratio| format!("{ratio:.2}"))
            });
            writeln!(
                f,
                "| {} | {} | {} | {ratios} | {:.1} | {:.0} |",
                line.measure,
                line.by,
                times,
                line.allocations / rows,
                line.allocated / rows
            )?;
        }
        Ok(())
    }
}
