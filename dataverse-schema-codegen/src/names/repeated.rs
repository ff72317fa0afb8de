use std::collections::BTreeSet;

/// Returns the names that a list has more than once.
pub(super) fn repeated(names: &[String]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    names
        .iter()
        .filter(|name| !seen.insert(name.as_str()))
        .cloned()
        .collect()
}
