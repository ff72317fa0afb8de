use std::fmt::{self, Display};

use dataverse_schema_pages::{Diagnostic, Severity};

use crate::count::Count;

/// The number of errors and of warnings.
#[derive(Clone, Copy)]
pub(crate) struct Totals {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

impl Totals {
    pub(crate) fn new(diagnostics: &[Diagnostic]) -> Self {
        let is_error = |diagnostic: &&Diagnostic| diagnostic.severity() == Severity::Error;
        let errors = diagnostics.iter().filter(is_error).count();
        Self {
            errors,
            warnings: diagnostics.len() - errors,
        }
    }
}

/// `2 errors, 1 warning`
impl Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = Count(self.errors, "error");
        let warnings = Count(self.warnings, "warning");
        match (self.errors, self.warnings) {
            (0, 0) => write!(f, "no errors or warnings"),
            (_, 0) => write!(f, "{errors}"),
            (0, _) => write!(f, "{warnings}"),
            _ => write!(f, "{errors}, {warnings}"),
        }
    }
}
