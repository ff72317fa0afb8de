//! Microsoft Dataverse table reference pages to Rust.
//!
//! The macro `include_schema!` and the command `dataverse-schema` stand on this crate. Data takes one way through it, each
//! stage in a folder of its own: `page` (Markdown to blocks), `read` (blocks to [`model`]), `merge` (the pages of one table
//! put together), `check` (what can be used), `choose` (what is wanted), `names` (identifiers), `expand` (code). `include`
//! puts them together: for the macro, and, as text, for [`Builder`]. [`render_page`] writes a page, and [`lint()`] tells of
//! what nothing is made.

pub mod model;

mod builder;
mod check;
mod choose;
mod diagnostic;
#[cfg(feature = "json")]
pub mod diff;
mod expand;
mod include;
mod layout;
mod lint;
mod merge;
#[cfg(feature = "json")]
mod metadata;
mod names;
mod page;
mod parallel;
mod projection;
mod read;
mod render;
mod source;
mod suggest;

pub use builder::{Builder, Generated, Problems};
pub use diagnostic::{Diagnostic, Diagnostics, Place, Severity};
pub use include::include_schema;
pub use lint::lint;
#[cfg(feature = "json")]
pub use metadata::{metadata_requests, read_metadata};
pub use projection::derive_projection;
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
