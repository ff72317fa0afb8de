//! The command `dataverse-schema`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod check;
mod diagram;
mod diff;
mod expand;
mod find;
mod json;
mod model;
mod page;
mod pages;
mod progress;
mod snippet;
mod summary;

/// Works with Microsoft Dataverse table reference pages.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prints what pages say of their tables as JSON: an array with an object for each table
    Model {
        /// The pages; those of one table are merged, extensions in the order given
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Prints an object for each page instead
        #[arg(long)]
        unmerged: bool,
    },
    Check(check::Options),
    Diagram(diagram::Options),
    Diff(diff::Options),
    Expand(expand::Options),
    Page(page::Options),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Model { files, unmerged } => print_model(&files, unmerged),
        Command::Check(options) => check::check(&options),
        Command::Diagram(options) => diagram::diagram(&options),
        Command::Diff(options) => diff::diff(&options),
        Command::Expand(options) => expand::expand(&options),
        Command::Page(options) => page::page(&options),
    }
}

fn print_model(files: &[PathBuf], unmerged: bool) -> ExitCode {
    // Nothing can be done about a reader that has gone away.
    match model::model(files, unmerged) {
        Ok(json) => {
            let _ = writeln!(io::stdout(), "{json}");
            ExitCode::SUCCESS
        }
        Err(problems) => {
            let _ = write!(io::stderr(), "{problems}");
            ExitCode::FAILURE
        }
    }
}
