//! `dataverse-schema pull`: pages of the tables of an environment.

mod bodies;
mod failure;
mod folder;
mod selection;
mod session;
mod sign_in;
mod table_list;

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use dataverse_schema_pages::{Code, Diagnostic, Source};
use dataverse_schema_webapi::request::BaseUrl;
use tokio::runtime::Builder;

use crate::created_page::CreatedPages;
use crate::drift::print_drift;
use crate::failure::Failure;
use crate::import::Import;
use crate::progress::Progress;
use crate::pull::bodies::Bodies;
use crate::pull::folder::Folder;
use crate::pull::selection::Selection;
use crate::pull::session::Session;
use crate::pull::sign_in::SignInOptions;
use crate::report::report;

const EXIT_STATUS: &str = "\
Exit status:
  0  Success; with --check, no changes
  1  Errors; with --check, changes
  2  Invalid arguments; with --check, also errors";

/// Create or update pages from the table definitions of an environment
///
/// Fetches the definitions of tables over the Web API, and writes the pages that `page` creates from
/// them. Prints what has changed in updated pages, as `diff` does. Doesn't replace pages that weren't
/// created from a definition, such as Microsoft's pages and overlays. A page in a subfolder is
/// updated in place.
///
/// Signs in with a token (--token-env), a managed identity (--managed-identity), the secret of an
/// application (AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET), a federated token
/// (AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_FEDERATED_TOKEN_FILE), or else as the user of the
/// Azure CLI (`az login`) or the Azure Developer CLI (`azd auth login`).
#[derive(Args)]
#[command(after_long_help = EXIT_STATUS)]
pub(crate) struct Options {
    /// Logical names of tables, or patterns (`*`, `?`, `[…]`)
    ///
    /// The default, if there is no --solution either, is all tables whose pages in the folder were
    /// created from definitions or solutions.
    #[arg(value_name = "TABLE-OR-PATTERN")]
    tables: Vec<String>,

    /// Pull all tables of the solution with this unique name; can be repeated
    #[arg(long = "solution", value_name = "UNIQUE-NAME")]
    solutions: Vec<String>,

    /// URL of the environment, such as `https://contoso.crm.dynamics.com`
    #[arg(
        long,
        value_name = "URL",
        env = "DATAVERSE_URL",
        hide_env_values = true
    )]
    url: BaseUrl,

    #[command(flatten)]
    sign_in: SignInOptions,

    /// Folder of the pages
    #[arg(long, value_name = "FOLDER", default_value = "schemas")]
    out: PathBuf,

    /// Print how the definitions differ from the pages, as `diff` does, and write nothing
    ///
    /// A page that was created from a definition or a solution is compared by itself. All pages of
    /// another table are merged before they are compared.
    #[arg(long)]
    check: bool,

    /// Also replace pages that weren't created from a definition
    #[arg(long, conflicts_with = "check")]
    force: bool,

    /// Language of the labels as a locale ID, such as 1033 for English; by default, the language of the
    /// pages in the folder, or else the one with the most labels
    #[arg(long, value_name = "ID")]
    language: Option<i32>,

    /// Maximum number of times to retry a request, if the connection or the service fails
    #[arg(long, value_name = "N", default_value_t = 3)]
    retries: usize,
}

/// Runs `dataverse-schema pull`.
pub(crate) fn pull(options: &Options) -> Result<ExitCode, Failure> {
    run(options).map_err(|failure| {
        if options.check {
            failure.with_status(2)
        } else {
            failure
        }
    })
}

fn run(options: &Options) -> Result<ExitCode, Failure> {
    let folder = Folder::load(&options.out)?;
    let selection = Selection::new(&options.tables, &options.solutions, &folder)?;
    let (tables, bodies) = fetch(options, &selection)?;
    let mut pages = Vec::new();
    let mut errors = Vec::new();
    let mut notes = tables.notes;
    if !tables.names.is_empty() {
        let import = Import::of_bodies(bodies.files(), |definitions| {
            let known = definitions.languages();
            let kept = folder.language(&tables.names);
            let kept = kept.filter(|language| known.contains(language));
            options.language.or(kept)
        })?;
        for page in import.pages() {
            match page {
                Ok(page) => pages.push(page),
                Err(more) => errors.extend(more),
            }
        }
        notes.extend(import.notes());
    }
    let status = if options.check {
        if !errors.is_empty() {
            return Err(errors.into());
        }
        let tables: Vec<&str> = tables
            .names
            .iter()
            .chain(&tables.gone)
            .map(String::as_str)
            .collect();
        let is_drift = print_drift(&folder.compared(&tables)?, &pages)?;
        ExitCode::from(u8::from(is_drift))
    } else {
        errors.extend(tables.gone.iter().map(|table| {
            let message = format!("the environment has no table `{table}`");
            let path = folder.target(table);
            let help = format!("remove its page `{}`, or name other tables", path.display());
            Diagnostic::general(Code::UnknownTable, message).help(help)
        }));
        write(&folder, pages, options.force, errors)?
    };
    for note in notes {
        eprintln!("note: {note}");
    }
    Ok(status)
}

/// Fetches the definitions of the selected tables.
fn fetch(
    options: &Options,
    selection: &Selection<'_>,
) -> Result<(selection::Tables, Bodies), Vec<Diagnostic>> {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| vec![failure::setup(&error)])?;
    runtime.block_on(async {
        let session = Session::start(&options.url, &options.sign_in, options.retries)
            .map_err(|error| vec![error])?;
        let tables = selection.resolve(&session).await?;
        let progress = Progress::new(tables.names.len(), io::stderr().is_terminal());
        let bodies = Bodies::fetch(&session, &tables.names, &progress).await;
        progress.finish();
        Ok((tables, bodies.map_err(|error| vec![error])?))
    })
}

/// Writes the pages, and reports what was done.
fn write(
    folder: &Folder,
    pages: Vec<Source>,
    is_forced: bool,
    mut errors: Vec<Diagnostic>,
) -> Result<ExitCode, Failure> {
    let mut written = CreatedPages::new(is_forced);
    for page in pages {
        errors.extend(folder.write(page, &mut written).err());
    }
    written.finish()?;
    if errors.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    report(&errors);
    Ok(ExitCode::FAILURE)
}
