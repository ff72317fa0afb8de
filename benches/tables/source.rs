//! The source files of the crates that are measured.

use std::fs;
use std::path::Path;

use crate::{Result, workspace};

/// Writes a file below a folder.
///
/// # Errors
/// Returns an error if it can't be written.
pub fn write(folder: &Path, file: impl AsRef<Path>, content: &str) -> Result<()> {
    let path = folder.join(file);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(fs::write(path, content)?)
}

/// Writes the manifest, which ends with `rest`, and the lock file of the workspace.
///
/// Cargo removes from the lock file what the crate doesn't need.
///
/// # Errors
/// Returns an error if they can't be written.
pub fn manifest(folder: &Path, name: &str, dependencies: &str, rest: &str) -> Result<()> {
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [workspace]\n\n[dependencies]\n{dependencies}\n{rest}"
    );
    write(folder, "Cargo.toml", &manifest)?;
    let lock = fs::read_to_string(workspace().join("Cargo.lock"))?;
    write(folder, "Cargo.lock", &lock)
}

/// Returns the dependency on `dataverse-schema`.
pub fn ours() -> String {
    format!("dataverse-schema = {{ path = {:?} }}", workspace())
}
