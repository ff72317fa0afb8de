use std::collections::BTreeSet;

use dataverse_schema_pages::check::RelationshipKind;

/// The word that selects all relationships with tables that are included.
pub(crate) const INCLUDED: &str = "included";

/// A name or a pattern (`*`, `?`, `[…]`) of tables, columns, or relationships.
#[derive(Debug)]
pub(crate) struct Selector {
    /// The index among all selectors of the input.
    pub(crate) index: usize,
    pub(crate) pattern: Pattern,
}

#[derive(Debug)]
pub(crate) enum Pattern {
    Name(String),
    Glob(glob::Pattern),
    /// All relationships of a kind.
    Kind(RelationshipKind),
    /// All relationships with tables that are included.
    Included,
}

/// What a selector may select: a table, a column, or a relationship.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    pub(super) names: &'a [&'a str],
    /// The kind of a relationship.
    pub(super) kind: Option<RelationshipKind>,
    /// True for a relationship with a table that is included.
    pub(super) is_included: bool,
}

impl<'a> Item<'a> {
    /// Returns a table or a column.
    pub(crate) fn named(names: &'a [&'a str]) -> Self {
        Self {
            names,
            kind: None,
            is_included: false,
        }
    }
}

impl Selector {
    /// Returns the selector as the user writes it.
    pub(crate) fn text(&self) -> &str {
        match &self.pattern {
            Pattern::Name(name) => name,
            Pattern::Glob(glob) => glob.as_str(),
            Pattern::Kind(kind) => kind.as_str(),
            Pattern::Included => INCLUDED,
        }
    }

    /// Returns true if the selector selects the item.
    pub(crate) fn matches(&self, item: Item<'_>) -> bool {
        match &self.pattern {
            Pattern::Name(name) => item.names.contains(&name.as_str()),
            Pattern::Glob(glob) => item.names.iter().any(|name| glob.matches(name)),
            Pattern::Kind(kind) => item.kind == Some(*kind),
            Pattern::Included => item.is_included,
        }
    }
}

/// The wanted items of a list: those that `only` selects, or all, without those that `except`
/// selects.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    pub(crate) only: Option<Vec<Selector>>,
    pub(crate) except: Vec<Selector>,
}

impl Selection {
    /// Returns true if there is no `only`, or it selects the item. Adds the selectors that match to
    /// `used`.
    pub(super) fn includes(&self, item: Item<'_>, used: &mut BTreeSet<usize>) -> bool {
        let only = self.only.as_deref();
        only.is_none_or(|only| matches_any(only, item, used))
    }

    /// Returns true if `except` selects the item. Adds the selectors that match to `used`.
    pub(super) fn excludes(&self, item: Item<'_>, used: &mut BTreeSet<usize>) -> bool {
        matches_any(&self.except, item, used)
    }
}

/// Returns true if a selector matches. Adds all that do to `used`.
fn matches_any(selectors: &[Selector], item: Item<'_>, used: &mut BTreeSet<usize>) -> bool {
    let mut is_match = false;
    for selector in selectors {
        if selector.matches(item) {
            used.insert(selector.index);
            is_match = true;
        }
    }
    is_match
}

/// A setting per table. The last entry that matches a table applies.
#[derive(Debug)]
pub(crate) struct PerTable<T>(pub(crate) Vec<(Selector, T)>);

impl<T> Default for PerTable<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> PerTable<T> {
    /// Returns the entry that applies to a table.
    pub(crate) fn get(&self, table: &str) -> Option<&(Selector, T)> {
        let mut entries = self.0.iter().rev();
        entries.find(|(tables, _)| tables.matches(Item::named(&[table])))
    }

    /// Returns the setting of a table. Adds the entry's selector to `used`.
    pub(super) fn take(&self, table: &str, used: &mut BTreeSet<usize>) -> Option<&T> {
        let (tables, wanted) = self.get(table)?;
        used.insert(tables.index);
        Some(wanted)
    }
}
