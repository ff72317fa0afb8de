//! What benchmarks have in common: the pages, and a rival as one would write it by hand.

// Each benchmark uses a part.
#![allow(dead_code)]

pub(crate) mod figure;
mod name;
pub(crate) mod page;
pub(crate) mod rival;

use std::error::Error;
use std::process::Command;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The folder of the workspace.
pub(crate) const WORKSPACE: &str = env!("CARGO_MANIFEST_DIR");

/// The compiler's name and version.
pub(crate) fn rustc() -> Result<String> {
    let output = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
