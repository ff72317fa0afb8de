//! Measures the run-time cost of generated types.
//!
//! ```text
//! cargo bench --bench run_time -- [--pages PAGE or FOLDER...] [--rows N] [--runs N]
//!     [--json FILE] [--keep DIR]
//! ```
//!
//! For the given pages, it makes bodies of many rows with all annotations, and a crate that
//! deserializes, serializes, and validates them and builds requests. The contestants are our types,
//! plain structs with serde's derives, which drop the annotations, the same structs with a
//! `flatten` field that keeps them, and `serde_json::Value`. They take turns in one program.
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

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::value_parser;

use crate::package::Package;
use crate::report::Report;
use tables::page::{self, Page};
use tables::{Result, rustc, with_folder};

struct Arguments {
    pages: Vec<PathBuf>,
    rows: usize,
    runs: u16,
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
            ])
            .get_matches();
        Ok(Self {
            pages: tables::values(&mut arguments, "pages"),
            rows: arguments
                .remove_one::<u32>("rows")
                .unwrap_or(1000)
                .try_into()?,
            runs: arguments.remove_one("runs").unwrap_or(20),
            json: arguments.remove_one("json"),
            keep: arguments.remove_one("keep"),
        })
    }
}

fn main() -> ExitCode {
    tables::start("run_time", || run(&Arguments::parse()?))
}

fn run(arguments: &Arguments) -> Result<()> {
    let pages = page::load(&arguments.pages)?;
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
    let size = |program| package.size(program);
    let sizes = [
        size("size_none")?,
        size("size_derived")?,
        size("size_ours")?,
    ];
    let report = Report::new(&rustc()?, &times, &counts, sizes, pages.len())?;
    print!("{report}");
    if let Some(file) = &arguments.json {
        fs::write(file, format!("{:#}\n", report.json()))?;
    }
    Ok(())
}
