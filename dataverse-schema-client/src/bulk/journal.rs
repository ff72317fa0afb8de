use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use tokio::task::spawn_blocking;

/// A file that lists the rows that were written, so that a run that was interrupted can be resumed.
///
/// A row is known by its id or alternate key, so a new row needs an id that is the same in each
/// run. Rows without one are not listed, but counted in
/// [`Progress::unlisted`](super::Progress::unlisted). Several changes to one row are the same row to it: use no
/// journal for those.
///
/// A row is listed after the service has confirmed it, and reported to
/// [`on_progress`](super::WriteOptions::on_progress) once the file is on the disk. So the file
/// never lists a row that wasn't written. After a crash it may lack rows, or end in bytes that mean
/// nothing: these rows are then written again, which has no effect on rows with an id.
#[derive(Debug)]
pub struct Journal {
    file: Arc<File>,
    earlier: HashSet<String>,
}

impl Journal {
    /// Opens the file, or creates it.
    ///
    /// # Errors
    /// Returns an error if the file can't be read and written.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        // The last line may be cut.
        if !bytes.is_empty() && !bytes.ends_with(b"\n") {
            file.write_all(b"\n")?;
        }
        sync_folder(path);
        let lines = bytes.split(|byte| *byte == b'\n');
        let lines = lines.filter_map(|line| str::from_utf8(line).ok());
        let earlier = lines.filter(|line| !line.is_empty()).map(str::to_owned);
        Ok(Self {
            earlier: earlier.collect(),
            file: Arc::new(file),
        })
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

    /// Adds rows, and waits until they are on the disk.
    pub(super) async fn add(&self, keys: &[String]) -> io::Result<()> {
        if keys.is_empty() {
            return Ok(());
        }
        let lines: String = keys.iter().flat_map(|key| [key, "\n"]).collect();
        let file = Arc::clone(&self.file);
        let written = spawn_blocking(move || {
            (&*file).write_all(lines.as_bytes())?;
            file.sync_data()
        });
        written.await.map_err(io::Error::other)?
    }
}

/// Makes the name of a new file survive a crash, where a folder can be synced (Unix). Without that,
/// the file may be gone, and all rows are sent again.
fn sync_folder(path: &Path) {
    if cfg!(unix)
        && let Some(folder) = path.parent()
    {
        let is_here = folder.as_os_str().is_empty();
        let folder = if is_here { Path::new(".") } else { folder };
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}
