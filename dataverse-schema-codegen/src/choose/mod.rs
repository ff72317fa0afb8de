//! Reduces a checked table to what the user wants, before anything is named.

mod column;
mod relationship;
mod selector;
mod wanted;

use std::collections::BTreeSet;

use dataverse_schema_pages::check::CheckedTable;

pub(crate) use selector::{INCLUDED, Item, Pattern, PerTable, Selection, Selector};
pub(crate) use wanted::{Docs, Serialization, Wanted};

/// The language of Microsoft's pages: English of the United States.
const ENGLISH: i32 = 1033;

/// The options of a table that don't concern single columns or relationships.
#[derive(Debug)]
pub(crate) struct TableOptions {
    pub(crate) docs: Docs,
    pub(crate) serialization: Serialization,
    /// True if an option leaves out columns.
    pub(crate) has_chosen_columns: bool,
    /// True if the description of the table has those of its columns.
    pub(crate) has_descriptions: bool,
    /// True if the use of deprecated items is warned of.
    pub(crate) warns_of_deprecated: bool,
    /// The language of the page as a locale id.
    pub(crate) language: i32,
    /// The indices of the selectors that matched something.
    pub(crate) used_selectors: BTreeSet<usize>,
}

/// Removes the parts of a table that the user doesn't want, and returns its other options.
/// `included` has the tables with a row type, here or in another include.
pub(crate) fn choose(
    table: &mut CheckedTable<'_>,
    wanted: &Wanted,
    included: &BTreeSet<String>,
) -> TableOptions {
    let name = table.logical_name.value.as_str();
    let mut used = BTreeSet::new();
    let all_columns = table.columns.len();
    if let Some(selection) = wanted.columns.take(name, &mut used) {
        let primary_id = &table.primary_id.value;
        column::choose(&mut table.columns, primary_id, selection, &mut used);
    }
    if let Some(selection) = wanted.relationships.take(name, &mut used) {
        relationship::choose(table, selection, included, &mut used);
    }
    let docs = wanted.docs.take(name, &mut used);
    let serialization = wanted.serialization.take(name, &mut used);
    let descriptions = wanted.descriptions.take(name, &mut used);
    let deprecated = wanted.deprecated.take(name, &mut used);
    let language = wanted.language.take(name, &mut used).copied();
    TableOptions {
        has_chosen_columns: table.columns.len() < all_columns,
        has_descriptions: descriptions.copied().unwrap_or_default(),
        warns_of_deprecated: deprecated.copied().unwrap_or_default(),
        language: language.or(table.model.language()).unwrap_or(ENGLISH),
        docs: docs.copied().unwrap_or_default(),
        serialization: serialization.copied().unwrap_or_default(),
        used_selectors: used,
    }
}
