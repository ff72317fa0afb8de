use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;
use std::process;

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

/// What was done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Created,
    Updated,
    Unchanged,
    /// Sent to something that isn't a file, such as `/dev/stdout`.
    Sent,
}

impl Written {
    /// Prints a line about the file.
    pub(crate) fn print(self, path: &Path) -> Result<(), Diagnostic> {
        let path = path.display();
        print(&match self {
            Self::Created => format!("created {path}\n"),
            Self::Updated => format!("updated {path}\n"),
            Self::Unchanged => format!("{path} is up to date\n"),
            Self::Sent => return Ok(()),
        })
    }
}

/// Creates a file, or replaces its text if that differs.
pub(crate) fn write(path: &Path, text: &str) -> Result<Written, Diagnostic> {
    if path.exists() && !path.is_file() {
        fs::write(path, text).map_err(|error| cannot_write(path, &error))?;
        return Ok(Written::Sent);
    }
    let written = compare(fs::read(path), text);
    if written != Written::Unchanged {
        replace(path, text)?;
    }
    Ok(written)
}

/// Returns what writing a text does with a file that has these bytes.
fn compare(known: io::Result<Vec<u8>>, text: &str) -> Written {
    match known {
        Ok(known) if known == text.as_bytes() => Written::Unchanged,
        Err(error) if error.kind() == ErrorKind::NotFound => Written::Created,
        _ => Written::Updated,
    }
}

/// Creates a file, or replaces its text, at once: other programs see either the old text or the new
/// one, and an interruption leaves either.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Diagnostic> {
    try_replace(path, text).map_err(|error| cannot_write(path, &error))
}

fn try_replace(path: &Path, text: &str) -> io::Result<()> {
    // A link stays one. A file that can't be written isn't replaced, either.
    let (path, permissions) = match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => (path.to_owned(), None),
        path => {
            let path = path?;
            let file = OpenOptions::new().write(true).open(&path)?;
            let permissions = file.metadata()?.permissions();
            (path, Some(permissions))
        }
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.{}.new", process::id()));
    let written = File::create_new(&new).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        file.sync_all()
    });
    let replaced = written.and_then(|()| fs::rename(&new, &path));
    if replaced.is_err() {
        // If there is nothing to remove, nothing was created.
        let _ = fs::remove_file(&new);
    }
    replaced
}

/// Creates a folder and its parents.
pub(crate) fn create_folder(path: &Path) -> Result<(), Diagnostic> {
    fs::create_dir_all(path).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot write `{}`: {error}", path.display());
    let diagnostic = Diagnostic::general(Code::CannotWriteFile, message);
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            diagnostic.help("check that its folder exists")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            diagnostic.help("check that you may write there")
        }
        _ => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::{Written, compare};

    #[test]
    fn only_a_missing_file_is_created() {
        let cases = [
            (Ok("new"), Written::Unchanged),
            (Ok("old"), Written::Updated),
            (Err(ErrorKind::NotFound), Written::Created),
            (Err(ErrorKind::PermissionDenied), Written::Updated),
        ];
        for (known, expected) in cases {
            let known = known.map(|text| text.as_bytes().to_vec());
            let written = compare(known.map_err(Error::from), "new");
            assert_eq!(written, expected);
        }
    }
}
