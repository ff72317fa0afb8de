use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use dataverse_schema_pages::{Code, Diagnostic};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::file::{AddItem, cannot_read, is_inside, is_yaml, read_formula, visit_file};
use crate::report::Report;
use crate::xml::MAX_UNPACKED;

/// The maximum number of files in an archive.
const MAX_ENTRIES: usize = 20_000;

/// An exported solution, or a folder with one, as a zip.
pub(crate) struct Archive {
    name: String,
    archive: ZipArchive<BufReader<File>>,
    /// The XML files: their indexes and names.
    files: Vec<(usize, String)>,
}

impl Archive {
    pub(super) fn open(path: &Path) -> Result<Self, Diagnostic> {
        let name = path.display().to_string();
        let error = |code, message: &str| Diagnostic::general(code, format!("{name}: {message}"));
        let mut file = File::open(path).map_err(|error| cannot_read(path, &error))?;
        let announced = announced_entries(&mut file).map_err(|error| cannot_read(path, &error))?;
        if announced > MAX_ENTRIES {
            let message = format!("the archive has more than {MAX_ENTRIES} files");
            return Err(error(Code::UnsafeArchive, &message));
        }
        let archive = ZipArchive::new(BufReader::new(file));
        let mut archive = archive.map_err(|failure| zip_error(&name, &failure))?;
        // The list has each name once.
        if archive.len() < announced {
            return Err(error(Code::UnsafeArchive, "two files have the same name"));
        }
        let overlap = archive.has_overlapping_files();
        if overlap.map_err(|failure| zip_error(&name, &failure))? {
            return Err(error(Code::UnsafeArchive, "two files overlap"));
        }
        let mut files = Vec::new();
        let mut unpacked: u64 = 0;
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index);
            let file = file.map_err(|failure| zip_error(&name, &failure))?;
            let entry = file.name();
            if entry.starts_with(['/', '\\']) || !is_inside(entry) {
                let message = format!("path `{entry}` leads out of the archive");
                return Err(error(Code::UnsafeArchive, &message));
            }
            let file_name = entry.rsplit(['/', '\\']).next().unwrap_or_default();
            if is_yaml(file_name) {
                let message = format!(
                    "`{entry}` belongs to a solution in the YAML form, which can't be read"
                );
                let help = "pack it with `pac solution pack`, and pass that zip";
                return Err(error(Code::UnsupportedSolution, &message).help(help));
            }
            if entry.to_ascii_lowercase().ends_with(".xml") {
                if file.is_symlink() {
                    let message = format!("`{entry}` is a link to another file");
                    return Err(error(Code::UnsafeArchive, &message));
                }
                if !matches!(
                    file.compression(),
                    CompressionMethod::Stored | CompressionMethod::Deflated
                ) {
                    let message = format!("unknown compression method of `{entry}`");
                    return Err(error(Code::InvalidArchive, &message));
                }
                unpacked = unpacked.saturating_add(file.size());
                files.push((index, entry.to_owned()));
            }
        }
        if let Some((first, second)) = two_exports(&files) {
            let message = format!("`{first}` and `{second}` are two exports in one archive");
            let error = error(Code::UnsafeArchive, &message);
            return Err(error.help("pass the zip of each solution"));
        }
        if unpacked > MAX_UNPACKED {
            let message = format!(
                "the XML files would take up {} MiB; the limit is {} MiB",
                unpacked >> 20,
                MAX_UNPACKED >> 20
            );
            return Err(error(Code::UnsafeArchive, &message));
        }
        if files.is_empty() {
            let error = error(Code::NoSolution, "the archive has no solution");
            return Err(error.help("pass the zip that an environment exported"));
        }
        Ok(Self {
            name,
            archive,
            files,
        })
    }

    pub(super) fn visit(&mut self, report: &mut Report, add: AddItem<'_>) {
        for (index, name) in &self.files {
            let shown = format!("{}/{name}", self.name);
            match self.archive.by_index(*index) {
                Ok(file) => {
                    let left = file.size();
                    let file = Declared { file, left };
                    visit_file(&shown, file, Code::InvalidArchive, report, add);
                }
                Err(error) => report.errors.push(zip_error(&shown, &error)),
            }
        }
    }

    /// Reads a formula beside the file `table`.
    pub(super) fn formula(
        &mut self,
        table: &str,
        path: &str,
    ) -> Result<Option<String>, Diagnostic> {
        let Some(table) = table.strip_prefix(&format!("{}/", self.name)) else {
            return Ok(None);
        };
        let folder = table.rfind('/').map_or("", |end| &table[..=end]);
        let path = format!("{folder}{path}");
        let shown = format!("{}/{path}", self.name);
        match self.archive.by_name(&path) {
            Ok(file) => read_formula(&shown, file).map(Some),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(zip_error(&shown, &error)),
        }
    }
}

/// A file of an archive that must not be larger than the archive says.
struct Declared<R> {
    file: R,
    left: u64,
}

impl<R: Read> Read for Declared<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other("the file is larger than the archive says")),
        }
        Ok(read)
    }
}

fn zip_error(name: &str, error: &ZipError) -> Diagnostic {
    let (code, message) = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            (Code::InvalidArchive, "the archive is encrypted".to_owned())
        }
        error => (
            Code::InvalidArchive,
            format!("invalid zip archive: {error}"),
        ),
    };
    let error = Diagnostic::general(code, format!("{name}: {message}"));
    error.help("export the solution again, or pass the folder into which it was unpacked")
}

/// Returns the exported file at the root of an archive, and another one with its name.
///
/// A folder with unpacked solutions has one in each of them, but not at its root.
fn two_exports(files: &[(usize, String)]) -> Option<(&str, &str)> {
    const NAME: &str = "customizations.xml";
    let names = files.iter().map(|(_, name)| name.as_str());
    let root = names.clone().find(|name| name.eq_ignore_ascii_case(NAME))?;
    let mut others = names.filter(|name| *name != root);
    let other = others.find(|name| {
        let name = name.rsplit(['/', '\\']).next();
        name.is_some_and(|name| name.eq_ignore_ascii_case(NAME))
    })?;
    Some((root, other))
}

/// Returns the number of files that an archive announces at its end, so that it can be rejected
/// before there is a list of them.
fn announced_entries(file: &mut File) -> io::Result<usize> {
    const END: &[u8] = b"PK\x05\x06";
    /// Only archives of more than 65,535 files, or 4 GiB, need this record.
    const END_64: &[u8] = b"PK\x06\x07";
    const MAX_END: u64 = 22 + (1 << 16) + 20;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(MAX_END)))?;
    let mut end = Vec::new();
    file.by_ref().take(MAX_END).read_to_end(&mut end)?;
    file.seek(SeekFrom::Start(0))?;
    let counts = end.windows(12).map(|record| match record {
        [_, _, _, _, _, _, _, _, _, _, low, high] if record.starts_with(END) => {
            usize::from(u16::from_le_bytes([*low, *high]))
        }
        record if record.starts_with(END_64) => usize::MAX,
        _ => 0,
    });
    Ok(counts.max().unwrap_or(0))
}
