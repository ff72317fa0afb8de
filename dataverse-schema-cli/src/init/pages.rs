use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Diagnostic, Source, read_page};

use crate::find::is_page;
use crate::import::Import;
use crate::init::new_file::NewFile;

/// A page of the crate, which exists or will be created.
pub(super) struct Page {
    /// Relative to the folder of the crate, with slashes.
    pub(super) path: String,
    /// The logical name of the table.
    pub(super) name: String,
    pub(super) table: Table,
}

/// The pages of a crate, those that exist and new ones.
#[derive(Default)]
pub(super) struct Pages {
    /// Sorted by path.
    pub(super) pages: Vec<Page>,
    pub(super) new: Vec<NewFile>,
    /// What isn't written since another page has it, each with the reason.
    pub(super) skipped: Vec<String>,
}

impl Pages {
    /// Plans the pages to create from definitions, which have all of a table, and from solutions.
    pub(super) fn plan(
        folder: &Path,
        existing: &[PathBuf],
        definitions: &Import,
        solutions: &Import,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut pages = Self::default();
        let mut errors = Vec::new();
        for path in existing.iter().filter(|path| is_page(path)) {
            let source = Source::load(path, path.display().to_string());
            let table = source
                .map_err(|error| vec![error])
                .and_then(|source| read_page(&source));
            match table {
                Ok(table) => pages.pages.push(Page {
                    path: relative(folder, path),
                    name: table.logical_name(),
                    table,
                }),
                Err(more) => errors.extend(more),
            }
        }
        let mut defined = BTreeSet::new();
        for (import, is_solution) in [(definitions, false), (solutions, true)] {
            for page in import.pages() {
                let read = page.and_then(|page| Ok((read_page(&page)?, page)));
                match read {
                    Ok((table, page)) if is_solution && defined.contains(&table.logical_name()) => {
                        let name = page.name().trim_end_matches(".md").to_owned();
                        let reason = "its definition says more";
                        pages
                            .skipped
                            .push(format!("`{name}` of a solution: {reason}"));
                    }
                    Ok((table, page)) => {
                        defined.insert(table.logical_name());
                        pages.add(table, &page);
                    }
                    Err(more) => errors.extend(more),
                }
            }
        }
        pages.pages.sort_by(|a, b| a.path.cmp(&b.path));
        if errors.is_empty() {
            Ok(pages)
        } else {
            Err(errors)
        }
    }

    /// Adds a page to create, unless the table has a base page elsewhere.
    fn add(&mut self, table: Table, page: &Source) {
        let is_extension = table.is_extension();
        let folder = if is_extension {
            "schemas/extensions"
        } else {
            "schemas"
        };
        let (path, name) = (format!("{folder}/{}", page.name()), table.logical_name());
        let base = self.pages.iter().find(|other| {
            !is_extension && other.name == name && !other.table.is_extension() && other.path != path
        });
        if let Some(base) = base {
            let reason = format!("`{name}`: its page is {}", base.path);
            self.skipped.push(reason);
            return;
        }
        if self.pages.iter().all(|other| other.path != path) {
            self.pages.push(Page {
                path: path.clone(),
                name,
                table,
            });
        }
        self.new.push(NewFile {
            path,
            text: page.text().to_owned(),
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Returns the names of tables that have extension pages, but no base page, with the first of
    /// these pages.
    pub(super) fn missing_bases(&self) -> BTreeMap<&str, &Page> {
        let bases: BTreeSet<&str> = self
            .pages
            .iter()
            .filter(|page| !page.table.is_extension())
            .map(|page| page.name.as_str())
            .collect();
        let lone = self.pages.iter().rev();
        let lone = lone.filter(|page| !bases.contains(page.name.as_str()));
        lone.map(|page| (page.name.as_str(), page)).collect()
    }
}

/// Returns a path relative to the folder, with slashes.
pub(super) fn relative(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}
