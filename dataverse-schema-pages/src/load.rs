use std::fs;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

impl Source {
    /// Loads a page from a file. `name` is the path that diagnostics show.
    ///
    /// # Errors
    /// Returns an error if the file can't be read, isn't UTF-8, or is longer than 4 GiB.
    pub fn load(path: &Path, name: impl Into<String>) -> Result<Self, Diagnostic> {
        let name = name.into();
        let bytes = fs::read(path).map_err(|error| {
            Diagnostic::general(
                Code::CannotReadFile,
                format!("cannot read `{name}`: {error}"),
            )
        })?;
        if u32::try_from(bytes.len()).is_err() {
            let message = format!("`{name}` is longer than 4 GiB");
            return Err(Diagnostic::general(Code::CannotReadFile, message));
        }
        String::from_utf8(bytes)
            .map(|text| Self::new(name.clone(), text))
            .map_err(|error| {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(&error.as_bytes()[..valid]);
                let page = Self::new(name, text);
                Diagnostic::new(
                    Code::InvalidUtf8,
                    &page,
                    page.span(valid, valid),
                    "invalid UTF-8",
                )
                .help("save the Markdown of the page as UTF-8")
            })
    }
}
