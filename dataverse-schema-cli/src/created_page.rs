//! Pages that were created from definitions and solutions, and may be replaced.

use std::fs;
use std::path::Path;

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Code, Diagnostic, Source, read_page, render_page};

use crate::count::Count;
use crate::drift::print_drift;
use crate::load::load_source;
use crate::output::{print, write};

/// Writes pages, and prints what was done. Of pages that are up to date, it prints the number.
pub(crate) struct CreatedPages {
    /// True if pages are replaced that weren't created.
    is_forced: bool,
    unchanged: usize,
    /// The created pages that were replaced.
    before: Vec<Source>,
    /// The pages that replaced them.
    after: Vec<Source>,
}

impl CreatedPages {
    pub(crate) fn new(is_forced: bool) -> Self {
        Self {
            is_forced,
            unchanged: 0,
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    /// Writes a page, and prints that.
    ///
    /// # Errors
    /// Returns an error if the page can't be written, or if another one would be lost.
    pub(crate) fn write(&mut self, path: &Path, page: Source) -> Result<(), Diagnostic> {
        if fs::read(path).is_ok_and(|known| known == page.text().as_bytes()) {
            self.unchanged += 1;
            return Ok(());
        }
        let before = replaced(path, &page);
        if !self.is_forced && before.is_none() && path.exists() {
            let message = format!(
                "`{}` wasn't created from a definition or a solution, or was edited since",
                path.display()
            );
            let help = "pass `--force` to replace it, or another folder; keep changes of your own in an overlay";
            return Err(Diagnostic::general(Code::ForeignPage, message).help(help));
        }
        write(path, page.text())?.print(path)?;
        if let Some(before) = before {
            self.before.push(before);
            self.after.push(page);
        }
        Ok(())
    }

    /// Prints how many pages are up to date, and what has changed in those that were replaced.
    pub(crate) fn finish(self) -> Result<(), Vec<Diagnostic>> {
        if self.unchanged > 0 {
            let line = format!("{} up to date\n", Count(self.unchanged, "page"));
            print(&line).map_err(|error| vec![error])?;
        }
        if !self.before.is_empty() {
            print_drift(&self.before, &self.after)?;
        }
        Ok(())
    }
}

/// Returns the page that another one of the same table replaces, if it was created, too.
fn replaced(path: &Path, page: &Source) -> Option<Source> {
    let before = load_source(path).ok()?;
    let table = read_page(&before).ok()?;
    let new = read_page(page).ok()?;
    let is_same =
        table.logical_name() == new.logical_name() && table.is_extension() == new.is_extension();
    (is_same && is_created(&before, &table)).then_some(before)
}

/// Returns true if a page may have been created from a definition or a solution: it is what its
/// table is rendered as, and has nothing of what only other pages have. Only solutions have
/// extension pages.
pub(crate) fn is_created(page: &Source, table: &Table) -> bool {
    (!table.is_extension() || table.is_of_solution())
        && table.messages.is_none()
        && table.events.is_none()
        && page.text().replace("\r\n", "\n") == render_page(table)
}
