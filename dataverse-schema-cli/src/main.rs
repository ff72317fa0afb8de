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
    /// Prints what pages say of their tables as JSON: an array with an object for each page
    Model {
        /// The pages
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    let Command::Model { files } = Arguments::parse().command;
    // Nothing can be done about a reader that has gone away.
    match model::model(&files) {
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
