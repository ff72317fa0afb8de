//! Pages of the tables in solutions and definitions.

use std::path::PathBuf;

use clap::Args;
use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{
    Code, Definitions, Diagnostic, MetadataFile, Source, read_page, render_page,
};
use dataverse_schema_solution::{Options, Solutions, is_solution, read_solutions};

use crate::count::Count;

/// How to turn solutions and definitions into pages.
#[derive(Args)]
pub(crate) struct ImportOptions {
    /// Language of the labels as a locale ID, such as 1033 for English; by default, the language with
    /// the most labels
    #[arg(long, value_name = "ID")]
    language: Option<i32>,

    /// Name of the entity set of a table, for solutions that were exported before 2016
    #[arg(long, value_name = "TABLE=NAME", value_parser = entity_set)]
    entity_set: Vec<(String, String)>,
}

impl ImportOptions {
    pub(crate) fn settings(&self) -> Options {
        let mut settings = Options::default();
        settings.entity_sets = self.entity_set.iter().cloned().collect();
        settings.language = self.language;
        settings
    }
}

/// Parses `contoso_gadget=contoso_gadgets`.
fn entity_set(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((table, name)) if !table.is_empty() && !name.is_empty() => {
            Ok((table.to_owned(), name.to_owned()))
        }
        _ => Err("expected TABLE=NAME, for example `contoso_gadget=contoso_gadgets`".to_owned()),
    }
}

/// Solutions, and files with table definitions.
pub(crate) struct Import {
    solutions: Solutions,
    definitions: Option<Definitions>,
    /// True if the user chose the language.
    has_language: bool,
}

impl Import {
    /// Reads solutions, and finds the definitions in the other files.
    pub(crate) fn load(paths: &[PathBuf], options: &Options) -> Result<Self, Vec<Diagnostic>> {
        let (solutions, bodies): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.iter().cloned().partition(|path| is_solution(path));
        Ok(Self {
            solutions: read_solutions(&solutions, options)?,
            definitions: load_definitions(&bodies, options.language)?,
            has_language: options.language.is_some(),
        })
    }

    /// Finds the definitions in bodies. Of the labels, those in the language are taken that `choose`
    /// returns.
    #[cfg(feature = "pull")]
    pub(crate) fn of_bodies(
        bodies: Vec<MetadataFile>,
        choose: impl FnOnce(&Definitions) -> Option<i32>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut definitions = Definitions::find(bodies)?;
        let language = choose(&definitions);
        set_language(&mut definitions, language)?;
        Ok(Self {
            solutions: read_solutions(&[], &Options::default())?,
            definitions: Some(definitions),
            has_language: language.is_some(),
        })
    }

    /// Returns the pages, one after another: first those of solutions.
    pub(crate) fn pages(&self) -> impl Iterator<Item = Result<Source, Vec<Diagnostic>>> {
        let solutions = self.solutions.tables.iter().map(render);
        let definitions = self.definitions.iter().flat_map(Definitions::tables);
        solutions.chain(definitions.map(|table| table.and_then(|table| render(&table))))
    }

    /// Returns the warnings about what solutions leave out.
    pub(crate) fn warnings(&self) -> &[Diagnostic] {
        &self.solutions.warnings
    }

    /// Returns what is good to know of the pages.
    pub(crate) fn notes(&self) -> Vec<String> {
        let left_out = self.solutions.left_out.iter().map(|(row, count)| {
            let relationships = Count(*count, "relationship");
            format!("{relationships} without `{row}`, which the solutions leave out")
        });
        let definitions = self.definitions.iter();
        let notes = definitions.flat_map(|found| notes(found, self.has_language));
        left_out.chain(self.extensions()).chain(notes).collect()
    }

    /// Returns a note about the tables that solutions only extend.
    fn extensions(&self) -> Option<String> {
        let tables = self.solutions.tables.iter();
        let extended = tables.filter(|table| table.facts.logical_name.is_none());
        let extended: Vec<String> = extended.map(Table::logical_name).collect();
        let pages = Count(extended.len(), "extension page");
        (!extended.is_empty()).then(|| {
            let names = extended.join(", ");
            format!("{pages}; add the base page of each table: {names}")
        })
    }
}

/// Finds the definitions in files, if there are files.
fn load_definitions(
    files: &[PathBuf],
    language: Option<i32>,
) -> Result<Option<Definitions>, Vec<Diagnostic>> {
    if files.is_empty() {
        return Ok(None);
    }
    let files = files.iter();
    let files = files.map(|file| MetadataFile::new(file, file.display().to_string()));
    let mut definitions = Definitions::find(files.collect())?;
    set_language(&mut definitions, language)?;
    Ok(Some(definitions))
}

fn set_language(
    definitions: &mut Definitions,
    language: Option<i32>,
) -> Result<(), Vec<Diagnostic>> {
    if let Some(language) = language {
        let set = definitions.set_language(language);
        set.map_err(|error| vec![error])?;
    }
    Ok(())
}

/// Returns what is good to know of the pages.
fn notes(definitions: &Definitions, has_language: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(language) = definitions.language() {
        if !has_language {
            notes.push(language_note(definitions, language));
        }
        let others = definitions.labels_in_other_languages();
        if others > 0 {
            let labels = Count(others, "label");
            notes.push(format!(
                "{labels} in another language, because they have no text in {language}"
            ));
        }
    }
    for (member, count) in definitions.left_out() {
        let tables = Count(count, "definition");
        notes.push(format!(
            "{tables} without `{member}`, so the pages don't have it either"
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

/// Renders the page of a table, under its file name.
///
/// # Errors
/// Returns an error if the rendered page can't be read again, so that its errors show here rather
/// than on first use.
fn render(table: &Table) -> Result<Source, Vec<Diagnostic>> {
    let name = table.logical_name();
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
