//! The rules of columns on pages, and the checks of values against them.

mod invalid;
pub(crate) mod limit;
mod rules;

pub use invalid::{Failure, Invalid};
pub(crate) use limit::{Scope, utf16_length};
pub use rules::Rule;
