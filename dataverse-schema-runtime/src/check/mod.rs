//! Checks of whole rows: which rules are checked, and what an environment changes.

mod checks;
mod null;
mod ranged;
mod row;

pub use checks::Checks;
#[doc(hidden)]
pub use null::{check_lookup_clearing, check_null};
pub use ranged::{Fractional, Ranged};
pub(crate) use row::check_row;
