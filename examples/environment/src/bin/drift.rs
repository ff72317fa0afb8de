//! Watches for drift: what the definitions of tables say now, against the pages that are committed.
//!
//! `cargo run -p examples --bin drift` compares a definition that is made up, `examples/environment/data/contoso_machine.json`, with the page
//! `examples/pages/contoso_machine.md`. With `DATAVERSE_URL` and `DATAVERSE_TOKEN` in the environment the definitions come from there.
//!
//! * `-- PAGE…`: the pages of other tables, for example `schemas/*.md`.
//! * `--metadata FILE`: bodies that were saved, instead of the environment; may be given several times.
//!
//! The exit status is 1 when something has changed that breaks code or data, so that a job that runs every night can tell.

#![allow(clippy::print_stdout)] // An example shows something.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use dataverse_schema::{Method, Request};
use dataverse_schema_pages::diff::{Change, diff};
use dataverse_schema_pages::model::{Property, Table};
use dataverse_schema_pages::{Diagnostic, Source, metadata_requests, read_metadata, read_pages};
use examples::{Service, Tenant};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../pages/contoso_machine.md");
const METADATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/contoso_machine.json");

#[derive(Parser)]
struct Arguments {
    #[arg(default_value = PAGE)]
    pages: Vec<PathBuf>,
    #[arg(long)]
    metadata: Vec<PathBuf>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::parse();
    let pages = load(&arguments.pages)?;
    let committed = read_pages(&pages).map_err(shown)?;
    let definitions = match (arguments.metadata.as_slice(), Tenant::from_env()?) {
        ([], Some(mut tenant)) => fetch(&committed, &mut tenant)?,
        ([], None) => load(&[PathBuf::from(METADATA)])?,
        (files, _) => load(files)?,
    };
    let now = read_metadata(&definitions).map_err(shown)?;
    let found = diff(&committed, &now);
    // Messages aren't part of a definition.
    let is_drift = |change: &&Change| change.property.map(Property::key) != Some("Messages");
    let changes: Vec<&Change> = found.changes.iter().filter(is_drift).collect();
    for change in &changes {
        println!("{}: {change}", change.table);
    }
    let breaks = |change: &&&Change| change.breaks_api || change.breaks_data;
    let breaking = changes.iter().filter(breaks).count();
    println!(
        "{} tables compared, {} changes, {breaking} of them break code or data",
        committed.len(),
        changes.len()
    );
    Ok(match breaking {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn load(files: &[PathBuf]) -> Result<Vec<Source>, String> {
    let load = |file: &PathBuf| {
        let name = file.file_name().unwrap_or(Path::new("").as_os_str());
        Source::load(file, name.to_string_lossy()).map_err(|problem| problem.to_string())
    };
    files.iter().map(load).collect()
}

/// The definitions of these tables, as the environment gives them.
fn fetch(tables: &[Table], service: &mut dyn Service) -> Result<Vec<Source>, Box<dyn Error>> {
    let mut bodies = Vec::new();
    for table in tables {
        let name = &table
            .facts
            .logical_name
            .as_ref()
            .ok_or("a page without a logical name")?
            .value;
        for path in metadata_requests(name) {
            let response = service.send(Request::new(Method::Get, path.as_str()))?;
            let body = String::from_utf8(response.success()?.body.clone())?;
            bodies.push(Source::new(path, body));
        }
    }
    Ok(bodies)
}

fn shown(problems: Vec<Diagnostic>) -> String {
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    problems.join("\n\n")
}
