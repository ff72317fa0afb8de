//! What a crate with generated tables costs to compile.
//!
//! ```text
//! cargo bench --bench compile_cost -- [PAGE or FOLDER]... [--tables N,N,...] [--json FILE] [--runs N] [--keep DIR]
//! ```
//!
//! For the given pages, or for so many of them at a time as `--tables` says, it makes two crates: ours, which calls
//! `include_schema!`, and a rival as one would write it by hand, plain structs and choice enums with serde's derives. Cargo
//! compiles the two in turn. What is compiled before the crates, the macro among it, isn't part of any figure.

// The table is this program's output.
#![allow(clippy::print_stdout)]

mod cargo;
mod measure;
mod meter;
mod package;
mod report;
#[path = "../tables/mod.rs"]
mod tables;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::meter::Meter;
use crate::package::Package;
use crate::report::Report;
use crate::tables::{Result, in_folder, page};

/// Measures what a crate with generated tables costs to compile, against plain structs with serde's derives.
#[derive(Parser)]
struct Arguments {
    /// Pages, or folders of pages; without any, those of `schemas`
    #[arg(value_name = "PAGE or FOLDER")]
    pages: Vec<PathBuf>,
    /// Measures with so many of the pages, drawn evenly from the smallest to the largest; with all of them unless told
    #[arg(long, value_name = "N", value_delimiter = ',')]
    tables: Vec<usize>,
    /// Writes the figures to a file
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// How often each figure is measured; 3 times unless told, once for more than 50 pages
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    runs: Option<u16>,
    /// Makes the two crates in this folder, which must be new or empty, and keeps them
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// What cargo passes
    #[arg(long, hide = true)]
    bench: bool,
}

impl Arguments {
    fn runs(&self, pages: usize) -> usize {
        let unless_told = if pages > 50 { 1 } else { 3 };
        self.runs.map_or(unless_told, usize::from)
    }
}

fn main() -> ExitCode {
    tables::start("compile_cost", || run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<()> {
    let pages = page::load(&arguments.pages)?;
    let sizes = match arguments.tables.as_slice() {
        [] => vec![pages.len()],
        sizes => sizes.to_vec(),
    };
    in_folder(arguments.keep.as_deref(), |folder| {
        compare(pages, &sizes, folder, arguments)
    })
}

fn compare(
    mut pages: Vec<page::Page>,
    sizes: &[usize],
    folder: &Path,
    arguments: &Arguments,
) -> Result<()> {
    let meter = Meter::find(folder);
    let mut reports = Vec::new();
    pages.sort_by_key(|page| page.text().len());
    for size in sizes {
        let drawn = page::drawn(&pages, *size)?;
        let runs = arguments.runs(drawn.len());
        let folder = folder.join(format!("tables-{size}"));
        let rival = Package::rival(&folder, &drawn, runs)?;
        let ours = Package::ours(&folder, &drawn, runs)?;
        let mut figures = measure::figures(&rival, &ours, runs, &meter)?;
        let columns = drawn.iter().map(|page| page.columns().count()).sum();
        figures.extend(measure::sizes(&rival, &ours, columns)?);
        let report = Report::new(&drawn, runs, &meter, figures)?;
        println!("{report}");
        reports.push(report.json());
    }
    if let Some(file) = &arguments.json {
        fs::write(file, format!("{:#}\n", serde_json::Value::from(reports)))?;
    }
    Ok(())
}
