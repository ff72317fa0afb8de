use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// A file that lists the rows that were written, so that a run that was interrupted can be resumed.
///
/// A row is known by its id or alternate key, so a new row needs an id that is the same in each
/// run. Rows without one are not listed. The file survives the end of the process, but perhaps not
/// that of the machine: what is missing is then written again, which has no effect on rows with an
/// id.
#[derive(Debug)]
pub struct Journal {
    file: File,
    earlier: HashSet<String>,
}

impl Journal {
    /// Opens the file, or creates it.
    ///
    /// # Errors
    /// Returns an error if the file can't be read and written, or isn't UTF-8.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(path)?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        // The last line may be cut.
        if !text.is_empty() && !text.ends_with('\n') {
            file.write_all(b"\n")?;
        }
        let earlier = text.lines().map(str::to_owned).collect();
        Ok(Self { file, earlier })
    }

    /// Returns the number of rows that earlier runs have written.
    pub fn len(&self) -> usize {
        self.earlier.len()
    }

    /// Returns true if no earlier run has written a row.
    pub fn is_empty(&self) -> bool {
        self.earlier.is_empty()
    }

    pub(super) fn contains(&self, key: &str) -> bool {
        self.earlier.contains(key)
    }

    pub(super) fn add(&mut self, keys: &[String]) -> io::Result<()> {
        let lines: String = keys.iter().flat_map(|key| [key, "\n"]).collect();
        self.file.write_all(lines.as_bytes())
    }
}
