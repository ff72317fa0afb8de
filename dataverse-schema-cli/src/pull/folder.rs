use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Code, Diagnostic, Source, read_page};

use crate::created_page::{CreatedPages, is_created};
use crate::find::{find_all, is_page};
use crate::load::load_source;
use crate::output::create_folder;

/// The locale id of pages that don't say another one.
const ENGLISH: i32 = 1033;

/// The pages below a folder, which may not exist yet.
pub(super) struct Folder {
    path: PathBuf,
    pages: Vec<Page>,
    /// Those of the other pages.
    errors: Vec<Diagnostic>,
}

/// A page without errors.
struct Page {
    path: PathBuf,
    source: Source,
    table: Table,
}

impl Folder {
    pub(super) fn load(path: &Path) -> Result<Self, Diagnostic> {
        let mut pages = Vec::new();
        let mut errors = Vec::new();
        if path.exists() {
            for path in find_all(path, &|_| true)? {
                if !is_page(&path) {
                    continue;
                }
                let source = load_source(&path)?;
                match read_page(&source) {
                    Ok(table) => pages.push(Page {
                        path,
                        source,
                        table,
                    }),
                    Err(more) if is_of_table(&more) => errors.extend(more),
                    Err(_) => {}
                }
            }
        }
        Ok(Self {
            path: path.to_owned(),
            pages,
            errors,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the tables whose pages were created from definitions or solutions.
    pub(super) fn created_tables(&self) -> Vec<String> {
        let created = self.pages.iter().filter(|page| page.is_created());
        let tables: BTreeSet<String> = created.map(|page| page.table.logical_name()).collect();
        tables.into_iter().collect()
    }

    /// Returns the language of the created pages of these tables, if they have the same.
    pub(super) fn language(&self, tables: &BTreeSet<String>) -> Option<i32> {
        let pages = tables.iter().filter_map(|table| self.created(table));
        let languages = pages.map(|page| page.table.language().unwrap_or(ENGLISH));
        let languages: BTreeSet<i32> = languages.collect();
        languages.first().copied().filter(|_| languages.len() == 1)
    }

    /// Returns the pages with which definitions of these tables are compared: the one that was
    /// created from a definition, or else all of a table.
    ///
    /// # Errors
    /// Returns the errors of pages, which may be of these tables.
    pub(super) fn compared(&self, tables: &[&str]) -> Result<Vec<Source>, Vec<Diagnostic>> {
        if !self.errors.is_empty() {
            return Err(self.errors.clone());
        }
        let mut pages = Vec::new();
        for table in tables {
            if let Some(page) = self.created(table) {
                pages.push(page.source.clone());
                continue;
            }
            let all = self.pages.iter();
            let all = all.filter(|page| page.table.logical_name() == *table);
            pages.extend(all.map(|page| page.source.clone().found()));
        }
        Ok(pages)
    }

    /// Returns the path of the page that describes a table, or that is to be created.
    pub(super) fn target(&self, table: &str) -> PathBuf {
        match self.base(table) {
            Some(page) => page.path.clone(),
            None => self.path.join(format!("{table}.md")),
        }
    }

    /// Writes the page of a table.
    ///
    /// # Errors
    /// Returns an error if the page can't be written, or if another one would be lost.
    pub(super) fn write(&self, page: Source, written: &mut CreatedPages) -> Result<(), Diagnostic> {
        let path = self.target(page.name().trim_end_matches(".md"));
        create_folder(&self.path)?;
        written.write(&path, page)
    }

    /// Returns the base page of a table.
    fn base(&self, table: &str) -> Option<&Page> {
        let mut pages = self.pages.iter();
        pages.find(|page| !page.table.is_extension() && page.table.logical_name() == table)
    }

    /// Returns the page of a table that was created from a definition or a solution.
    fn created(&self, table: &str) -> Option<&Page> {
        self.base(table).filter(|page| page.is_created())
    }
}

impl Page {
    fn is_created(&self) -> bool {
        !self.table.is_extension() && is_created(&self.source, &self.table)
    }
}

/// Returns true if a page with these errors is a table reference page.
fn is_of_table(errors: &[Diagnostic]) -> bool {
    let mut codes = errors.iter().map(Diagnostic::code);
    !codes.any(|code| matches!(code, Code::NotATablePage | Code::EmptyPage))
}
