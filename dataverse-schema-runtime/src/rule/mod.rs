//! The rules that pages give their columns, and how values are checked against them.

mod invalid;
pub(crate) mod limit;
mod rules;

pub use invalid::{Failure, Invalid};
#[doc(hidden)]
pub use limit::Scope;
pub(crate) use limit::utf16_length;
pub use rules::Rule;
