//! Measures the compile-time cost of generated types.
//!
//! ```text
//! cargo bench --bench compile_cost -- [PAGE or FOLDER]... [--tables N,N,...] [--json FILE]
//!     [--runs N] [--keep DIR]
//! ```
//!
//! For the given pages, or the numbers of them in `--tables`, it makes two crates: ours, which
//! calls `include_schema!`, and a rival as one would write it by hand: plain structs and enums with
//! serde's derives. Cargo compiles the two in turn. Dependencies, the macro among them, are
//! compiled before and aren't part of any figure.

// The program prints a table.
#![allow(clippy::print_stdout)]

mod cargo;
mod measure;
mod meter;
mod package;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgAction, value_parser};

use crate::meter::Meter;
use crate::package::Package;
use crate::report::Report;
use tables::{Result, page, with_folder};

struct Arguments {
    pages: Vec<PathBuf>,
    tables: Vec<usize>,
    json: Option<PathBuf>,
    runs: Option<usize>,
    keep: Option<PathBuf>,
}

impl Arguments {
    fn parse() -> Self {
        let mut arguments = tables::command("compile_cost")
            .about("Measures what a crate with generated tables costs to compile, against plain structs with serde's derives")
            .args([
                tables::option("tables", "N")
                    .help("Numbers of pages to measure with, sampled evenly from the smallest to the largest [default: all]")
                    .value_delimiter(',')
                    .action(ArgAction::Append)
                    .value_parser(value_parser!(usize)),
                tables::option("runs", "N")
                    .help("Number of runs for each figure [default: 3, or 1 for more than 50 pages]")
                    .value_parser(value_parser!(u16).range(1..)),
            ])
            .get_matches();
        Self {
            pages: tables::values(&mut arguments, "pages"),
            tables: tables::values(&mut arguments, "tables"),
            json: arguments.remove_one("json"),
            runs: arguments.remove_one("runs").map(u16::into),
            keep: arguments.remove_one("keep"),
        }
    }

    fn runs(&self, pages: usize) -> usize {
        self.runs.unwrap_or(if pages > 50 { 1 } else { 3 })
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
    with_folder(arguments.keep.as_deref(), |folder| {
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
        let drawn = page::sample(&pages, *size)?;
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
