//! Finds the files of solutions in folders and archives.

mod archive;
mod file;
mod folder;
mod kind;

use std::fs;
use std::path::Path;

use dataverse_schema_pages::{Code, Diagnostic};

use self::archive::Archive;
use self::file::{AddItem, cannot_read, is_inside};
use self::folder::Folder;
use crate::report::Report;

pub(crate) use kind::is_input;

/// A solution, or several, in one place.
pub(crate) enum Input {
    Archive(Archive),
    Folder(Folder),
}

/// Opens a folder, an archive or an XML file.
pub(crate) fn open(path: &Path) -> Result<Input, Diagnostic> {
    let metadata = fs::metadata(path).map_err(|error| cannot_read(path, &error))?;
    if metadata.is_dir() {
        return Folder::find(path).map(Input::Folder);
    }
    if kind::is_xml(path) {
        return Ok(Input::Folder(Folder::file(path)));
    }
    Archive::open(path).map(Input::Archive)
}

impl Input {
    /// Calls a function for each part of the solutions.
    pub(crate) fn visit(&mut self, report: &mut Report, add: AddItem<'_>) {
        match self {
            Self::Archive(archive) => archive.visit(report, add),
            Self::Folder(folder) => folder.visit(report, add),
        }
    }

    /// Reads the file of a formula. `path` is relative to the table that names it.
    ///
    /// Returns `None` if there is no such file.
    ///
    /// # Errors
    /// If the path leads out of the solution, or if the file can't be read.
    pub(crate) fn formula(
        &mut self,
        table: &str,
        path: &str,
    ) -> Result<Option<String>, Diagnostic> {
        if !is_inside(path) {
            let message = format!("path `{path}` of a formula leads out of the solution");
            return Err(Diagnostic::general(Code::UnsafeArchive, message));
        }
        let path = path.trim_start_matches(['/', '\\']);
        match self {
            Self::Archive(archive) => archive.formula(table, path),
            Self::Folder(folder) => folder.formula(table, path),
        }
    }
}
