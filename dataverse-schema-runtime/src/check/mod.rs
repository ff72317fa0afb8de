//! Checks of whole rows: which rules are checked, and what an environment changes.

mod checks;
mod ranged;
mod row;

pub use checks::Checks;
pub use ranged::{Fractional, Ranged};
pub(crate) use row::check_row;
