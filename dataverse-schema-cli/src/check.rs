use std::io::{self, IsTerminal as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dataverse_schema_codegen::lint_names;
use dataverse_schema_pages::{Diagnostic, Diagnostics, Severity, lint};

use crate::find::find;
use crate::json;
use crate::pages::{Pages, read};
use crate::progress::Progress;
use crate::snippet::Snippets;
use crate::summary::Summary;

/// Tells what is wrong with pages
///
/// Errors are what keeps a page from being used. Warnings are what a page says that nothing is made of; they are told of pages
/// that have no errors.
///
/// The exit status is 0 when there is no error, 1 when there is one, and 2 when the arguments are wrong.
#[derive(Args)]
pub(crate) struct Options {
    /// Pages, and folders of pages
    ///
    /// A folder stands for all pages (`*.md`) in it and in its folders, save `README.md` and what lies in folders whose name
    /// begins with a dot. Pages in folders that aren't of a table are skipped, and named at the end; a page that is named itself
    /// has to be one of a table.
    #[arg(required = true, value_name = "FILE-OR-FOLDER")]
    paths: Vec<PathBuf>,

    /// How many problems of a page are shown; 0 for all. JSON always has all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// How problems are told
    ///
    /// JSON has an object for each problem, in a line of its own, sorted by page and place; there is no line where there is no
    /// problem. The object has `severity` (`error` or `warning`), `message`, `help` (an array of texts) and `related` (an array
    /// of other places, each with a `label`). The object and each related place have `file`, `line`, `column`, `end_line`,
    /// `end_column`, `byte_start` and `byte_end`; a problem that lies in no page, for example a file that is missing, has none of
    /// these.
    ///
    /// Lines and columns are counted from 1, columns in characters (Unicode scalar values), bytes from 0. The end is the place
    /// behind the last character. A byte order mark counts among the bytes, but is no character of its line.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Exits with 1 when there is a warning, too
    #[arg(long)]
    deny_warnings: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// On stderr, as the compiler shows them, and a summary
    Text,
    /// On stdout, for editors; nothing on stderr
    Json,
}

/// `dataverse-schema check`
pub(crate) fn check(options: &Options) -> ExitCode {
    let mut problems: Vec<Diagnostic> = Vec::new();
    let found = find(&options.paths, &mut problems);
    let shown = options.format == Format::Text && io::stderr().is_terminal();
    let progress = Progress::new(found.len(), shown);
    let Pages {
        tables,
        checked,
        skipped,
    } = read(&found, &mut problems, &progress);
    progress.finish();
    if checked == 0 && problems.is_empty() {
        let problem = Diagnostic::general("none of these pages is one of a table");
        problems.push(problem.help("name a page itself to be told why"));
    }
    problems.extend(
        tables
            .iter()
            .flat_map(|table| lint(table).into_iter().chain(lint_names(table))),
    );
    let problems = problems.into_iter().collect::<Diagnostics>().sorted();
    let summary = Summary {
        pages: checked,
        columns: tables.iter().map(|table| table.columns.len()).sum(),
        skipped: &skipped,
        errors: count(&problems, Severity::Error),
        warnings: count(&problems, Severity::Warning),
    };
    // Nothing can be done about a reader that has gone away.
    let _ = match options.format {
        Format::Text => {
            let snippets = Snippets::new(options.limit);
            let mut stderr = io::stderr().lock();
            snippets
                .write(&problems, &mut stderr)
                .and_then(|()| write!(stderr, "{summary}"))
        }
        Format::Json => json::write(&problems, &mut io::stdout().lock()),
    };
    if summary.errors > 0 || options.deny_warnings && summary.warnings > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn count(problems: &[Diagnostic], severity: Severity) -> usize {
    let of_severity = problems.iter().filter(|p| p.severity() == severity);
    of_severity.count()
}
