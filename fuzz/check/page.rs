//! Used by what checks tables of definitions and of solutions.

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Source, read_page, render_page};

/// Checks that a table is read back unchanged from its page, unless the page has errors.
///
/// A definition isn't checked as strictly as a page: it may refer to columns that it doesn't have.
pub(crate) fn check(table: &Table) {
    let page = render_page(table);
    match read_page(&Source::new("page.md", page.as_str())) {
        Ok(read) => assert!(*table == read, "{table:#?}\n{read:#?}\n{page}"),
        Err(errors) => assert!(!errors.is_empty(), "neither a model nor an error"),
    }
}
