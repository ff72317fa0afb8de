//! Detects drift: compares the current definitions of tables with the committed pages.
//!
//! `cargo run -p examples --bin drift` compares a made-up definition,
//! `examples/environment/data/contoso_machine.json`, with `examples/pages/contoso_machine.md`. With
//! `DATAVERSE_URL` and `DATAVERSE_TOKEN` in the environment, it fetches the definitions from there.
//!
//! * `-- PAGE…` compares other tables, for example `schemas/*.md`.
//! * `--metadata FILE` reads saved response bodies instead; can be repeated.
//!
//! The exit status is 1 if a change breaks code or data, for use in a nightly job.

#![allow(clippy::print_stdout)] // Examples print their results.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use dataverse_schema::Request;
use dataverse_schema::client::Client;
use dataverse_schema::request::Method;
use dataverse_schema_pages::diff::{Change, diff};
use dataverse_schema_pages::model::{Property, Table};
use dataverse_schema_pages::{Diagnostic, Source, metadata_requests, read_metadata, read_pages};
use examples::count;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../pages/contoso_machine.md");
const METADATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/contoso_machine.json");

#[derive(Parser)]
struct Arguments {
    #[arg(default_value = PAGE)]
    pages: Vec<PathBuf>,
    #[arg(long)]
    metadata: Vec<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::parse();
    let pages = load(&arguments.pages)?;
    let committed = read_pages(&pages).map_err(joined)?;
    let definitions = match (arguments.metadata.as_slice(), examples::environment()?) {
        ([], Some(client)) => fetch(&committed, &client).await?,
        ([], None) => load(&[PathBuf::from(METADATA)])?,
        (files, _) => load(files)?,
    };
    let current = read_metadata(&definitions).map_err(joined)?;
    let diff = diff(&committed, &current);
    // Definitions don't contain messages.
    let is_drift = |change: &&Change| change.property.map(Property::key) != Some("Messages");
    let changes: Vec<&Change> = diff.changes.iter().filter(is_drift).collect();
    for change in &changes {
        println!("{}: {change}", change.table);
    }
    let is_breaking = |change: &&&Change| change.breaks_api || change.breaks_data;
    let breaking = changes.iter().filter(is_breaking).count();
    println!(
        "compared {}: {}, {breaking} of them breaking",
        count(committed.len(), "table"),
        count(changes.len(), "change")
    );
    Ok(match breaking {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn load(files: &[PathBuf]) -> Result<Vec<Source>, String> {
    let load = |file: &PathBuf| {
        let name = file.file_name().unwrap_or(Path::new("").as_os_str());
        Source::load(file, name.to_string_lossy()).map_err(|error| error.to_string())
    };
    files.iter().map(load).collect()
}

/// Fetches the definitions of these tables.
async fn fetch(tables: &[Table], client: &Client) -> Result<Vec<Source>, Box<dyn Error>> {
    let mut bodies = Vec::new();
    for table in tables {
        let name = &table
            .facts
            .logical_name
            .as_ref()
            .ok_or("missing logical name")?
            .value;
        for path in metadata_requests(name) {
            let request = Request::new(Method::Get, path.as_str());
            let response = client.send(request).await?;
            bodies.push(Source::new(path, String::from_utf8(response.body)?));
        }
    }
    Ok(bodies)
}

fn joined(diagnostics: Vec<Diagnostic>) -> String {
    let diagnostics: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    diagnostics.join("\n\n")
}
