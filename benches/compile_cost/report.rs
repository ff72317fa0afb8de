use std::fmt::{self, Display};
use std::thread;

use dataverse_schema_pages::model::Table;
use serde_json::{Value, json};

use crate::meter::Meter;
use tables::figure::Figure;
use tables::page::Page;
use tables::{Result, rustc};

/// The figures, printed as a table and written as JSON.
pub(crate) struct Report {
    pages: usize,
    columns: usize,
    relationships: usize,
    cores: usize,
    rustc: String,
    runs: usize,
    lack: Option<&'static str>,
    figures: Vec<Figure>,
}

impl Report {
    pub(crate) fn new(
        pages: &[&Page],
        runs: usize,
        meter: &Meter,
        figures: Vec<Figure>,
    ) -> Result<Self> {
        Ok(Self {
            pages: pages.len(),
            columns: pages.iter().map(|page| page.columns().count()).sum(),
            relationships: pages.iter().map(|page| relationships(&page.table)).sum(),
            cores: thread::available_parallelism()?.get(),
            rustc: rustc()?,
            runs,
            lack: meter.lack(),
            figures,
        })
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "pages": self.pages,
            "columns": self.columns,
            "relationships": self.relationships,
            "runs": self.runs,
            "figures": self.figures.iter().map(Figure::json).collect::<Vec<_>>(),
        })
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pages,
            columns,
            relationships,
            cores,
            rustc,
            runs,
            ..
        } = self;
        writeln!(
            f,
            "{pages} pages, {columns} columns in rows; {cores} cores, {rustc}; runs: {runs}\n"
        )?;
        let times = match runs {
            1 => "",
            _ => ", min / median / max",
        };
        writeln!(
            f,
            "| measure{times} | rival | ours | rival / ours, run by run |"
        )?;
        writeln!(f, "|---|---:|---:|---:|")?;
        for figure in &self.figures {
            writeln!(f, "{}", figure.row())?;
        }
        writeln!(
            f,
            "\nThe rival, structs and choice enums with serde's derives, has less: no relationships (ours has {relationships}), no \
             rules,\nno columns to set or query by, no exact numbers, no typed dates and ids."
        )?;
        self.lack.map_or(Ok(()), |lack| writeln!(f, "{lack}"))
    }
}

fn relationships(table: &Table) -> usize {
    table.many_to_one.len() + table.one_to_many.len() + table.many_to_many.len()
}
