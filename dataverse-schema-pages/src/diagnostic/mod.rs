//! Errors and warnings, each with its location in a page.

mod code;
mod collection;
#[expect(clippy::module_inception, reason = "one file for each type")]
mod diagnostic;
mod location;
mod severity;
mod snippet;
mod suggestion;

pub use code::{Code, UnknownCode};
pub use collection::Diagnostics;
pub use diagnostic::Diagnostic;
pub use location::Location;
pub use severity::Severity;
pub use suggestion::{Applicability, Suggestion};
