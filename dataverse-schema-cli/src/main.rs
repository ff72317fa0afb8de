//! The command `dataverse-schema`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod model;

/// Looks at Microsoft Dataverse table reference pages.
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
}

fn main() -> ExitCode {
    let Command::Model { files, unmerged } = Arguments::parse().command;
    // Nothing can be done about a reader that has gone away.
    match model::model(&files, unmerged) {
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
