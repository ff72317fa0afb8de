//! Reads, merges, checks, compares, and renders Microsoft Dataverse table reference pages.
//!
//! Data flows one way, with one folder per stage. `page` splits Markdown into blocks, and
//! [`mod@read`] turns the blocks into a [`model`]. [`mod@merge`] combines the pages of a table.
//! [`mod@check`] verifies that code can be generated from it.
//!
//! Outside this flow, `metadata` reads a model from a table's definition, `diff` compares models,
//! `render` writes a page, and `lint` warns about unusual but valid content.

mod character;
pub mod check;
pub mod diagnostic;
#[cfg(feature = "json")]
pub mod diff;
mod layout;
#[cfg(feature = "lint")]
mod lint;
mod load;
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

pub use diagnostic::{
    Applicability, Code, Diagnostic, Diagnostics, Location, Severity, Suggestion,
};
#[cfg(feature = "lint")]
pub use lint::lint;
#[cfg(feature = "json")]
pub use metadata::{Definitions, MetadataFile, has_definitions, metadata_requests, read_metadata};
#[cfg(feature = "render")]
pub use render::{render_operations, render_page};
pub use source::{Source, Span};

pub use read::is_operations_page;

use crate::model::{Operations, Table};

/// Reads the pages of any number of tables.
///
/// The pages of a table are merged: the base page first, then its extensions in the given order, or,
/// for those that are [found](Source::found), as they build on each other.
///
/// # Errors
/// Returns all errors in the pages, and all contradictions between them.
pub fn read_pages(pages: &[Source]) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let tables = read_all(pages, &mut diagnostics);
    let tables = merge::merge(tables, &mut diagnostics);
    check_all(&tables, &mut diagnostics);
    diagnostics.into_result(tables)
}

/// Merges the given pages of each table.
///
/// Returns the tables, followed by the extensions whose base page isn't among the pages, and the
/// errors found by merging. An overlay that names none of the tables is an error.
pub fn merge_pages(tables: Vec<Table>) -> (Vec<Table>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let (mut tables, mut extensions) = merge::merge_some(tables, &mut diagnostics);
    merge::reject_unrelated(&tables, &mut extensions, &mut diagnostics);
    let merged = tables.iter().filter(|table| table.pages.len() > 1);
    check_all(merged, &mut diagnostics);
    tables.extend(extensions);
    (tables, diagnostics.sorted())
}

/// Reads a single page.
///
/// # Errors
/// Returns all errors in the page, except those of generated code, such as colliding names.
pub fn read_page(page: &Source) -> Result<Table, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let tables = read_all(std::slice::from_ref(page), &mut diagnostics);
    check_all(&tables, &mut diagnostics);
    let mut tables = diagnostics.into_result(tables)?;
    // A page without a table is an error.
    tables.pop().ok_or_else(Vec::new)
}

/// Reads a page of operations.
///
/// # Errors
/// Returns all errors in the page.
pub fn read_operations(page: &Source) -> Result<Operations, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    match read::read_operations(page, &mut diagnostics) {
        Some(operations) => diagnostics.into_result(operations),
        None => Err(diagnostics.sorted()),
    }
}

fn read_all(pages: &[Source], diagnostics: &mut Diagnostics) -> Vec<Table> {
    pages
        .iter()
        .filter_map(|page| read::read(page, diagnostics))
        .collect()
}

fn check_all<'a>(tables: impl IntoIterator<Item = &'a Table>, diagnostics: &mut Diagnostics) {
    for table in tables {
        let reported = diagnostics.spans();
        check::check(table, &reported, diagnostics);
    }
}
