//! What files describe tables, by their content.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use dataverse_schema_pages::{Code, MetadataFile, Source, has_definitions, read_page};
use dataverse_schema_solution::{has_solution, is_solution};

/// The kind of a file that describes tables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    Page,
    Definition,
    Solution,
}

impl Origin {
    /// Returns the kind of a file that was found in a folder, if it describes tables.
    pub(crate) fn find(file: &Path) -> Option<Self> {
        let extension = file.extension()?.to_str()?.to_ascii_lowercase();
        let (origin, is_one): (_, fn(&Path) -> bool) = match extension.as_str() {
            "md" => (Self::Page, is_table_page),
            "json" => (Self::Definition, is_definition),
            "xml" | "zip" => (Self::Solution, has_solution),
            _ => return None,
        };
        is_one(file).then_some(origin)
    }

    /// Returns the kind that a file has if it describes tables. The user says that it does.
    pub(crate) fn of_named(file: &Path) -> Self {
        if is_solution(file) {
            Self::Solution
        } else if file.extension().is_some_and(|found| found == "json") || is_json(file) {
            Self::Definition
        } else {
            Self::Page
        }
    }
}

/// Returns the files of each kind, in the order in which they are given.
pub(crate) fn files_of(files: &[PathBuf], origin: Origin) -> Vec<PathBuf> {
    let files = files
        .iter()
        .filter(|file| Origin::find(file) == Some(origin));
    files.cloned().collect()
}

fn is_table_page(file: &Path) -> bool {
    let Ok(source) = Source::load(file, file.display().to_string()) else {
        return false;
    };
    let is_other = |code| matches!(code, Code::NotATablePage | Code::EmptyPage);
    match read_page(&source) {
        Ok(_) => true,
        Err(errors) => !errors.iter().any(|error| is_other(error.code())),
    }
}

fn is_definition(file: &Path) -> bool {
    has_definitions(&MetadataFile::new(file, file.display().to_string()))
}

/// Returns true if a file begins as JSON does, in UTF-8 or UTF-16.
fn is_json(file: &Path) -> bool {
    let mut start = Vec::new();
    if let Ok(file) = File::open(file) {
        // What can't be read is reported when the whole file is.
        let _ = file.take(64).read_to_end(&mut start);
    }
    let marks = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"];
    let mut bytes = start.as_slice();
    for mark in marks {
        bytes = bytes.strip_prefix(mark).unwrap_or(bytes);
    }
    let mut bytes = bytes.iter().filter(|byte| **byte != 0);
    let first = bytes.find(|byte| !byte.is_ascii_whitespace());
    first.is_some_and(|byte| matches!(byte, b'{' | b'['))
}
