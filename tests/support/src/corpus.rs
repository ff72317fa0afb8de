//! The corpus: a folder of real pages, which isn't part of this repository.

use std::env;
use std::path::PathBuf;

use crate::pages::markdown_files;

/// The number of tables that the folder `scale` of the corpus has.
pub const TABLES: usize = 280;

/// Returns the folder that `DATAVERSE_SCHEMA_CORPUS` names.
pub fn folder() -> PathBuf {
    env::var_os("DATAVERSE_SCHEMA_CORPUS")
        .expect("`DATAVERSE_SCHEMA_CORPUS` names a folder of pages")
        .into()
}

/// Returns the pages in a folder of the corpus.
pub fn pages(name: &str) -> Vec<PathBuf> {
    markdown_files(&folder().join(name))
}
