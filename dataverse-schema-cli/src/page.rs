use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Source, metadata_requests, read_metadata, read_page, render_page};

use crate::model::shown;

/// Writes reference pages of tables from their definitions, as the Web API gives them
///
/// The files are bodies of the requests that --how-to prints: definitions of tables, and lists of their attributes with options.
/// Give those of one table, or of several, together.
///
/// The exit status is 0 when all went well, 1 when something is wrong with the files, and 2 when the arguments are wrong.
#[derive(Args)]
pub(crate) struct Options {
    /// The bodies
    #[arg(required_unless_present = "how_to", value_name = "METADATA.json")]
    files: Vec<PathBuf>,

    /// Writes a file `<logical name>.md` for each table into this folder, instead of the pages to the terminal
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// Prints the requests whose bodies are wanted, for the table with this logical name
    #[arg(long, value_name = "TABLE", num_args = 0..=1, default_missing_value = "contoso_thing", conflicts_with = "files")]
    how_to: Option<String>,
}

/// `dataverse-schema page`
pub(crate) fn page(options: &Options) -> ExitCode {
    let done = match &options.how_to {
        Some(table) => io::stdout()
            .write_all(how_to(table).as_bytes())
            .map_err(|error| format!("error: {error}\n")),
        None => tables(&options.files).and_then(|tables| put(&tables, options.out.as_deref())),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            // Nothing can be done about a reader that has gone away.
            let _ = io::stderr().write_all(problems.as_bytes());
            ExitCode::FAILURE
        }
    }
}

fn how_to(table: &str) -> String {
    format!(
        "Each is a GET below https://<org>.api.crm.dynamics.com/api/data/v9.2/, with the headers Authorization, Accept:\n\
         application/json, OData-Version: 4.0 and OData-MaxVersion: 4.0. Save each body in a file.\n\n\
         {}\n\nThen: dataverse-schema page *.json --out schemas\n",
        metadata_requests(table).join("\n")
    )
}

fn tables(files: &[PathBuf]) -> Result<Vec<Table>, String> {
    let mut sources = Vec::new();
    let mut problems = Vec::new();
    for file in files {
        match Source::load(file, file.display().to_string()) {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(shown(&problems));
    }
    read_metadata(&sources).map_err(|problems| shown(&problems))
}

fn put(tables: &[Table], folder: Option<&Path>) -> Result<(), String> {
    let mut pages = Vec::new();
    for table in tables {
        let name = match &table.facts.logical_name {
            Some(name) => format!("{}.md", name.value),
            None => return Err("error: a table without a logical name\n".to_owned()),
        };
        let text = render_page(table);
        // Whatever is wrong with the definition shows itself here, before the page is used.
        read_page(&Source::new(name.as_str(), text.as_str())).map_err(|problems| {
            format!(
                "error: what the definitions say makes no good page:\n\n{}",
                shown(&problems)
            )
        })?;
        pages.push((name, text));
    }
    let Some(folder) = folder else {
        let all: String = pages.into_iter().map(|(_, text)| text).collect();
        let _ = io::stdout().write_all(all.as_bytes());
        return Ok(());
    };
    let failed = |path: &Path, error: io::Error| {
        format!("error: can't write `{}`: {error}\n", path.display())
    };
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    for (name, text) in pages {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| failed(&path, error))?;
    }
    Ok(())
}
