//! The rules that pages give their columns, and how values are checked against them.

mod invalid;
pub(crate) mod limit;
mod rules;

pub use invalid::{Failure, Invalid};
pub(crate) use limit::{Scope, utf16_length};
pub use rules::Rule;
