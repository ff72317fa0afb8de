use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Diagnostic, Source, read_page, read_pages};

use crate::failure::Failure;
use crate::load::load_tables;
use crate::output::print;

const EXIT_STATUS: &str = "\
Exit status:
  0  Success
  1  Errors in pages
  2  Invalid arguments";

/// Print tables as JSON
///
/// The output is an array with one object per table.
#[derive(Args)]
#[command(after_long_help = EXIT_STATUS)]
pub(crate) struct Options {
    /// Pages; those of one table are merged, extensions in the given order
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Print one object per page, without merging
    #[arg(long)]
    unmerged: bool,
}

/// Runs `dataverse-schema model`.
pub(crate) fn model(options: &Options) -> Result<ExitCode, Failure> {
    let tables = if options.unmerged {
        load_tables(&options.files, read_each)
    } else {
        load_tables(&options.files, read_pages)
    }?;
    let json = serde_json::to_string_pretty(&tables).expect("the model has only string keys");
    print(&format!("{json}\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// Reads each page by itself.
fn read_each(pages: &[Source]) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let mut tables = Vec::new();
    let mut diagnostics = Vec::new();
    for page in pages {
        match read_page(page) {
            Ok(table) => tables.push(table),
            Err(more) => diagnostics.extend(more),
        }
    }
    if diagnostics.is_empty() {
        Ok(tables)
    } else {
        Err(diagnostics)
    }
}
