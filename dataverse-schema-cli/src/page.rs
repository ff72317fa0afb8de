use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{
    Code, Definitions, Diagnostic, MetadataFile, Source, metadata_requests, read_page, render_page,
};

use crate::count::Count;
use crate::failure::Failure;
use crate::output::{create_folder, print, write};

const EXIT_STATUS: &str = "\
Exit status:
  0  Success
  1  Errors in files
  2  Invalid arguments";

/// Create pages from table definitions of the Web API
///
/// The files are the response bodies of the requests that --how-to prints: table
/// definitions, and lists of their choice columns with options. Pass all files of a
/// table together. Files of several tables may be mixed. Tables with errors have no page.
#[derive(Args)]
#[command(verbatim_doc_comment, after_long_help = EXIT_STATUS)]
pub(crate) struct Options {
    /// Files with response bodies
    #[arg(required_unless_present = "how_to", value_name = "METADATA.json")]
    files: Vec<PathBuf>,

    /// Write one file `<logical name>.md` per table to this folder, instead of printing the pages
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// Language of the labels as a locale id, such as 1033 for English; by default, the one with the
    /// most labels
    #[arg(long, value_name = "ID")]
    language: Option<i32>,

    /// Print the requests to send for the table with this logical name
    #[arg(
        long,
        value_name = "TABLE",
        num_args = 0..=1,
        default_missing_value = "contoso_thing",
        conflicts_with = "files"
    )]
    how_to: Option<String>,
}

/// Runs `dataverse-schema page`.
pub(crate) fn page(options: &Options) -> Result<ExitCode, Failure> {
    if let Some(table) = &options.how_to {
        print(&how_to(table))?;
        return Ok(ExitCode::SUCCESS);
    }
    let files = options.files.iter();
    let files = files.map(|file| MetadataFile::new(file, file.display().to_string()));
    let mut definitions = Definitions::find(files.collect())?;
    if let Some(language) = options.language {
        definitions.set_language(language)?;
    }
    if let Some(folder) = &options.out {
        create_folder(folder)?;
    }
    let mut diagnostics = Vec::new();
    for table in definitions.tables() {
        match table.and_then(|table| render(&table)) {
            Ok(page) => match &options.out {
                Some(folder) => write(&folder.join(page.name()), page.text())?,
                None => print(page.text())?,
            },
            Err(errors) => diagnostics.extend(errors),
        }
    }
    if !diagnostics.is_empty() {
        return Err(diagnostics.into());
    }
    for note in notes(&definitions, options.language) {
        eprintln!("note: {note}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns what is good to know of the pages.
fn notes(definitions: &Definitions, asked: Option<i32>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(language) = definitions.language() {
        if asked.is_none() {
            notes.push(language_note(definitions, language));
        }
        let others = definitions.labels_in_other_languages();
        if others > 0 {
            let labels = Count(others, "label");
            notes.push(format!(
                "{labels} in another language, as there is none in {language}"
            ));
        }
    }
    for (member, count) in definitions.left_out() {
        let tables = Count(count, "definition");
        notes.push(format!(
            "{tables} without `{member}`, which the pages lack, too"
        ));
    }
    notes
}

fn language_note(definitions: &Definitions, language: i32) -> String {
    let mut others = definitions.languages();
    others.retain(|other| *other != language);
    let others: Vec<String> = others.iter().map(i32::to_string).collect();
    if definitions.has_only_user_labels() {
        format!("labels in language {language}, that of the user who requested the definitions")
    } else if others.is_empty() {
        format!("labels in language {language}")
    } else {
        let others = others.join(", ");
        format!("labels in language {language}; `--language` chooses another: {others}")
    }
}

fn how_to(table: &str) -> String {
    format!(
        "\
Send these GET requests relative to https://<org>.api.crm.dynamics.com/api/data/v9.2/, with the headers
Authorization, Accept: application/json, OData-Version: 4.0 and OData-MaxVersion: 4.0. Save each response body to a file.

{}

Then run: dataverse-schema page *.json --out schemas
",
        metadata_requests(table).join("\n")
    )
}

/// Renders the page of a table, under its file name.
///
/// # Errors
/// Returns an error if the rendered page can't be read again, so that its errors show here rather
/// than on first use.
fn render(table: &Table) -> Result<Source, Vec<Diagnostic>> {
    let name = table.facts.logical_name.as_ref();
    let name = name.map_or("", |name| name.value.as_str());
    let page = Source::new(format!("{name}.md"), render_page(table));
    match read_page(&page) {
        Ok(_) => Ok(page),
        Err(mut errors) => {
            let message = format!("cannot create a valid page for table `{name}`");
            errors.insert(0, Diagnostic::general(Code::InvalidDefinition, message));
            Err(errors)
        }
    }
}
