use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use dataverse_schema_pages::render_operations;
use dataverse_schema_solution::{MetadataOperations, read_operations};

use crate::failure::Failure;
use crate::output::{print, write};
use crate::report::report;

const EXIT_STATUS: &str = "\
Exit status:
  0  Success
  1  Errors in the file, or unknown operations
  2  Invalid arguments";

/// Create a page of actions and functions from the metadata of the Web API
///
/// The file is the response to `GET [Organization URI]/api/data/v9.2/$metadata`. The page has the
/// chosen operations, the complex types and enum types that they need, and the entity sets of their
/// tables. Include it as you include the page of a table.
///
/// For Custom APIs, the file can also be the response to `GET [Organization
/// URI]/api/data/v9.2/customapis?$expand=CustomAPIRequestParameters,CustomAPIResponseProperties`.
#[derive(Args)]
#[command(after_long_help = EXIT_STATUS)]
pub(crate) struct Options {
    /// File with the metadata
    #[arg(value_name = "METADATA.xml")]
    metadata: PathBuf,

    /// Names of operations, separated by commas; `*` matches any characters; by default, all
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    only: Vec<String>,

    /// Title of the page, to which `operations reference` is added
    #[arg(long, default_value = "Microsoft Dataverse")]
    title: String,

    /// Write the page to this file, instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs `dataverse-schema operations`.
pub(crate) fn operations(options: &Options) -> Result<ExitCode, Failure> {
    let MetadataOperations {
        operations,
        warnings,
        ..
    } = read_operations(&options.metadata, &options.only, &options.title)?;
    let page = render_operations(&operations);
    match &options.out {
        Some(file) => write(file, &page)?.print(file)?,
        None => print(&page)?,
    }
    if !warnings.is_empty() {
        report(&warnings);
    }
    Ok(ExitCode::SUCCESS)
}
