use std::path::{Path, PathBuf};

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Diagnostic, Source, is_operations_page, read_pages};

use crate::find::{PageFile, find};

/// Finds pages, reads them, and merges those of one table.
pub(crate) fn find_tables(paths: &[PathBuf]) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let files = find(paths, &mut diagnostics);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let sources = load_pages(&files, &mut diagnostics);
    read_loaded(&sources, diagnostics, read_pages)
}

/// Loads the pages that can be loaded. Leaves out pages of operations that a folder has.
pub(crate) fn load_pages(files: &[PageFile], diagnostics: &mut Vec<Diagnostic>) -> Vec<Source> {
    let mut sources = Vec::new();
    for file in files {
        match load_source(&file.path) {
            Ok(source) if !file.is_named && is_operations_page(&source) => {}
            Ok(source) => sources.push(file.placed(source)),
            Err(error) => diagnostics.push(error),
        }
    }
    sources
}

/// Loads files and reads their tables.
///
/// # Errors
/// Returns the errors of files that can't be loaded, then those of `read` for the others.
pub(crate) fn load_tables(
    files: &[PathBuf],
    read: impl FnOnce(&[Source]) -> Result<Vec<Table>, Vec<Diagnostic>>,
) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let sources = load_sources(files, &mut diagnostics);
    read_loaded(&sources, diagnostics, read)
}

fn read_loaded(
    sources: &[Source],
    mut diagnostics: Vec<Diagnostic>,
    read: impl FnOnce(&[Source]) -> Result<Vec<Table>, Vec<Diagnostic>>,
) -> Result<Vec<Table>, Vec<Diagnostic>> {
    match read(sources) {
        Ok(tables) if diagnostics.is_empty() => Ok(tables),
        Ok(_) => Err(diagnostics),
        Err(more) => {
            diagnostics.extend(more);
            Err(diagnostics)
        }
    }
}

/// Loads the files that can be loaded.
pub(crate) fn load_sources(files: &[PathBuf], diagnostics: &mut Vec<Diagnostic>) -> Vec<Source> {
    let mut sources = Vec::new();
    for file in files {
        match load_source(file) {
            Ok(source) => sources.push(source),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    sources
}

/// Loads a file under the name that the user gave it.
pub(crate) fn load_source(file: &Path) -> Result<Source, Diagnostic> {
    Source::load(file, file.display().to_string())
}
