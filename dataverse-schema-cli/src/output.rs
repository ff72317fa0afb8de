use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use dataverse_schema_pages::{Code, Diagnostic};

/// Prints text to stdout. A reader that closes the pipe early, as `head` does, isn't an error.
pub(crate) fn print(text: &str) -> Result<(), Diagnostic> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let message = format!("cannot write to stdout: {error}");
            Err(Diagnostic::general(Code::CannotWriteFile, message))
        }
        _ => Ok(()),
    }
}

/// Writes text to a file.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Diagnostic> {
    fs::write(path, text).map_err(|error| cannot_write(path, &error))
}

/// Creates a folder and its parents.
pub(crate) fn create_folder(path: &Path) -> Result<(), Diagnostic> {
    fs::create_dir_all(path).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::general(
        Code::CannotWriteFile,
        format!("cannot write `{}`: {error}", path.display()),
    )
}
