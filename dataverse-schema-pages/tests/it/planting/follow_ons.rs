//! Faults that cause several errors.

use std::collections::BTreeSet;

use super::fault::Kind;

/// The kinds that cause several errors today, one a line. Others may cause one at most.
const KNOWN: &str = include_str!("follow_ons.txt");

/// Returns true if a fault of this kind is known to cause several errors.
pub(super) fn is_known(kind: &Kind) -> bool {
    let line = line(kind);
    KNOWN.lines().any(|known| known == line)
}

/// Returns the lines of the list that aren't among the kinds that cause several errors.
pub(super) fn mended(several: &BTreeSet<String>) -> Vec<&'static str> {
    let lines = KNOWN.lines();
    lines.filter(|line| !several.contains(*line)).collect()
}

/// Returns the line of a kind.
pub(super) fn line(kind: &Kind) -> String {
    format!("[{}] {}", kind.group, kind.name)
}
