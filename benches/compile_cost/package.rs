use std::fs;
use std::path::{Path, PathBuf};

use crate::cargo::Place;
use tables::page::Page;
use tables::rival::{self, Annotations};
use tables::{Result, source};

/// One of the two crates.
pub(crate) struct Package {
    pub(crate) place: Place,
    /// The file that editing a page changes.
    edited: PathBuf,
    /// The edited content of that file, by run.
    edits: Vec<String>,
}

impl Package {
    /// Writes the crate that calls the macro.
    pub(crate) fn ours(folder: &Path, pages: &[&Page], runs: usize) -> Result<Self> {
        let (edited, edits) = edits(pages, runs)?;
        let package = Self {
            place: Place::new(folder, "ours"),
            edited: Path::new("schemas").join(&pages[edited].file),
            edits: edits.iter().map(|page| page.text().to_owned()).collect(),
        };
        package.manifest(&source::ours())?;
        package.place.write(
            "src/lib.rs",
            "//! The tables.\n\npub mod schema {\n    dataverse_schema::include_schema!(\"*.md\");\n}\n",
        )?;
        for page in pages {
            package
                .place
                .write(Path::new("schemas").join(&page.file), page.text())?;
        }
        Ok(package)
    }

    /// Writes the crate with the structs.
    pub(crate) fn rival(folder: &Path, pages: &[&Page], runs: usize) -> Result<Self> {
        let (edited, edits) = edits(pages, runs)?;
        let modules = rival::modules(pages);
        let file = |module: &str| Path::new("src").join(format!("{module}.rs"));
        let package = Self {
            place: Place::new(folder, "rival"),
            edited: file(&modules[edited]),
            edits: edits
                .iter()
                .map(|page| rival::module(page, Annotations::Dropped))
                .collect(),
        };
        package.manifest("serde = { version = \"1\", features = [\"derive\"] }")?;
        package.place.write("src/lib.rs", &rival::root(&modules))?;
        for (module, page) in modules.iter().zip(pages) {
            package
                .place
                .write(file(module), &rival::module(page, Annotations::Dropped))?;
        }
        Ok(package)
    }

    fn manifest(&self, dependency: &str) -> Result<()> {
        let name = format!("compile-cost-{}", self.place.name);
        source::manifest(&self.place.folder, &name, dependency, "")
    }

    /// Makes cargo recompile the crate.
    pub(crate) fn touch(&self) -> Result<()> {
        self.place.touch("src/lib.rs")
    }

    /// Returns the size in bytes of the library that `cargo build` made last.
    pub(crate) fn rlib(&self) -> Result<u64> {
        let name = format!("libcompile_cost_{}.rlib", self.place.name);
        let file = self.place.target.join("debug").join(name);
        Ok(fs::metadata(file)?.len())
    }

    /// Edits a page, or the rival's module for it.
    pub(crate) fn edit(&self, run: usize) -> Result<()> {
        self.place.write(&self.edited, &self.edits[run])
    }
}

/// Returns the index of the first page with a description, and its edited versions, by run.
pub(crate) fn edits(pages: &[&Page], runs: usize) -> Result<(usize, Vec<Page>)> {
    for (index, page) in pages.iter().enumerate() {
        let edits = (0..runs).map(|run| page.edited(&format!("Edited {run}")));
        let edits: Option<Vec<Page>> = edits.collect::<Result<_>>()?;
        if let Some(edits) = edits {
            return Ok((index, edits));
        }
    }
    Err("no page has a description to edit".into())
}
