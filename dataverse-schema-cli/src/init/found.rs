use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use dataverse_schema_pages::Diagnostic;

use crate::find::find_all;
use crate::origin::Origin;

/// The files in the folder of a crate that describe tables.
#[derive(Default)]
pub(super) struct Found {
    pub(super) pages: Vec<PathBuf>,
    pub(super) definitions: Vec<PathBuf>,
    pub(super) solutions: Vec<PathBuf>,
}

impl Found {
    pub(super) fn find(folder: &Path) -> Result<Self, Diagnostic> {
        let mut found = Self::default();
        for file in find_all(folder, &is_entered)? {
            let list = match Origin::find(&file) {
                Some(Origin::Page) => &mut found.pages,
                Some(Origin::Definition) => &mut found.definitions,
                Some(Origin::Solution) => &mut found.solutions,
                None => continue,
            };
            list.push(file);
        }
        Ok(found)
    }
}

/// Returns false for folders with what was built or downloaded, and for other crates.
fn is_entered(folder: &Path) -> bool {
    let name = folder.file_name();
    let is_built = ["target", "node_modules"]
        .map(OsStr::new)
        .map(Some)
        .contains(&name);
    !is_built && !folder.join("Cargo.toml").exists()
}
