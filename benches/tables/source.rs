//! Sources of crates that are measured.

use std::fs;
use std::path::Path;

use crate::tables::{Result, WORKSPACE};

/// Writes a file below a folder.
pub(crate) fn write(folder: &Path, file: impl AsRef<Path>, content: &str) -> Result<()> {
    let path = folder.join(file);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(fs::write(path, content)?)
}

/// Writes the manifest, to which `rest` is added, and the lock file: the versions that the workspace has. Cargo takes out
/// what isn't needed.
pub(crate) fn manifest(folder: &Path, name: &str, dependencies: &str, rest: &str) -> Result<()> {
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [workspace]\n\n[dependencies]\n{dependencies}\n{rest}"
    );
    write(folder, "Cargo.toml", &manifest)?;
    let lock = fs::read_to_string(Path::new(WORKSPACE).join("Cargo.lock"))?;
    write(folder, "Cargo.lock", &lock)
}

/// The dependency on the workspace's own crate.
pub(crate) fn ours() -> String {
    format!("dataverse-schema = {{ path = {WORKSPACE:?} }}")
}
