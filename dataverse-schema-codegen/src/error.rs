use std::fmt::{self, Debug, Display};

use dataverse_schema_pages::diagnostic::Diagnostic;

/// Errors in pages and options.
///
/// Both Display and Debug show them as the compiler does, so a build script that returns them from
/// `main` prints them.
pub struct Error(Vec<Diagnostic>);

impl Error {
    pub(crate) fn new(diagnostics: Vec<Diagnostic>) -> Self {
        Self(diagnostics)
    }

    /// Returns the errors in the input, then those in pages, sorted by page and span.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        write!(f, "{count} error{}", if count == 1 { "" } else { "s" })?;
        self.0
            .iter()
            .try_for_each(|diagnostic| write!(f, "\n\nerror: {diagnostic}"))
    }
}

impl Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
