use std::fs;
use std::path::Path;

use dataverse_schema_pages::Diagnostic;

use crate::output::{create_folder, write};

/// A file to create.
pub(super) struct NewFile {
    /// Relative to the folder of the crate, with slashes.
    pub(super) path: String,
    pub(super) text: String,
}

impl NewFile {
    /// Creates the file, unless it exists. Returns what was done.
    pub(super) fn create(&self, folder: &Path, is_dry_run: bool) -> Result<String, Diagnostic> {
        let Self { path, text } = self;
        let target = folder.join(path);
        if target.exists() {
            let is_same = fs::read_to_string(&target).is_ok_and(|known| known == *text);
            let state = if is_same { "is up to date" } else { "differs" };
            return Ok(format!("kept {path}, which exists and {state}"));
        }
        if is_dry_run {
            return Ok(format!("would create {path}"));
        }
        if let Some(parent) = target.parent() {
            create_folder(parent)?;
        }
        write(&target, text)?;
        Ok(format!("created {path}"))
    }
}
