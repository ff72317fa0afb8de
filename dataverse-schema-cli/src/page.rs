use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{
    Code, Diagnostic, Source, metadata_requests, read_metadata, read_page, render_page,
};

use crate::failure::Failure;
use crate::load::load_sources;
use crate::output::{create_folder, print, write};

const EXIT_STATUS: &str = "\
Exit status:
  0  Success
  1  Errors in files
  2  Invalid arguments";

/// Create pages from table definitions of the Web API
///
/// The files are the response bodies of the requests that --how-to prints: table
/// definitions, and lists of their choice columns with options. Pass all files of a
/// table together. Files of several tables may be mixed.
#[derive(Args)]
#[command(verbatim_doc_comment, after_long_help = EXIT_STATUS)]
pub(crate) struct Options {
    /// Files with response bodies
    #[arg(required_unless_present = "how_to", value_name = "METADATA.json")]
    files: Vec<PathBuf>,

    /// Write one file `<logical name>.md` per table to this folder, instead of printing the pages
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// Print the requests to send for the table with this logical name
    #[arg(
        long,
        value_name = "TABLE",
        num_args = 0..=1,
        default_missing_value = "contoso_thing",
        conflicts_with = "files"
    )]
    how_to: Option<String>,
}

/// Runs `dataverse-schema page`.
pub(crate) fn page(options: &Options) -> Result<ExitCode, Failure> {
    if let Some(table) = &options.how_to {
        print(&how_to(table))?;
        return Ok(ExitCode::SUCCESS);
    }
    let pages = render(&load(&options.files)?)?;
    match &options.out {
        Some(folder) => write_pages(&pages, folder)?,
        None => print(&pages.iter().map(Source::text).collect::<String>())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn how_to(table: &str) -> String {
    format!(
        "\
Send these GET requests relative to https://<org>.api.crm.dynamics.com/api/data/v9.2/, with the headers
Authorization, Accept: application/json, OData-Version: 4.0 and OData-MaxVersion: 4.0. Save each response body to a file.

{}

Then run: dataverse-schema page *.json --out schemas
",
        metadata_requests(table).join("\n")
    )
}

fn load(files: &[PathBuf]) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let sources = load_sources(files, &mut diagnostics);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    read_metadata(&sources)
}

/// Renders a page for each table, under its file name.
///
/// # Errors
/// Returns an error if a rendered page can't be read again, so that its errors show here rather
/// than on first use.
fn render(tables: &[Table]) -> Result<Vec<Source>, Vec<Diagnostic>> {
    let mut pages = Vec::new();
    for table in tables {
        let Some(name) = &table.facts.logical_name else {
            return Err(vec![Diagnostic::general(
                Code::InvalidDefinition,
                "missing logical name of a table",
            )]);
        };
        let page = Source::new(format!("{}.md", name.value), render_page(table));
        read_page(&page).map_err(|mut errors| {
            let message = "cannot create a valid page from these definitions";
            errors.insert(0, Diagnostic::general(Code::InvalidDefinition, message));
            errors
        })?;
        pages.push(page);
    }
    Ok(pages)
}

fn write_pages(pages: &[Source], folder: &Path) -> Result<(), Diagnostic> {
    create_folder(folder)?;
    for page in pages {
        write(&folder.join(page.name()), page.text())?;
    }
    Ok(())
}
