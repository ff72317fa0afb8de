use std::collections::BTreeMap;
use std::ptr;

use crate::merge::merger::Item;
use crate::model::Table;

/// Orders the extensions of each table that were found in folders or by patterns, among the places
/// that they have. Those that the user named keep their places.
///
/// A page comes after those that add what it changes. Apart from that, a page whose note names
/// fewer pages that it extends comes first, because an app names all pages that it builds on.
/// Overlays, which name none, come last: what users write counts. Then the given order counts.
pub(super) fn order(extensions: Vec<Table>) -> Vec<Table> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, table) in extensions.iter().enumerate() {
        if table.source().is_found() {
            let name = table.schema_name().to_ascii_lowercase();
            groups.entry(name).or_default().push(place);
        }
    }
    let mut ordered: Vec<Option<Table>> = extensions.into_iter().map(Some).collect();
    for places in groups.into_values() {
        let pages = places.iter().filter_map(|place| ordered[*place].take());
        let sorted = sort(pages.collect());
        for (place, page) in places.into_iter().zip(sorted) {
            ordered[place] = Some(page);
        }
    }
    ordered.into_iter().flatten().collect()
}

fn sort(mut pages: Vec<Table>) -> Vec<Table> {
    pages.sort_by_key(|page| (page.extends.is_empty(), page.extends.len()));
    let mut sorted = Vec::with_capacity(pages.len());
    while !pages.is_empty() {
        let is_next = |page: &Table| {
            let mut others = pages.iter().filter(|other| !ptr::eq(page, *other));
            others.all(|other| !changes_items_of(page, other))
        };
        // Pages that change each other's items have no right order: merging reports the first.
        let next = pages.iter().position(is_next).unwrap_or(0);
        sorted.push(pages.remove(next));
    }
    sorted
}

/// Returns true if a page changes a column or a relationship that the other page adds.
fn changes_items_of(page: &Table, other: &Table) -> bool {
    changes_some_of(&page.customized_columns, &other.columns)
        || changes_some_of(&page.customized_many_to_one, &other.many_to_one)
        || changes_some_of(&page.customized_one_to_many, &other.one_to_many)
        || changes_some_of(&page.customized_many_to_many, &other.many_to_many)
}

fn changes_some_of<T: Item>(changed: &[T], added: &[T]) -> bool {
    let is_of = |change: &T, item: &T| change.name().value.eq_ignore_ascii_case(&item.name().value);
    changed
        .iter()
        .any(|change| added.iter().any(|item| is_of(change, item)))
}
