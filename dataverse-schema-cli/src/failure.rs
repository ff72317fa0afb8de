use std::process::ExitCode;

use dataverse_schema_pages::Diagnostic;

/// The diagnostics that made a command fail, with its exit status.
pub(crate) struct Failure {
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) status: ExitCode,
}

impl Failure {
    /// Sets the exit status, which is 1 by default.
    pub(crate) fn with_status(self, status: u8) -> Self {
        Self {
            status: ExitCode::from(status),
            ..self
        }
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            status: ExitCode::FAILURE,
        }
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        vec![diagnostic].into()
    }
}
