use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{
    Code, Diagnostic, is_operations_page, merge_pages, read_operations, read_page,
};

use crate::check::broken::BrokenPages;
use crate::check::family::{Family, families, overlays};
use crate::check::fix::Fixer;
use crate::find::PageFile;
use crate::load::load_source;
use crate::progress::Progress;

/// The pages that were read.
#[derive(Default)]
pub(super) struct Pages {
    /// The tables of pages without errors, merged with their bases if those were read.
    pub(super) tables: Vec<Table>,
    /// Which of these pages belong together.
    pub(super) families: Vec<Family>,
    /// The number of pages that weren't skipped.
    pub(super) checked: usize,
    /// The names of files that aren't table reference pages.
    pub(super) skipped: Vec<String>,
}

/// Reads files one by one, so that each is reported separately, and merges the tables of the files
/// without errors, unless their table has a file with errors. The fixer, if there is one, changes each page before.
pub(super) fn read(
    files: &[PageFile],
    diagnostics: &mut Vec<Diagnostic>,
    progress: &Progress,
    mut fixer: Option<&mut Fixer>,
) -> Pages {
    let mut pages = Pages::default();
    let mut broken = BrokenPages::default();
    if !diagnostics.is_empty() {
        // A page is missing.
        broken.add_unknown();
    }
    for file in files {
        let name = file.path.display().to_string();
        progress.advance(&name);
        let source = load_source(&file.path).and_then(|source| match &mut fixer {
            Some(fixer) => fixer.fix(&file.path, source),
            None => Ok(source),
        });
        let page = source.map(|source| file.placed(source));
        if let Ok(page) = &page
            && is_operations_page(page)
        {
            diagnostics.extend(read_operations(page).err().unwrap_or_default());
            pages.checked += 1;
            continue;
        }
        let table = page
            .as_ref()
            .map_err(|diagnostic| vec![diagnostic.clone()])
            .and_then(read_page);
        match table {
            Ok(table) => pages.tables.push(table),
            Err(errors) if !file.is_named && is_other_page(&errors) => {
                pages.skipped.push(name);
                continue;
            }
            Err(errors) => {
                diagnostics.extend(errors);
                match &page {
                    Ok(page) => broken.add(page),
                    Err(_) => broken.add_unknown(),
                }
            }
        }
        pages.checked += 1;
    }
    broken.remove_extensions(&mut pages.tables);
    let overlays = overlays(&pages.tables);
    let (tables, errors) = merge_pages(pages.tables);
    pages.families = families(&tables, &overlays);
    pages.tables = tables;
    diagnostics.extend(errors);
    pages
}

/// Returns true if the file isn't a table reference page. Folders of pages may contain others.
fn is_other_page(errors: &[Diagnostic]) -> bool {
    errors
        .iter()
        .any(|error| error.code() == Code::NotATablePage)
}
