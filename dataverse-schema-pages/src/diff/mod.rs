//! What has changed between two states of tables.

mod change;
mod class;
mod compare;

pub use change::{Change, ChangeKind, Subject};
pub use compare::{Differences, diff};
