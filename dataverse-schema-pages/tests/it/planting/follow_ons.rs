//! Faults that cause several errors.

use super::fault::Kind;

/// The kinds that cause several errors today, one a line. Others may cause one at most.
const KNOWN: &str = include_str!("follow_ons.txt");

/// Returns true if a fault of this kind is known to cause several errors.
pub(super) fn is_known(kind: &Kind) -> bool {
    let line = format!("[{}] {}", kind.group, kind.name);
    KNOWN.lines().any(|known| known == line)
}
