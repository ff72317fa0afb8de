use std::collections::BTreeSet;

use dataverse_schema_pages::check::RelationshipKind;

/// A name or a pattern (`*`, `?`, `[…]`) of tables, columns or relationships.
#[derive(Debug)]
pub(crate) struct Selector {
    /// The place among all selectors of the include.
    pub(crate) number: usize,
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
    /// As the user writes it.
    pub(crate) fn text(&self) -> &str {
        match &self.pattern {
            Pattern::Name(name) => name,
            Pattern::Glob(glob) => glob.as_str(),
            Pattern::Kind(kind) => kind.as_str(),
        }
    }

    pub(crate) fn matches(&self, names: &[&str], kind: Option<RelationshipKind>) -> bool {
        match &self.pattern {
            Pattern::Name(name) => names.contains(&name.as_str()),
            Pattern::Glob(glob) => names.iter().any(|name| glob.matches(name)),
            Pattern::Kind(of) => kind == Some(*of),
        }
    }
}

/// What is wanted of a list: of what `only` names, or else of everything, all but what `except` names.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    pub(crate) only: Option<Vec<Selector>>,
    pub(crate) except: Vec<Selector>,
}

impl Selection {
    /// Whether `only` takes what has these names. The numbers of the selectors that match go into `used`.
    pub(super) fn names(
        &self,
        names: &[&str],
        kind: Option<RelationshipKind>,
        used: &mut BTreeSet<usize>,
    ) -> bool {
        let only = self.only.as_deref();
        only.is_none_or(|only| any(only, names, kind, used))
    }

    /// Whether `except` leaves out what has these names. The numbers of the selectors that match go into `used`.
    pub(super) fn excepts(
        &self,
        names: &[&str],
        kind: Option<RelationshipKind>,
        used: &mut BTreeSet<usize>,
    ) -> bool {
        any(&self.except, names, kind, used)
    }
}

/// Whether one of the selectors matches; all that do are used.
fn any(
    selectors: &[Selector],
    names: &[&str],
    kind: Option<RelationshipKind>,
    used: &mut BTreeSet<usize>,
) -> bool {
    let matching = selectors.iter().filter(|s| s.matches(names, kind));
    let mut found = false;
    for selector in matching {
        used.insert(selector.number);
        found = true;
    }
    found
}

/// What is wanted of which tables. Of the entries for a table, the last one holds.
#[derive(Debug)]
pub(crate) struct PerTable<T>(pub(crate) Vec<(Selector, T)>);

impl<T> Default for PerTable<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> PerTable<T> {
    pub(crate) fn of(&self, table: &str) -> Option<(&Selector, &T)> {
        let mut entries = self.0.iter().rev();
        let (tables, wanted) = entries.find(|(tables, _)| tables.matches(&[table], None))?;
        Some((tables, wanted))
    }

    pub(super) fn take(&self, table: &str, used: &mut BTreeSet<usize>) -> Option<&T> {
        let (tables, wanted) = self.of(table)?;
        used.insert(tables.number);
        Some(wanted)
    }
}
