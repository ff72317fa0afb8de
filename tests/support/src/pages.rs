//! The pages of this repository.

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the root of the workspace.
pub fn workspace() -> &'static Path {
    let support = Path::new(env!("CARGO_MANIFEST_DIR"));
    support
        .ancestors()
        .nth(2)
        .expect("tests/support lies two folders below the root")
}

/// Returns the text of a page in `tests/pages`.
pub fn page(name: &str) -> String {
    let path = workspace().join("tests/pages").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the Markdown files of a folder, sorted by name, without its README.
pub fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "md"))
        .filter(|file| !file.ends_with("README.md"))
        .collect();
    files.sort();
    files
}
