//! Compares two versions of tables.

mod change;
mod class;
mod compare;
mod item;
mod part;
mod properties;
mod property;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::compare::{Comparison, Side, names};
use self::part::part;
use crate::model::Table;

pub use change::{Change, ChangeKind, Differences, Subject};

/// Compares two versions of tables: everything that generated types or stored data depend on, but
/// no prose.
///
/// If only one version of a table is an extension, what it says is compared: the items that it adds or
/// changes, and those that have the prefix of what it adds.
pub fn diff(old: &[Table], new: &[Table]) -> Differences {
    let (old, new) = (tables(old), tables(new));
    let mut differences = Differences::default();
    for name in names(&old, &new) {
        let (old, new) = (old.get(name).copied(), new.get(name).copied());
        let mut comparison = Comparison {
            table: name,
            between_forms: old
                .zip(new)
                .filter(|(old, new)| old.is_extension() == new.is_extension())
                .is_some_and(|(old, new)| form(old) != form(new)),
            partial: None,
            differences: &mut differences,
        };
        match (old, new) {
            (Some(old), Some(new)) => match (old.is_extension(), new.is_extension()) {
                (true, false) => {
                    comparison.partial = Some(Side::Old);
                    comparison.tables(old, &part(new, old));
                }
                (false, true) => {
                    comparison.partial = Some(Side::New);
                    comparison.tables(&part(old, new), new);
                }
                _ => comparison.tables(old, new),
            },
            (Some(_), None) => comparison.add(Subject::Table, class::removed(&Subject::Table)),
            (None, _) => comparison.add(Subject::Table, class::added(false)),
        }
    }
    differences
}

/// Returns what decides which rows a page has: whether its layout is that since 2024, which always
/// has the type of the table, and whether it is that of a solution.
fn form(table: &Table) -> (bool, bool) {
    (table.facts.table_type.is_some(), table.is_of_solution())
}

/// Returns the tables by their logical names.
fn tables(tables: &[Table]) -> BTreeMap<String, &Table> {
    let tables = tables.iter();
    tables.map(|table| (table.logical_name(), table)).collect()
}
