use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Returns true if the path is a folder, an archive or an XML file, by its content or by its name.
pub(crate) fn is_input(path: &Path) -> bool {
    path.is_dir() || has_extension(path, "zip") || is_xml(path) || start(path).starts_with(b"PK")
}

/// Returns true if a file has XML, by its content or by its name.
pub(super) fn is_xml(path: &Path) -> bool {
    let start = start(path);
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    let is_marked = |mark: &[u8]| start.starts_with(mark);
    has_extension(path, "xml")
        || text.trim_ascii_start().starts_with(b"<")
        || is_marked(b"\xff\xfe<")
        || is_marked(b"\xfe\xff\0<")
}

pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    let found = path.extension();
    found.is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Returns the first bytes of a file.
fn start(path: &Path) -> Vec<u8> {
    let mut start = Vec::new();
    if let Ok(file) = File::open(path) {
        // What can't be read is reported when the whole file is.
        let _ = file.take(64).read_to_end(&mut start);
    }
    start
}
