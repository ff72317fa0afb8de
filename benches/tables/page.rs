//! The pages that a benchmark measures.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dataverse_schema_pages::model::{Column, ColumnType, Table};
use dataverse_schema_pages::{Source, read_page};

use crate::{Result, workspace};

/// A page.
pub struct Page {
    /// The file name, under which the page is copied.
    pub file: String,
    /// The model of the page.
    pub table: Table,
}

/// Reads pages: files, or all Markdown files in folders but `README.md`; without paths, those of
/// `schemas`.
///
/// # Errors
/// Returns an error if a page can't be read, if two have the same file name, or if there is none.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Page>> {
    let mut files = Vec::new();
    let default = [workspace().join("schemas")];
    for path in if paths.is_empty() { &default } else { paths } {
        if path.is_dir() {
            files.extend(pages_in(path)?);
        } else {
            files.push(path.clone());
        }
    }
    let mut names = BTreeSet::new();
    let mut pages = Vec::new();
    for file in files {
        let page = Page::load(&file)?;
        if !names.insert(page.file.clone()) {
            return Err(format!("duplicate file name `{}`", page.file).into());
        }
        pages.push(page);
    }
    if pages.is_empty() {
        return Err("no pages found".into());
    }
    Ok(pages)
}

fn pages_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_readme = path.file_name().is_some_and(|name| name == "README.md");
        if path.extension().is_some_and(|extension| extension == "md") && !is_readme {
            pages.push(path);
        }
    }
    pages.sort();
    Ok(pages)
}

/// Returns `size` pages, evenly spread over `pages`, which are sorted by size; the middle one for
/// 1.
///
/// # Errors
/// Returns an error if `size` is 0 or more than there are.
pub fn sample(pages: &[Page], size: usize) -> Result<Vec<&Page>> {
    if size == 0 || size > pages.len() {
        return Err(format!("cannot choose {size} of {} pages", pages.len()).into());
    }
    let spread = |index: usize| (2 * index + 1) * pages.len() / (2 * size);
    Ok((0..size).map(|index| &pages[spread(index)]).collect())
}

impl Page {
    fn load(path: &Path) -> Result<Self> {
        let name = path
            .file_name()
            .ok_or_else(|| format!("{} is not a file", path.display()))?;
        let file = name.to_string_lossy().into_owned();
        let source =
            Source::load(path, path.to_string_lossy()).map_err(|error| error.to_string())?;
        Self::read(file, &source)
    }

    fn read(file: String, source: &Source) -> Result<Self> {
        match read_page(source) {
            Ok(table) => Ok(Self { file, table }),
            Err(errors) => {
                let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
                Err(errors.join("\n").into())
            }
        }
    }

    /// Returns the text of the page.
    pub fn text(&self) -> &str {
        self.table.source().text()
    }

    /// Returns the columns that the row types of both crates have, with their types.
    pub fn columns(&self) -> impl Iterator<Item = (&Column, ColumnType)> {
        let typed = || {
            let columns = self.table.columns.iter();
            columns.filter_map(|column| Some((column, column.facts.r#type.as_ref()?.value)))
        };
        let lookups = typed().filter(|(_, of)| of.is_lookup());
        let lookups: BTreeSet<String> = lookups.map(|(column, _)| column.logical_name()).collect();
        typed().filter(move |(column, of)| {
            column.is_readable() && has_value(*of) && !is_shadow(column, *of, &lookups)
        })
    }

    /// Returns this number of columns, evenly spread over all.
    pub fn some_columns(&self, number: usize) -> Vec<(&Column, ColumnType)> {
        let all: Vec<_> = self.columns().collect();
        (0..number)
            .map(|index| all[index * all.len() / number])
            .collect()
    }

    /// Returns the page with a mark before the first description that the documentation of a field
    /// shows.
    ///
    /// Returns `None` if there is no description.
    ///
    /// # Errors
    /// Returns an error if the edited page can't be read.
    pub fn edited(&self, mark: &str) -> Result<Option<Self>> {
        let Some(at) = self.description() else {
            return Ok(None);
        };
        let (before, after) = self.text().split_at(at);
        let source = Source::new(
            self.table.source().name(),
            format!("{before}{mark} {after}"),
        );
        Self::read(self.file.clone(), &source).map(Some)
    }

    /// Returns the offset of the text of that description.
    fn description(&self) -> Option<usize> {
        self.columns().find_map(|(column, _)| {
            let span = column.facts.description.as_ref()?.span;
            let letter = self.text()[span.start()..span.end()].find(char::is_alphanumeric)?;
            Some(span.start() + letter)
        })
    }
}

fn has_value(of: ColumnType) -> bool {
    !matches!(
        of,
        ColumnType::PartyList | ColumnType::CalendarRules | ColumnType::Virtual
    )
}

/// Returns true if a column repeats the name of a lookup's target; in responses, that is the
/// lookup's formatted value.
fn is_shadow(column: &Column, of: ColumnType, lookups: &BTreeSet<String>) -> bool {
    let name = column.logical_name();
    let of_lookup = |suffix| {
        name.strip_suffix(suffix)
            .is_some_and(|lookup| lookups.contains(lookup))
    };
    of == ColumnType::String
        && !column.is_writable()
        && ["yominame", "name"].into_iter().any(of_lookup)
}
