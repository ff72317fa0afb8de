use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dataverse_schema_pages::check::check;
use dataverse_schema_pages::merge::merge_some;
use dataverse_schema_pages::model::{Column, Table};
use dataverse_schema_pages::read::read;
use dataverse_schema_pages::{Code, Diagnostic, Diagnostics, Source};
use dataverse_schema_solution::Options;

use crate::find::{find, find_all};
use crate::import::Import;
use crate::load;
use crate::origin::{Origin, files_of};

/// The tables on one side of a comparison.
pub(super) struct Version {
    pub(super) tables: Vec<Table>,
    is_solution: bool,
}

impl Version {
    /// Reads pages, definitions, and solutions.
    pub(super) fn load(paths: &[PathBuf], options: &Options) -> Result<Self, Vec<Diagnostic>> {
        let mut options = options.clone();
        let (mut is_solution, mut has_solution) = (true, false);
        let mut with_pages = Vec::new();
        let mut others = Vec::new();
        for path in paths {
            let (origin, files) = contents(path)?;
            is_solution &= origin == Origin::Solution;
            has_solution |= origin == Origin::Solution;
            if origin == Origin::Page {
                with_pages.push(path.clone());
            } else {
                others.extend(files);
            }
        }
        if !has_solution {
            // They are for the other version.
            options.entity_sets.clear();
        }
        let mut pages = load_pages(&with_pages)?;
        pages.extend(import(&others, &options)?);
        Ok(Self {
            tables: read_tables(&pages)?,
            is_solution,
        })
    }

    /// Removes the tables about which the other version, if it is a solution, says nothing: those of
    /// other publishers, unless it extends them.
    pub(super) fn keep_known(&mut self, other: &Self) {
        if self.is_solution || !other.is_solution {
            return;
        }
        let names: BTreeSet<String> = other.tables.iter().map(Table::logical_name).collect();
        let known: BTreeSet<String> = other.tables.iter().flat_map(prefixes).collect();
        self.tables.retain(|table| {
            let is_known = |prefix: &String| known.contains(prefix);
            names.contains(&table.logical_name()) || prefixes(table).iter().any(is_known)
        });
    }
}

/// Returns what a file or a folder has, and the files to read.
fn contents(path: &Path) -> Result<(Origin, Vec<PathBuf>), Vec<Diagnostic>> {
    let named = vec![path.to_owned()];
    if !path.is_dir() {
        // The finder of pages reports a missing file, with a suggestion.
        let origin = if path.exists() {
            Origin::of_named(path)
        } else {
            Origin::Page
        };
        return Ok((origin, named));
    }
    let files = find_all(path, &|_| true).map_err(|error| vec![error])?;
    if files
        .iter()
        .any(|file| Origin::find(file) == Some(Origin::Page))
    {
        return Ok((Origin::Page, named));
    }
    let definitions = files_of(&files, Origin::Definition);
    let has_solution = !files_of(&files, Origin::Solution).is_empty();
    match (definitions.is_empty(), has_solution) {
        (true, true) => Ok((Origin::Solution, named)),
        (false, false) => Ok((Origin::Definition, definitions)),
        (true, false) => Ok((Origin::Page, named)),
        (false, true) => {
            let message = format!(
                "folder `{}` has both solutions and table definitions",
                path.display()
            );
            let error = Diagnostic::general(Code::DuplicateDefinition, message);
            Err(vec![error.help("pass the folder of one of them")])
        }
    }
}

fn load_pages(paths: &[PathBuf]) -> Result<Vec<Source>, Vec<Diagnostic>> {
    let mut errors = Vec::new();
    let files = find(paths, &mut errors);
    let pages = load::load_pages(&files, &mut errors);
    if errors.is_empty() {
        Ok(pages)
    } else {
        Err(errors)
    }
}

fn import(files: &[PathBuf], options: &Options) -> Result<Vec<Source>, Vec<Diagnostic>> {
    let mut errors = Vec::new();
    let mut pages = Vec::new();
    for page in Import::load(files, options)?.pages() {
        match page {
            Ok(page) => pages.push(page),
            Err(more) => errors.extend(more),
        }
    }
    if errors.is_empty() {
        Ok(pages)
    } else {
        Err(errors)
    }
}

/// Reads pages and merges those of one table. An extension may be compared without its base.
pub(crate) fn read_tables(pages: &[Source]) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let mut tables = Vec::new();
    for page in pages {
        tables.extend(read(page, &mut diagnostics));
    }
    let (mut tables, extensions) = merge_some(tables, &mut diagnostics);
    tables.extend(extensions);
    for table in &tables {
        let reported = diagnostics.spans();
        check(table, &reported, &mut diagnostics);
    }
    diagnostics.into_result(tables)
}

/// Returns the prefixes of the publishers of a whole table, or of what an extension adds to one.
fn prefixes(table: &Table) -> Vec<String> {
    let names = if table.is_extension() {
        table.columns.iter().map(Column::logical_name).collect()
    } else {
        vec![table.logical_name()]
    };
    let prefix = |name: &String| Some(name.split_once('_')?.0.to_owned());
    names.iter().filter_map(prefix).collect()
}
