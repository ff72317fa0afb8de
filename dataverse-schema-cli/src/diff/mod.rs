//! What has changed between two states of pages.

mod report;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dataverse_schema_pages::diff::{self, Change};

use crate::model;

/// Tells what has changed between two states of pages
///
/// Each change is told to be breaking or not for the API, which is code that uses the generated types, and for data: values that
/// are stored, or that were written until now.
///
/// The exit status is 0 when there is no change that matters, 1 when there is one (see --fail-on), and 2 when something is wrong
/// with pages or arguments.
#[derive(Args)]
pub(crate) struct Options {
    /// The older page, or a folder of such
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The newer page, or a folder of such
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// The form of what is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Which changes make the exit status 1
    #[arg(long, value_enum, default_value_t)]
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
    /// Any
    Any,
    /// None
    Never,
}

impl FailOn {
    fn counts(self, change: &Change) -> bool {
        match self {
            Self::Breaking => change.breaks_api || change.breaks_data,
            Self::Any => true,
            Self::Never => false,
        }
    }
}

/// `dataverse-schema diff`
pub(crate) fn diff(options: &Options) -> ExitCode {
    let tables = |path: &PathBuf| model::tables(std::slice::from_ref(path));
    // Nothing can be done about a reader that has gone away.
    match tables(&options.old).and_then(|old| Ok((old, tables(&options.new)?))) {
        Ok((old, new)) => {
            let found = diff::diff(&old, &new);
            let text = match options.format {
                Format::Text => report::text(&found),
                Format::Markdown => report::markdown(&found),
                Format::Json => report::json(&found),
            };
            let _ = io::stdout().write_all(text.as_bytes());
            match found
                .changes
                .iter()
                .any(|change| options.fail_on.counts(change))
            {
                true => ExitCode::from(1),
                false => ExitCode::SUCCESS,
            }
        }
        Err(problems) => {
            let _ = io::stderr().write_all(problems.as_bytes());
            ExitCode::from(2)
        }
    }
}
