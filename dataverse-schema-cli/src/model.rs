use std::fmt::Write as _;
use std::path::PathBuf;

use dataverse_schema_codegen::model::Table;
use dataverse_schema_codegen::{Diagnostic, Source, read_page, read_pages};

/// The pages' tables as JSON, or the problems as they are shown.
pub(crate) fn model(files: &[PathBuf], unmerged: bool) -> Result<String, String> {
    let mut pages: Vec<Source> = Vec::new();
    let mut problems: Vec<Diagnostic> = Vec::new();
    for file in files {
        match Source::load(file, file.display().to_string()) {
            Ok(page) => pages.push(page),
            Err(problem) => problems.push(problem),
        }
    }
    let tables = if unmerged {
        each(&pages)
    } else {
        read_pages(&pages)
    };
    match tables {
        Ok(tables) if problems.is_empty() => {
            Ok(serde_json::to_string_pretty(&tables).expect("the model has only string keys"))
        }
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

fn shown(problems: &[Diagnostic]) -> String {
    let mut shown = String::new();
    for problem in problems {
        let _ = writeln!(shown, "error: {problem}\n");
    }
    shown
}
