//! Measures the compile-time cost of generated types.
//!
//! ```text
//! cargo bench --bench compile_cost -- [--pages PAGE or FOLDER...] [--tables N,N,...]
//!     [--measures NAME,...] [--routes] [--json FILE] [--runs N] [--keep DIR]
//! ```
//!
//! For the given pages, or the numbers of them in `--tables`, it makes two crates: ours, which
//! calls `include_schema!`, and a rival as one would write it by hand: plain structs and enums with
//! serde's derives. Cargo compiles the two in turn. Dependencies, the macro among them, are
//! compiled before and aren't part of any figure.
//!
//! With `--routes`, it compares the ways to get generated code: the macro, a build script, and a
//! committed file, each in the crate that uses the code and in a crate of its own. Generating the
//! committed file isn't part of any figure.

// The program prints a table.
#![allow(clippy::print_stdout)]

mod cargo;
mod measure;
mod meter;
mod package;
mod report;
mod route;
mod sizes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, value_parser};

use crate::meter::Meter;
use crate::package::Package;
use crate::report::Report;
use serde_json::json;
use tables::{Result, page, rustc, with_folder};

struct Arguments {
    pages: Vec<PathBuf>,
    tables: Vec<usize>,
    measures: Vec<String>,
    json: Option<PathBuf>,
    runs: Option<usize>,
    keep: Option<PathBuf>,
    routes: bool,
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
                tables::option("measures", "NAME")
                    .help("What to measure [default: all]")
                    .value_delimiter(',')
                    .action(ArgAction::Append)
                    .value_parser(PossibleValuesParser::new(measure::names())),
                Arg::new("routes")
                    .long("routes")
                    .help("Compares the macro, a build script, and a committed file instead")
                    .action(ArgAction::SetTrue),
                tables::option("runs", "N")
                    .help("Number of runs for each figure [default: 3, or 1 for more than 50 pages]")
                    .value_parser(value_parser!(u16).range(1..)),
            ])
            .get_matches();
        Self {
            pages: tables::values(&mut arguments, "pages"),
            tables: tables::values(&mut arguments, "tables"),
            measures: tables::values(&mut arguments, "measures"),
            json: arguments.remove_one("json"),
            runs: arguments.remove_one("runs").map(u16::into),
            keep: arguments.remove_one("keep"),
            routes: arguments.get_flag("routes"),
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
    let mut sizes_measured = Vec::new();
    pages.sort_by_key(|page| page.text().len());
    for size in sizes {
        let drawn = page::sample(&pages, *size)?;
        let runs = arguments.runs(drawn.len());
        let folder = folder.join(format!("tables-{size}"));
        if arguments.routes {
            sizes_measured.push(route::compare(&folder, &drawn, runs, &meter)?);
            continue;
        }
        let measures = measure::chosen(&arguments.measures);
        let rival = Package::rival(&folder, &drawn, runs)?;
        let ours = Package::ours(&folder, &drawn, runs)?;
        let mut figures = measure::figures(&measures, &rival, &ours, runs, &meter)?;
        let columns = drawn.iter().map(|page| page.columns().count()).sum();
        figures.extend(sizes::figures(&rival, &ours, columns)?);
        let report = Report::new(&drawn, runs, &meter, figures)?;
        println!("{report}");
        sizes_measured.push(report.json());
    }
    if let Some(file) = &arguments.json {
        let results = json!({
            "machine": tables::machine(),
            "rustc": rustc()?,
            "command": tables::command_line("compile_cost"),
            "sizes": sizes_measured,
        });
        fs::write(file, format!("{results:#}\n"))?;
    }
    Ok(())
}
