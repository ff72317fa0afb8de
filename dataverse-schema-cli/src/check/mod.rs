mod broken;
mod explain;
mod family;
mod fix;
mod json;
mod read;
mod summary;

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dataverse_schema_codegen::lint_names;
use dataverse_schema_pages::{Code, Diagnostic, Diagnostics, lint};

use crate::check::fix::{Fixer, count_sure};
use crate::check::summary::Summary;
use crate::failure::Failure;
use crate::find::find;
use crate::output::print;
use crate::progress::Progress;
use crate::report::{self, Totals, write_stderr};

const EXIT_STATUS: &str = "\
Exit status:
  0  No errors
  1  Errors, or warnings with --deny-warnings
  2  Invalid arguments";

/// Check pages for errors and warnings
///
/// A page with an error can't be used. One with a warning can: an unknown key, for example, is
/// ignored. Only pages without errors are checked for warnings.
#[derive(Args)]
#[command(after_long_help = EXIT_STATUS)]
pub(crate) struct Options {
    /// Pages, or folders of pages
    ///
    /// A folder includes all files `*.md` in it and in its subfolders, except `README.md` and
    /// hidden folders. Those that aren't table reference pages are skipped, and listed at the end. A
    /// file that is passed by its own path is never skipped.
    #[arg(required_unless_present = "explain", value_name = "FILE-OR-FOLDER")]
    paths: Vec<PathBuf>,

    /// Maximum number of diagnostics to show per page; 0 shows all
    ///
    /// JSON always contains all of them.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// Output format
    ///
    /// JSON output has one line per diagnostic, sorted by file and location. Each line
    /// is an object with `severity` (`error` or `warning`), `code` (such as `DV0012`),
    /// `message`, `help` (an array of strings), a location, and `related` (an array of
    /// locations, each with a `label`). A location consists of `file`, `line`,
    /// `column`, `end_line`, `end_column`, `byte_start`, and `byte_end`. A diagnostic
    /// that isn't about a page, such as a missing file, has no location.
    ///
    /// Some have a `suggestion`: the location to be replaced, its `replacement`, and
    /// `applicability`, which is `MachineApplicable` if --fix applies the suggestion,
    /// or else `MaybeIncorrect`. The location is empty where text is missing.
    ///
    /// Lines and columns start at 1, bytes at 0. Columns count characters (Unicode
    /// scalar values). Ends are exclusive. A byte order mark counts as bytes, but
    /// not as a column.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// List the pages of each table that has several pages, or no base page
    ///
    /// JSON output then ends with one line per table: an object with `table` (its
    /// logical name), `base` (a file, or null), `extensions`, and `overlays` (arrays of
    /// files, in the order in which they are merged). An overlay is an extension page
    /// that doesn't name the page that it extends. Pages with errors aren't listed, nor are
    /// the other extension pages of their tables.
    #[arg(long)]
    pages: bool,

    /// Treat warnings as errors in the exit status
    #[arg(long)]
    deny_warnings: bool,

    /// Apply the suggestions that can't be wrong, and print the changes as a diff
    ///
    /// They correct misspelled keys that resemble a single known key, remove duplicate rows and
    /// invisible characters, and restore missing separators of tables. Nothing else is changed. The
    /// page is checked again after each change. The exit status is that of the fixed pages.
    #[arg(long, conflicts_with = "format")]
    fix: bool,

    /// Print what --fix would change, but change no files
    #[arg(long, requires = "fix")]
    dry_run: bool,

    /// Explain the diagnostics with this code, such as DV0012
    ///
    /// Prints what is wrong, why it matters, and what to do, with an example. Needs no pages.
    #[arg(
        long,
        value_name = "CODE",
        value_parser = explain::parse,
        exclusive = true
    )]
    explain: Option<Code>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Print diagnostics and a summary to stderr, as the compiler does
    Text,
    /// Print JSON to stdout and nothing to stderr, for editors
    Json,
}

/// The maximum number of pages that are read without a progress bar.
const FEW: usize = 8;

/// Runs `dataverse-schema check`.
pub(crate) fn check(options: &Options) -> Result<ExitCode, Failure> {
    if let Some(code) = options.explain {
        print(explain::explanation(code))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let files = find(&options.paths, &mut diagnostics);
    let is_shown =
        options.format == Format::Text && files.len() > FEW && io::stderr().is_terminal();
    let progress = Progress::new(files.len(), is_shown);
    let mut fixer = options.fix.then(|| Fixer::new(options.dry_run));
    let pages = read::read(&files, &mut diagnostics, &progress, fixer.as_mut());
    progress.finish();
    if pages.checked == 0 && diagnostics.is_empty() {
        let diagnostic = Diagnostic::general(Code::NoPages, "no table reference pages found");
        diagnostics.push(diagnostic.help("pass the path of a file to see why it was skipped"));
    }
    for table in &pages.tables {
        diagnostics.extend(lint(table));
        diagnostics.extend(lint_names(table));
    }
    let diagnostics = diagnostics.into_iter().collect::<Diagnostics>().sorted();
    let totals = Totals::new(&diagnostics);
    match options.format {
        Format::Json => {
            print(&json::render(&diagnostics))?;
            if options.pages {
                print(&json::render_families(&pages.families))?;
            }
        }
        Format::Text => {
            let limit = match options.limit {
                0 => usize::MAX,
                limit => limit,
            };
            let report = report::render(&diagnostics, limit);
            let summary = Summary {
                pages: pages.checked,
                columns: pages.tables.iter().map(|table| table.columns.len()).sum(),
                skipped: &pages.skipped,
                families: &pages.families,
                lists_families: options.pages,
                totals,
                fixer: fixer.as_ref(),
                sure_suggestions: count_sure(&diagnostics),
            };
            write_stderr(&format!("{report}{summary}"));
        }
    }
    let is_failure = totals.errors > 0 || options.deny_warnings && totals.warnings > 0;
    Ok(ExitCode::from(u8::from(is_failure)))
}
