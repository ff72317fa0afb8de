use std::fmt::Write as _;
use std::path::PathBuf;

use dataverse_schema_codegen::model::Table;
use dataverse_schema_codegen::{Source, read_page};

/// The pages' tables as JSON, or the problems as they are shown.
pub(crate) fn model(files: &[PathBuf]) -> Result<String, String> {
    let mut tables: Vec<Table> = Vec::new();
    let mut problems = String::new();
    for file in files {
        let page = Source::load(file, file.display().to_string());
        match page
            .map_err(|problem| vec![problem])
            .and_then(|page| read_page(&page))
        {
            Ok(table) => tables.push(table),
            Err(found) => {
                for problem in found {
                    let _ = writeln!(problems, "error: {problem}\n");
                }
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(serde_json::to_string_pretty(&tables).expect("the model has only string keys"))
}
