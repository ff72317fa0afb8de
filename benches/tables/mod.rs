//! What benchmarks have in common: the pages, a rival as one would write it by hand, and the crates that are made of them.

// Each benchmark uses a part.
#![allow(dead_code)]

pub(crate) mod figure;
mod name;
pub(crate) mod page;
pub(crate) mod rival;
pub(crate) mod source;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The folder of the workspace.
pub(crate) const WORKSPACE: &str = env!("CARGO_MANIFEST_DIR");

/// The compiler's name and version.
pub(crate) fn rustc() -> Result<String> {
    let output = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The cargo that runs the benchmark.
pub(crate) fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

/// Runs a benchmark, if this is `cargo bench`, and tells what went wrong.
pub(crate) fn start(name: &str, run: impl FnOnce() -> Result<()>) -> ExitCode {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("{name} measures under `cargo bench` only");
        return ExitCode::SUCCESS;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Hands on a folder for crates: the one to keep, which must be new or empty, or one that is removed afterwards.
pub(crate) fn in_folder(
    keep: Option<&Path>,
    measure: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    let Some(folder) = keep else {
        return measure(tempfile::tempdir()?.path());
    };
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        return Err(format!("the folder {} isn't empty", folder.display()).into());
    }
    measure(&folder.canonicalize()?)
}
