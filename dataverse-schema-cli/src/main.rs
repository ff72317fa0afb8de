//! The command `dataverse-schema`.

mod check;
mod count;
mod created_page;
mod diagram;
mod diff;
mod drift;
mod expand;
mod failure;
mod find;
mod import;
mod init;
mod load;
mod model;
mod operations;
mod origin;
mod output;
mod page;
mod progress;
#[cfg(feature = "pull")]
mod pull;
mod report;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;

/// Work with Microsoft Dataverse table reference pages
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Options),
    #[cfg(feature = "pull")]
    Pull(pull::Options),
    Page(page::Options),
    Operations(operations::Options),
    Check(check::Options),
    Diff(diff::Options),
    Diagram(diagram::Options),
    Expand(expand::Options),
    Model(model::Options),
}

impl Command {
    fn run(&self) -> Result<ExitCode, Failure> {
        match self {
            Self::Init(options) => init::init(options),
            #[cfg(feature = "pull")]
            Self::Pull(options) => pull::pull(options),
            Self::Page(options) => page::page(options),
            Self::Operations(options) => operations::operations(options),
            Self::Check(options) => check::check(options),
            Self::Diff(options) => diff::diff(options),
            Self::Diagram(options) => diagram::diagram(options),
            Self::Expand(options) => expand::expand(options),
            Self::Model(options) => model::model(options),
        }
    }
}

fn main() -> ExitCode {
    match Arguments::parse().command.run() {
        Ok(status) => status,
        Err(failure) => {
            report::report(&failure.diagnostics);
            failure.status
        }
    }
}
