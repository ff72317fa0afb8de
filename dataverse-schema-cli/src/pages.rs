use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Diagnostic, Source, merge_pages, read_page};

use crate::find::Found;
use crate::progress::Progress;

/// What became of the pages that were found.
#[derive(Default)]
pub(crate) struct Pages {
    /// The tables of pages without errors, merged as far as their bases are there.
    pub(crate) tables: Vec<Table>,
    /// How many pages weren't skipped.
    pub(crate) checked: usize,
    /// The names of pages that aren't of a table.
    pub(crate) skipped: Vec<String>,
}

/// Reads pages.
pub(crate) fn read(found: &[Found], problems: &mut Vec<Diagnostic>, progress: &Progress) -> Pages {
    let mut pages = Pages::default();
    for page in found {
        let name = page.path.display().to_string();
        progress.page(&name);
        let source = Source::load(&page.path, name.as_str());
        let table = source
            .map_err(|problem| vec![problem])
            .and_then(|source| read_page(&source));
        match table {
            Ok(table) => pages.tables.push(table),
            Err(found) if !page.is_named && found.iter().any(Diagnostic::is_of_other_page) => {
                pages.skipped.push(name);
                continue;
            }
            Err(found) => problems.extend(found),
        }
        pages.checked += 1;
    }
    let (tables, between) = merge_pages(pages.tables);
    pages.tables = tables;
    problems.extend(between);
    pages
}
