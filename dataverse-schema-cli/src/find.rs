use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use dataverse_schema_pages::Diagnostic;

/// Notes about the pages may lie beside them.
const NOTES: &str = "README.md";

/// A page that was found.
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// Whether it was named itself, and not only its folder.
    pub(crate) is_named: bool,
}

/// The pages that the arguments stand for, each once, sorted by path.
pub(crate) fn find(paths: &[PathBuf], problems: &mut Vec<Diagnostic>) -> Vec<Found> {
    let mut pages: BTreeMap<PathBuf, Found> = BTreeMap::new();
    let mut add = |path: PathBuf, is_named| {
        let key = path.canonicalize().unwrap_or_else(|_| path.clone());
        let page = pages.entry(key).or_insert(Found { path, is_named });
        page.is_named |= is_named;
    };
    for path in paths {
        match fs::metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => problems.push(missing(path)),
            Ok(metadata) if metadata.is_dir() => {
                let mut found = Vec::new();
                walk(path, &mut found, problems);
                if found.is_empty() {
                    let message = format!("there is no page in the folder `{}`", path.display());
                    problems.push(Diagnostic::general(message).help("pages are files `*.md`"));
                }
                for page in found {
                    add(page, false);
                }
            }
            // Reading it tells what is wrong.
            _ => add(path.clone(), true),
        }
    }
    let mut pages: Vec<Found> = pages.into_values().collect();
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// The pages in a folder and in its folders. Links to folders aren't followed, since they may lead back.
fn walk(folder: &Path, found: &mut Vec<PathBuf>, problems: &mut Vec<Diagnostic>) {
    let entries = match neighbours(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("can't read the folder `{}`: {error}", folder.display());
            problems.push(Diagnostic::general(message));
            return;
        }
    };
    for entry in entries {
        let name = entry.file_name().unwrap_or_default();
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        if entry.is_dir() {
            if !is_hidden && !entry.is_symlink() {
                walk(&entry, found, problems);
            }
        } else if is_page(&entry) {
            found.push(entry);
        }
    }
}

fn neighbours(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

fn is_page(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("md")) && !path.ends_with(NOTES)
}

/// Says which of the neighbours may have been meant.
fn missing(path: &Path) -> Diagnostic {
    let problem = Diagnostic::general(format!("there is no file or folder `{}`", path.display()));
    let Some(name) = path.file_name().and_then(OsStr::to_str) else {
        return problem;
    };
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut names: Vec<String> = neighbours(folder)
        .unwrap_or_default()
        .iter()
        .filter(|path| path.is_dir() || is_page(path))
        .filter_map(|path| path.file_name()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    problem.near(name, &names)
}
