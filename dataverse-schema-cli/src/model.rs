use std::fmt::Write as _;
use std::path::PathBuf;

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Diagnostic, Source, read_page, read_pages};

use crate::find::find;

/// The pages' tables as JSON, or the problems as they are shown.
pub(crate) fn model(files: &[PathBuf], unmerged: bool) -> Result<String, String> {
    let tables = match unmerged {
        true => read(files, each),
        false => read(files, read_pages),
    };
    tables.map(|tables| {
        serde_json::to_string_pretty(&tables).expect("the model has only string keys")
    })
}

/// The tables of pages, and of those in folders, merged, or the problems as they are shown.
pub(crate) fn tables(paths: &[PathBuf]) -> Result<Vec<Table>, String> {
    let mut problems = Vec::new();
    let found = find(paths, &mut problems);
    if !problems.is_empty() {
        return Err(shown(&problems));
    }
    let files: Vec<PathBuf> = found.into_iter().map(|page| page.path).collect();
    read(&files, read_pages)
}

fn read(
    files: &[PathBuf],
    read: impl FnOnce(&[Source]) -> Result<Vec<Table>, Vec<Diagnostic>>,
) -> Result<Vec<Table>, String> {
    let mut pages: Vec<Source> = Vec::new();
    let mut problems: Vec<Diagnostic> = Vec::new();
    for file in files {
        match Source::load(file, file.display().to_string()) {
            Ok(page) => pages.push(page),
            Err(problem) => problems.push(problem),
        }
    }
    match read(&pages) {
        Ok(tables) if problems.is_empty() => Ok(tables),
        Ok(_) => Err(shown(&problems)),
        Err(found) => {
            problems.extend(found);
            Err(shown(&problems))
        }
    }
}

/// Each page by itself.
fn each(pages: &[Source]) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let mut tables = Vec::new();
    let mut problems = Vec::new();
    for page in pages {
        match read_page(page) {
            Ok(table) => tables.push(table),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(tables)
    } else {
        Err(problems)
    }
}

pub(crate) fn shown(problems: &[Diagnostic]) -> String {
    let mut shown = String::new();
    for problem in problems {
        let _ = writeln!(shown, "error: {problem}\n");
    }
    shown
}
