//! Measures the run-time cost of generated types.
//!
//! ```text
//! cargo bench --bench run_time -- [--pages PAGE or FOLDER...] [--rows N] [--runs N]
//!     [--sizes N,N,...] [--json FILE] [--keep DIR]
//! ```
//!
//! For the given pages, it makes bodies of many rows with all annotations, and a crate that
//! deserializes, serializes, and validates them and builds requests. The contestants are our types,
//! plain structs with serde's derives, which drop the annotations, the same structs with a
//! `flatten` field that keeps them, and `serde_json::Value`. They take turns in one program.
//!
//! With `--sizes`, it measures the sizes of programs with so many of the pages instead.
//!
//! Plain structs write less than half as much as the others, so `serialize plain` has rows without
//! annotations. Ours are written by `to_json` and by serde. `validate` checks one row after the
//! other, `validate few` the same five over and over.

// The program prints a table.
#![allow(clippy::print_stdout)]

mod body;
mod ours;
mod package;
mod report;
mod sizes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgAction, value_parser};

use serde_json::Value;

use crate::package::Package;
use crate::report::Report;
use tables::page::{self, Page};
use tables::{Result, rustc, with_folder};

struct Arguments {
    pages: Vec<PathBuf>,
    rows: usize,
    runs: u16,
    sizes: Vec<usize>,
    json: Option<PathBuf>,
    keep: Option<PathBuf>,
}

impl Arguments {
    fn parse() -> Result<Self> {
        let mut arguments = tables::command("run_time")
            .about("Measures reading, writing, and checking rows, against structs with serde's derives and `serde_json::Value`")
            .args([
                tables::option("rows", "N")
                    .help("Number of rows in a body")
                    .default_value("1000")
                    .value_parser(value_parser!(u32).range(1..)),
                tables::option("runs", "N")
                    .help("Number of runs of each contestant")
                    .default_value("20")
                    .value_parser(value_parser!(u16).range(1..)),
                tables::option("sizes", "N")
                    .help("Measures the sizes of programs with so many pages instead, sampled evenly from the smallest to the largest")
                    .value_delimiter(',')
                    .action(ArgAction::Append)
                    .value_parser(value_parser!(usize)),
            ])
            .get_matches();
        Ok(Self {
            pages: tables::values(&mut arguments, "pages"),
            rows: arguments
                .remove_one::<u32>("rows")
                .unwrap_or(1000)
                .try_into()?,
            runs: arguments.remove_one("runs").unwrap_or(20),
            sizes: tables::values(&mut arguments, "sizes"),
            json: arguments.remove_one("json"),
            keep: arguments.remove_one("keep"),
        })
    }
}

fn main() -> ExitCode {
    tables::start("run_time", || run(&Arguments::parse()?))
}

fn run(arguments: &Arguments) -> Result<()> {
    let mut pages = page::load(&arguments.pages)?;
    if !arguments.sizes.is_empty() {
        pages.sort_by_key(|page| page.text().len());
        return with_folder(arguments.keep.as_deref(), |folder| {
            let sizes = sizes::measure(&pages, &arguments.sizes, folder)?;
            print!("{sizes}");
            write_json(arguments, &sizes.json()?)
        });
    }
    with_folder(arguments.keep.as_deref(), |folder| {
        measure(&pages, folder, arguments)
    })
}

fn measure(pages: &[Page], folder: &Path, arguments: &Arguments) -> Result<()> {
    let mut pages: Vec<&Page> = pages.iter().collect();
    // In the order of the macro.
    pages.sort_by_key(|page| &page.file);
    let package = Package::new(folder, &pages, arguments.rows)?;
    package.build()?;
    eprintln!("measuring");
    let times = package.run("time", &[arguments.runs.to_string()])?;
    let counts = package.run("count", &[])?;
    let report = Report::new(&rustc()?, &times, &counts)?;
    print!("{report}");
    write_json(arguments, &report.json())
}

fn write_json(arguments: &Arguments, figures: &Value) -> Result<()> {
    match &arguments.json {
        Some(file) => Ok(fs::write(file, format!("{figures:#}\n"))?),
        None => Ok(()),
    }
}
