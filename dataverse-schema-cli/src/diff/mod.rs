pub(crate) mod report;
pub(crate) mod version;

use std::iter;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dataverse_schema_pages::diff::{self, Change};

use crate::diff::version::Version;
use crate::failure::Failure;
use crate::import::ImportOptions;
use crate::output::print;

const EXIT_STATUS: &str = "\
Exit status:
  0  No breaking changes (see --fail-on)
  1  Breaking changes (see --fail-on)
  2  Errors in pages, definitions, or solutions, or invalid arguments";

/// Compare two versions of tables
///
/// OLD and NEW are pages, table definitions, or solutions; they may be of different kinds. If a
/// version is in several files or folders, such as an extension and its base page, or solutions
/// that belong together, add the others with --old and --new.
///
/// Marks the changes that break the API (code that uses the generated types) or data (values that
/// are stored, or that were valid to write).
///
/// A solution contains only some tables and columns. A table that only the other version has is
/// compared only if it has a prefix of the solution's tables. If a solution only extends a table,
/// such as `account`, these are compared: columns and relationships that it adds or that have its
/// prefix, and columns that it changes.
#[derive(Args)]
#[command(after_long_help = EXIT_STATUS)]
pub(crate) struct Options {
    /// The old version: a page, a definition (JSON), a solution (zip or XML), or a folder
    /// of one of them
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The new version, of the same or another kind
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// More of the old version, such as an extension page, or another solution
    #[arg(long = "old", value_name = "PATH")]
    more_old: Vec<PathBuf>,

    /// More of the new version
    #[arg(long = "new", value_name = "PATH")]
    more_new: Vec<PathBuf>,

    #[command(flatten)]
    import: ImportOptions,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Changes for which the exit status is 1
    #[arg(long, value_name = "CHANGES", value_enum, default_value_t)]
    fail_on: FailOn,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Changes that break the API or data
    #[default]
    Breaking,
    /// All changes
    Any,
    /// No changes
    Never,
}

impl FailOn {
    fn includes(self, change: &Change) -> bool {
        match self {
            Self::Breaking => change.breaks_api || change.breaks_data,
            Self::Any => true,
            Self::Never => false,
        }
    }
}

/// Runs `dataverse-schema diff`.
pub(crate) fn diff(options: &Options) -> Result<ExitCode, Failure> {
    run(options).map_err(|failure| failure.with_status(2))
}

fn run(options: &Options) -> Result<ExitCode, Failure> {
    let settings = options.import.settings();
    let load = |path: &PathBuf, more: &[PathBuf]| {
        let paths: Vec<PathBuf> = iter::once(path).chain(more).cloned().collect();
        Version::load(&paths, &settings)
    };
    let mut old = load(&options.old, &options.more_old)?;
    let mut new = load(&options.new, &options.more_new)?;
    old.keep_known(&new);
    new.keep_known(&old);
    let differences = diff::diff(&old.tables, &new.tables);
    print(&match options.format {
        Format::Text => report::text(&differences),
        Format::Markdown => report::markdown(&differences),
        Format::Json => report::json(&differences),
    })?;
    let is_failure = differences
        .changes
        .iter()
        .any(|change| options.fail_on.includes(change));
    Ok(ExitCode::from(u8::from(is_failure)))
}
