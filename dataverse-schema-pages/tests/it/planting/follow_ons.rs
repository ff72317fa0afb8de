//! Faults that cause several errors.

use std::collections::BTreeSet;

use super::fault::Kind;

/// The kinds that cause several errors today, one a line, with the reason. Others may cause one at
/// most.
const KNOWN: &str = include_str!("follow_ons.txt");

fn known() -> impl Iterator<Item = &'static str> {
    let lines = KNOWN.lines();
    lines.map(|line| {
        let (kind, reason) = line.split_once("  # ").unwrap_or((line, ""));
        assert!(!reason.is_empty(), "the reason is missing: {line}");
        kind
    })
}

/// Returns true if a fault of this kind is known to cause several errors.
pub(super) fn is_known(kind: &Kind) -> bool {
    let line = line(kind);
    known().any(|known| known == line)
}

/// Returns the kinds of the list that aren't among those that cause several errors.
pub(super) fn mended(several: &BTreeSet<String>) -> Vec<&'static str> {
    known().filter(|line| !several.contains(*line)).collect()
}

/// Returns the line of a kind.
pub(super) fn line(kind: &Kind) -> String {
    format!("[{}] {}", kind.group, kind.name)
}
