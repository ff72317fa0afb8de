//! Microsoft Dataverse table reference pages: read into a model, merged, checked, compared, and rendered.
//!
//! Data flows one way, one folder per stage: `page` (Markdown to blocks), [`mod@read`] (blocks to [`model`]),
//! [`mod@merge`] (the pages of one table put together), [`mod@check`] (what generated code can use). Beside this flow,
//! `metadata` reads a model from a table's definition, `diff` compares models, `render` writes a page, and
//! `lint` warns about legitimate oddities.

pub mod check;
pub mod diagnostic;
#[cfg(feature = "json")]
pub mod diff;
mod layout;
#[cfg(feature = "lint")]
mod lint;
pub mod merge;
#[cfg(feature = "json")]
mod metadata;
pub mod model;
mod page;
pub mod read;
#[cfg(feature = "render")]
mod render;
pub mod source;
pub mod suggest;

pub use diagnostic::{Diagnostic, Diagnostics, Place, Severity};
#[cfg(feature = "lint")]
pub use lint::lint;
#[cfg(feature = "json")]
pub use metadata::{metadata_requests, read_metadata};
#[cfg(feature = "render")]
pub use render::render_page;
pub use source::{Source, Span};

/// Reads pages of any number of tables. Pages of one table are put together, first the one with its properties, then its
/// extensions in the order given.
///
/// # Errors
/// All problems found in them, those between the pages among them.
pub fn read_pages(pages: &[Source]) -> Result<Vec<model::Table>, Vec<Diagnostic>> {
    let mut problems = Diagnostics::default();
    let tables = pages
        .iter()
        .filter_map(|page| read::read(page, &mut problems));
    let tables = merge::merge(tables.collect(), &mut problems);
    for table in &tables {
        let places = problems.places();
        check::check(table, &places, &mut problems);
    }
    if problems.is_empty() {
        Ok(tables)
    } else {
        Err(problems.sorted())
    }
}

/// Puts the pages of one table together as far as they are there: gives the tables with what is merged into them, then the
/// extensions whose base is missing, and the problems that only show themselves between pages.
pub fn merge_pages(tables: Vec<model::Table>) -> (Vec<model::Table>, Vec<Diagnostic>) {
    let mut problems = Diagnostics::default();
    let (mut tables, rest) = merge::merge_some(tables, &mut problems);
    for table in tables.iter().filter(|table| table.pages.len() > 1) {
        let places = problems.places();
        check::check(table, &places, &mut problems);
    }
    tables.extend(rest);
    (tables, problems.sorted())
}

/// Reads a page by itself.
///
/// # Errors
/// All problems found in it. Problems that only matter to generated code, such as two names that meet, aren't looked for.
pub fn read_page(source: &Source) -> Result<model::Table, Vec<Diagnostic>> {
    let mut problems = Diagnostics::default();
    let table = read::read(source, &mut problems);
    if let Some(table) = &table {
        let places = problems.places();
        check::check(table, &places, &mut problems);
    }
    match table {
        Some(table) if problems.is_empty() => Ok(table),
        _ => Err(problems.sorted()),
    }
}
