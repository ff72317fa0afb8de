//! The models of pages, as JSON.

use std::path::{Path, PathBuf};

use dataverse_schema_pages::{Source, read_pages};
use serde_json::Value;

use super::Book;

impl Book {
    /// Adds the tables of these pages, which must be valid.
    pub fn add_pages(&mut self, pages: &[PathBuf]) {
        let sources = pages.iter().map(|page| source(page));
        let tables = read_pages(&sources.collect::<Vec<_>>()).expect("the pages are valid");
        for table in &tables {
            let model: Value = serde_json::to_value(table).expect("a model is JSON");
            self.add(&model);
        }
    }
}

fn source(page: &Path) -> Source {
    Source::load(page, page.to_string_lossy()).expect("the page is readable")
}
