use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use dataverse_schema_pages::{Code, Diagnostic, Source, metadata_requests};

use crate::created_page::CreatedPages;
use crate::failure::Failure;
use crate::import::{Import, ImportOptions};
use crate::output::{create_folder, print};
use crate::report::report;

const EXIT_STATUS: &str = "\
Exit status:
  0  Success
  1  Errors in files
  2  Invalid arguments";

/// Create pages from solutions, and from table definitions of the Web API
///
/// A solution is an exported zip, a `customizations.xml`, or a folder into which a solution was
/// unpacked, for example by `pac solution unpack`. Pass solutions that belong together in one call.
/// A table that they only add to or change gets an extension page, which needs the table's base
/// page. Warnings say what the solutions leave out.
///
/// The other files are response bodies of the requests that --how-to prints: table definitions, and
/// lists of their choice columns with options. Pass all files of a table together; those of several
/// tables may be mixed. No page is created for a table with errors.
///
/// In a folder, prints what has changed in updated pages, as `diff` does. Doesn't replace pages that
/// weren't created from a definition or a solution, such as Microsoft's pages and overlays.
#[derive(Args)]
#[command(after_long_help = EXIT_STATUS)]
pub(crate) struct Options {
    /// Solutions, and files with response bodies
    #[arg(required_unless_present = "how_to", value_name = "SOLUTION-OR-JSON")]
    files: Vec<PathBuf>,

    /// Write the page of each table to the file `<logical name>.md` in this folder, instead of
    /// printing it
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// Also replace pages that weren't created by this command or `pull`, or were edited since
    #[arg(long, requires = "out")]
    force: bool,

    #[command(flatten)]
    import: ImportOptions,

    /// Print the requests that return the definition of the table with this logical name
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
    let import = Import::load(&options.files, &options.import.settings())?;
    if let Some(folder) = &options.out {
        create_folder(folder)?;
    }
    let mut pages = Pages::new(options.out.as_deref(), options.force);
    for page in import.pages() {
        pages.add(page)?;
    }
    pages.written.finish()?;
    if !pages.errors.is_empty() {
        return Err(pages.errors.into());
    }
    if !import.warnings().is_empty() {
        report(import.warnings());
    }
    for note in import.notes() {
        eprintln!("note: {note}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes or prints pages, one after another.
struct Pages<'a> {
    /// The folder to write to.
    out: Option<&'a Path>,
    names: BTreeSet<String>,
    written: CreatedPages,
    errors: Vec<Diagnostic>,
}

impl<'a> Pages<'a> {
    fn new(out: Option<&'a Path>, is_forced: bool) -> Self {
        Self {
            out,
            names: BTreeSet::new(),
            written: CreatedPages::new(is_forced),
            errors: Vec::new(),
        }
    }

    /// Adds the page of a table, or the errors of the table.
    fn add(&mut self, page: Result<Source, Vec<Diagnostic>>) -> Result<(), Diagnostic> {
        match page {
            Ok(page) if self.names.insert(page.name().to_owned()) => match self.out {
                Some(folder) => {
                    let written = self.written.write(&folder.join(page.name()), page);
                    self.errors.extend(written.err());
                    Ok(())
                }
                None => print(page.text()),
            },
            Ok(page) => {
                let name = page.name().trim_end_matches(".md");
                let message = format!("a solution and a definition have the table `{name}`");
                let error = Diagnostic::general(Code::DuplicateDefinition, message);
                self.errors
                    .push(error.help("create their pages in different folders"));
                Ok(())
            }
            Err(errors) => {
                self.errors.extend(errors);
                Ok(())
            }
        }
    }
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
