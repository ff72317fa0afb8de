//! Measures reading table definitions and solutions.
//!
//! ```text
//! cargo bench --bench definitions -- [--definitions FOLDER] [--solution FOLDER or XML] [--runs N]
//! ```
//!
//! A folder of definitions has bodies of the Web API as JSON. The speed is that of the best run, in
//! bytes of JSON or XML.

// The program prints what it measures.
#![allow(clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::value_parser;
use dataverse_schema_pages::{Definitions, Diagnostic, MetadataFile};
use dataverse_schema_solution::{Options, read_solutions};
use tables::Result;

fn main() -> ExitCode {
    tables::start("definitions", run)
}

fn run() -> Result<()> {
    let path = |name, default| {
        tables::option(name, "PATH")
            .default_value(default)
            .value_parser(value_parser!(PathBuf))
    };
    let runs = tables::option("runs", "N").value_parser(value_parser!(u32).range(1..));
    let mut arguments = tables::command("definitions")
        .args([
            path("definitions", "tests/definitions"),
            path("solution", "tests/solutions/contoso_gauge"),
            runs.default_value("20"),
        ])
        .get_matches();
    let mut path = |name| arguments.remove_one::<PathBuf>(name).unwrap_or_default();
    let (definitions, solution) = (path("definitions"), path("solution"));
    let runs: u32 = arguments.remove_one("runs").unwrap_or(1);
    let bodies = files(&definitions, "json")?;
    measure("definitions", &bodies, runs, || {
        let files = bodies.iter();
        let files = files.map(|path| MetadataFile::new(path, path.display().to_string()));
        let definitions = Definitions::find(files.collect())?;
        Ok(definitions
            .tables()
            .collect::<std::result::Result<Vec<_>, _>>()?
            .len())
    })?;
    measure("solution", &files(&solution, "xml")?, runs, || {
        let solutions = read_solutions(std::slice::from_ref(&solution), &Options::default())?;
        Ok(solutions.tables.len())
    })
}

/// Prints how fast files are read. `read` returns the number of their tables.
fn measure(
    name: &str,
    files: &[PathBuf],
    runs: u32,
    read: impl Fn() -> std::result::Result<usize, Vec<Diagnostic>>,
) -> Result<()> {
    let sizes = files.iter().map(|file| Ok(fs::metadata(file)?.len()));
    let megabytes = sizes.sum::<Result<u64>>()? as f64 / 1e6;
    let (mut best, mut tables) = (Duration::MAX, 0);
    for _ in 0..runs {
        let start = Instant::now();
        tables = read().map_err(|errors| errors[0].to_string())?;
        best = best.min(start.elapsed());
    }
    let speed = megabytes / best.as_secs_f64();
    println!("{name}: {tables} tables, {megabytes:.2} MB, {best:.2?}, {speed:.0} MB/s");
    Ok(())
}

/// Returns the files with an extension in a folder and in those within it, or a single file.
fn files(path: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() || path.extension().is_some_and(|own| own == extension) {
            found.extend(files(&path, extension)?);
        }
    }
    found.sort();
    Ok(found)
}
