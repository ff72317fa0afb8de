use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use dataverse_schema_pages::{Code, Diagnostic, Source};

/// Notes about the pages of a folder, which aren't a page.
const NOTES: &str = "README.md";

/// A file that was found.
pub(crate) struct PageFile {
    pub(crate) path: PathBuf,
    /// True if the user named the file itself, not just its folder.
    pub(crate) is_named: bool,
}

impl PageFile {
    /// Returns the page, marked as found if the user named only its folder.
    pub(crate) fn placed(&self, source: Source) -> Source {
        if self.is_named {
            source
        } else {
            source.found()
        }
    }
}

/// Finds the pages that the arguments name.
///
/// Returns each page once: in the given order, and those of a folder sorted by path. A file that is
/// named has the place of its name, even if it is in a folder that comes before.
pub(crate) fn find(paths: &[PathBuf], diagnostics: &mut Vec<Diagnostic>) -> Vec<PageFile> {
    let key = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let named = paths.iter().filter(|path| !path.is_dir());
    let named: BTreeSet<PathBuf> = named.map(|path| key(path)).collect();
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => diagnostics.push(missing(path)),
            Ok(metadata) if metadata.is_dir() => {
                let mut found = Vec::new();
                walk(path, &mut found, diagnostics);
                if found.is_empty() {
                    let message = format!("no pages in folder `{}`", path.display());
                    let help = "add files named `*.md`, or pass another folder";
                    diagnostics.push(Diagnostic::general(Code::NoPages, message).help(help));
                }
                found.sort();
                for path in found {
                    let key = key(&path);
                    if !named.contains(&key) && seen.insert(key) {
                        files.push(PageFile {
                            path,
                            is_named: false,
                        });
                    }
                }
            }
            // Loading the file reports any other error.
            _ => {
                if seen.insert(key(path)) {
                    files.push(PageFile {
                        path: path.clone(),
                        is_named: true,
                    });
                }
            }
        }
    }
    files
}

/// Finds the pages below a folder. Doesn't follow links to folders, since they may form a cycle.
fn walk(folder: &Path, found: &mut Vec<PathBuf>, diagnostics: &mut Vec<Diagnostic>) {
    let entries = match entries(folder) {
        Ok(entries) => entries,
        Err(error) => {
            diagnostics.push(cannot_read(folder, &error));
            return;
        }
    };
    for entry in entries {
        if entry.is_dir() {
            if !is_hidden(&entry) && !entry.is_symlink() {
                walk(&entry, found, diagnostics);
            }
        } else if is_page(&entry) {
            found.push(entry);
        }
    }
}

/// Finds all files below a folder, sorted by path, in the folders that are `entered`. Doesn't enter
/// hidden folders, nor links to folders.
pub(crate) fn find_all(
    folder: &Path,
    entered: &dyn Fn(&Path) -> bool,
) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in entries(&folder).map_err(|error| cannot_read(&folder, &error))? {
            if !entry.is_dir() {
                files.push(entry);
            } else if !is_hidden(&entry) && !entry.is_symlink() && entered(&entry) {
                folders.push(entry);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn cannot_read(folder: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot read folder `{}`: {error}", folder.display());
    Diagnostic::general(Code::CannotReadFile, message)
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".")
}

/// Returns true if a file has the name of a page.
pub(crate) fn is_page(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("md")) && !path.ends_with(NOTES)
}

/// Returns the error for a path that doesn't exist, and suggests a similar name in its folder.
fn missing(path: &Path) -> Diagnostic {
    let diagnostic = Diagnostic::general(
        Code::MissingPage,
        format!("cannot find file or folder `{}`", path.display()),
    );
    let Some(name) = path.file_name().and_then(OsStr::to_str) else {
        return diagnostic;
    };
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut names: Vec<String> = entries(folder)
        .unwrap_or_default()
        .iter()
        .filter(|path| path.is_dir() || is_page(path))
        .filter_map(|path| path.file_name()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    diagnostic.suggest(name, &names)
}
