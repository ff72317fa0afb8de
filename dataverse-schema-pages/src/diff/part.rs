//! What an extension says about its table.

use std::collections::BTreeSet;

use crate::diff::item::Item;
use crate::model::{Column, Fact, Relationship, Table};

/// Returns the part of a whole table that an extension describes, in the form of an extension: what
/// it adds, what it changes, and what else has the prefix of its publisher.
pub(super) fn part(whole: &Table, extension: &Table) -> Table {
    let prefixes = prefixes(extension);
    let mut part = whole.clone();
    (part.columns, part.customized_columns) = split(
        &whole.columns,
        &extension.columns,
        &extension.customized_columns,
        &prefixes,
    );
    for (changed, change) in pairs(&mut part.customized_columns, &extension.customized_columns) {
        keep_changed(changed, change);
    }
    (part.many_to_one, part.customized_many_to_one) = split(
        &whole.many_to_one,
        &extension.many_to_one,
        &extension.customized_many_to_one,
        &prefixes,
    );
    (part.one_to_many, part.customized_one_to_many) = split(
        &whole.one_to_many,
        &extension.one_to_many,
        &extension.customized_one_to_many,
        &prefixes,
    );
    (part.many_to_many, part.customized_many_to_many) = split(
        &whole.many_to_many,
        &extension.many_to_many,
        &extension.customized_many_to_many,
        &prefixes,
    );
    (part.alternate_keys, _) = split(
        &whole.alternate_keys,
        &extension.alternate_keys,
        &[],
        &prefixes,
    );
    let labels = &extension.localized_labels;
    part.localized_labels
        .retain(|label| labels.iter().any(|said| said.name() == label.name()));
    part.messages = None;
    part.events = None;
    part
}

/// Returns the items that the extension adds, and those that it changes.
fn split<T: Item + Clone>(
    whole: &[T],
    added: &[T],
    changed: &[T],
    prefixes: &BTreeSet<String>,
) -> (Vec<T>, Vec<T>) {
    let has = |list: &[T], item: &T| list.iter().any(|known| known.name() == item.name());
    let (changed, rest): (Vec<T>, Vec<T>) =
        whole.iter().cloned().partition(|item| has(changed, item));
    let is_own = |item: &T| {
        has(added, item) || prefix(&item.name()).is_some_and(|prefix| prefixes.contains(&prefix))
    };
    (rest.into_iter().filter(is_own).collect(), changed)
}

/// Returns the prefixes of the publishers of what an extension adds.
fn prefixes(extension: &Table) -> BTreeSet<String> {
    let columns = extension.columns.iter().map(Column::logical_name);
    let lists = [
        &extension.many_to_one,
        &extension.one_to_many,
        &extension.many_to_many,
    ];
    let relationships = lists.into_iter().flatten();
    let relationships = relationships.map(|found: &Relationship| found.schema_name.value.clone());
    let names = columns.chain(relationships);
    names.filter_map(|name| prefix(&name)).collect()
}

/// Returns `contoso` of `contoso_Gadget`. Names of Microsoft's base tables have no prefix.
fn prefix(name: &str) -> Option<String> {
    let (prefix, _) = name.split_once('_')?;
    Some(prefix.to_lowercase())
}

fn pairs<'a, T: Item>(
    items: &'a mut [T],
    changes: &'a [T],
) -> impl Iterator<Item = (&'a mut T, &'a T)> {
    items.iter_mut().filter_map(|item| {
        let change = changes.iter().find(|change| change.name() == item.name())?;
        Some((item, change))
    })
}

/// Keeps the targets and options of a column that a change has. It adds to the others.
fn keep_changed(column: &mut Column, change: &Column) {
    column.writable = None;
    if let Some(Fact { value, .. }) = &mut column.facts.targets {
        value.retain(|target| change.targets().contains(target));
    }
    let values = |column: &Column| {
        let options = column.options.as_deref().unwrap_or_default().iter();
        options.map(|option| option.value.value).collect::<Vec<_>>()
    };
    let values = values(change);
    if let Some(options) = &mut column.options {
        options.retain(|option| values.contains(&option.value.value));
    }
}
