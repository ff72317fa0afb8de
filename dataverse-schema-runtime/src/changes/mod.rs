//! Changes to be written.

mod addressed;
mod change;
mod check;
mod copy;
mod diff;
mod equality;
mod missing;
mod navigation;
mod parties;
mod set;
mod state;
mod typed;
mod write;

pub use typed::{Changes, MayCreate, Target};
