//! What generated tables cost at run time.
//!
//! ```text
//! cargo bench --bench run_time -- [PAGE or FOLDER]... [--rows N] [--runs N] [--json FILE] [--keep DIR]
//! ```
//!
//! For the given pages it makes bodies of many rows with all annotations, and a crate that decodes, encodes and checks them
//! and makes requests: with our types, with plain structs and serde's derives, which drop the annotations, with the same
//! structs that keep them by `flatten`, and with `serde_json::Value`. All take turns in one program. As the plain structs write
//! less than half of what the others write, `encode plain` has rows without annotations. Ours are written by `to_json`, and by
//! way of serde. `validate` checks one row after the other, `validate few` the same five over and over.

// The table is this program's output.
#![allow(clippy::print_stdout)]

mod body;
mod ours;
mod package;
mod report;
#[path = "../tables/mod.rs"]
mod tables;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::package::Package;
use crate::report::Report;
use crate::tables::page::{self, Page};
use crate::tables::{Result, in_folder, rustc};

/// Measures reading, writing and checking rows, against structs with serde's derives and `serde_json::Value`.
#[derive(Parser)]
struct Arguments {
    /// Pages, or folders of pages; without any, those of `schemas`
    #[arg(value_name = "PAGE or FOLDER")]
    pages: Vec<PathBuf>,
    /// How many rows a body has
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    rows: u32,
    /// How often each contestant runs
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Writes the figures to a file
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Makes the crate in this folder, which must be new or empty, and keeps it
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// What cargo passes
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    tables::start("run_time", || run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<()> {
    let pages = page::load(&arguments.pages)?;
    in_folder(arguments.keep.as_deref(), |folder| {
        measure(&pages, folder, arguments)
    })
}

fn measure(pages: &[Page], folder: &Path, arguments: &Arguments) -> Result<()> {
    let mut pages: Vec<&Page> = pages.iter().collect();
    // As the macro finds them.
    pages.sort_by_key(|page| &page.file);
    let rows = usize::try_from(arguments.rows)?;
    let package = Package::new(folder, &pages, rows)?;
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
