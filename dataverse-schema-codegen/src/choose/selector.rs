use std::collections::BTreeSet;

use dataverse_schema_pages::check::RelationshipKind;

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
}

impl Selector {
    /// Returns the selector as the user writes it.
    pub(crate) fn text(&self) -> &str {
        match &self.pattern {
            Pattern::Name(name) => name,
            Pattern::Glob(glob) => glob.as_str(),
            Pattern::Kind(kind) => kind.as_str(),
        }
    }

    /// Returns true if the selector matches one of the names, or the kind.
    pub(crate) fn matches(&self, names: &[&str], kind: Option<RelationshipKind>) -> bool {
        match &self.pattern {
            Pattern::Name(name) => names.contains(&name.as_str()),
            Pattern::Glob(glob) => names.iter().any(|name| glob.matches(name)),
            Pattern::Kind(selected) => kind == Some(*selected),
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
    /// Returns true if there is no `only`, or it selects the item with these names. Adds the
    /// selectors that match to `used`.
    pub(super) fn includes(
        &self,
        names: &[&str],
        kind: Option<RelationshipKind>,
        used: &mut BTreeSet<usize>,
    ) -> bool {
        let only = self.only.as_deref();
        only.is_none_or(|only| matches_any(only, names, kind, used))
    }

    /// Returns true if `except` selects the item with these names. Adds the selectors that match to
    /// `used`.
    pub(super) fn excludes(
        &self,
        names: &[&str],
        kind: Option<RelationshipKind>,
        used: &mut BTreeSet<usize>,
    ) -> bool {
        matches_any(&self.except, names, kind, used)
    }
}

/// Returns true if a selector matches. Adds all that do to `used`.
fn matches_any(
    selectors: &[Selector],
    names: &[&str],
    kind: Option<RelationshipKind>,
    used: &mut BTreeSet<usize>,
) -> bool {
    let mut is_match = false;
    for selector in selectors {
        if selector.matches(names, kind) {
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
        entries.find(|(tables, _)| tables.matches(&[table], None))
    }

    /// Returns the setting of a table. Adds the entry's selector to `used`.
    pub(super) fn take(&self, table: &str, used: &mut BTreeSet<usize>) -> Option<&T> {
        let (tables, wanted) = self.get(table)?;
        used.insert(tables.index);
        Some(wanted)
    }
}
