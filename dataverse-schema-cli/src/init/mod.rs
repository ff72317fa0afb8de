mod found;
mod module;
mod new_file;
mod next;
mod pages;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use dataverse_schema_codegen::Builder;
use dataverse_schema_pages::{Code, Diagnostic};

use crate::failure::Failure;
use crate::import::{Import, ImportOptions};
use crate::init::found::Found;
use crate::init::module::Module;
use crate::init::pages::Pages;
use crate::output::print;
use crate::report::report;

const EXIT_STATUS: &str = "\
Exit status:
  0  Success
  1  Nothing found, or errors in files
  2  Invalid arguments";

/// Set up a crate: pages, and a module with the generated types
///
/// Finds pages, table definitions (JSON), and solutions in the folder of the crate and below it,
/// except in `target`, hidden folders, and other crates. Creates pages from definitions and
/// solutions in `schemas`, and the module `schema`, which includes all pages. Prints what to do next.
/// If a solution only extends a table, the page goes to `schemas/extensions`, and the module includes
/// it only if the table's base page is there. Existing files aren't changed.
#[derive(Args)]
#[command(after_long_help = EXIT_STATUS)]
pub(crate) struct Options {
    /// The folder of the crate
    #[arg(default_value = ".", value_name = "FOLDER")]
    folder: PathBuf,

    #[command(flatten)]
    import: ImportOptions,

    /// Print what would be created, but create nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs `dataverse-schema init`.
pub(crate) fn init(options: &Options) -> Result<ExitCode, Failure> {
    let folder = &options.folder;
    check_crate(folder)?;
    let found = Found::find(folder)?;
    let mut settings = options.import.settings();
    let solutions = Import::load(&found.solutions, &settings)?;
    // Definitions always have the names of entity sets.
    settings.entity_sets.clear();
    let definitions = Import::load(&found.definitions, &settings)?;
    let pages = Pages::plan(folder, &found.pages, &definitions, &solutions)?;
    if pages.is_empty() {
        return Err(nothing_found(folder).into());
    }
    let module = Module::new(folder, &pages);
    let mut text = String::new();
    for file in pages.new.iter().chain(module.file.as_ref()) {
        text += &file.create(folder, options.dry_run)?;
        text.push('\n');
    }
    for skipped in &pages.skipped {
        text += &format!("left out {skipped}\n");
    }
    print(&(text + &next::next(folder, &pages, &module)))?;
    if !solutions.warnings().is_empty() {
        report(solutions.warnings());
    }
    for note in definitions.notes() {
        eprintln!("note: {note}");
    }
    if !options.dry_run && module.file.is_some() {
        let builder = Builder::new(&module.input).manifest_dir(folder);
        builder
            .generate()
            .map_err(|error| error.diagnostics().to_vec())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Checks that the folder has a crate.
fn check_crate(folder: &Path) -> Result<(), Diagnostic> {
    let path = folder.join("Cargo.toml");
    let error = |message: String, help: &str| {
        Err(Diagnostic::general(Code::CannotReadFile, message).help(help))
    };
    match fs::read_to_string(&path) {
        Ok(text) if text.lines().any(|line| line.trim() == "[package]") => Ok(()),
        Ok(_) => error(
            format!(
                "`{}` belongs to a workspace, not to a crate",
                path.display()
            ),
            "pass the folder of a crate of the workspace",
        ),
        Err(failure) => error(
            format!("cannot read `{}`: {failure}", path.display()),
            "run this command in the folder of a crate; `cargo new` creates one",
        ),
    }
}

fn nothing_found(folder: &Path) -> Diagnostic {
    let message = format!(
        "no pages, table definitions, or solutions in folder `{}`",
        folder.display()
    );
    Diagnostic::general(Code::NoPages, message)
        .help("for Microsoft's tables, download pages into `schemas`: https://github.com/MicrosoftDocs/powerapps-docs/tree/main/powerapps-docs/developer/data-platform/reference/entities")
        .help("for your own tables, add an exported or unpacked solution, or the responses to the requests that `dataverse-schema page --how-to` prints")
}
