use std::collections::BTreeSet;
use std::fmt::{self, Display};

use dataverse_schema_pages::Source;
use dataverse_schema_pages::model::Table;
use serde::Serialize;

use crate::report::sanitize;

/// The pages of a table.
#[derive(Serialize)]
pub(super) struct Family {
    /// The logical name of the table.
    table: String,
    /// The base page, or `None` if it isn't among the pages.
    base: Option<String>,
    /// The pages that name the page that they extend, in the order in which they are merged.
    extensions: Vec<String>,
    /// The other extension pages.
    overlays: Vec<String>,
}

impl Family {
    /// Returns true if other pages than the base page describe the table.
    pub(super) fn is_extended(&self) -> bool {
        !self.extensions.is_empty() || !self.overlays.is_empty()
    }
}

/// Returns the names of overlays. Only a page that isn't merged yet says what it extends.
pub(super) fn overlays(pages: &[Table]) -> BTreeSet<String> {
    let overlays = pages.iter().filter(|page| page.extends.is_empty());
    overlays
        .map(|page| page.source().name().to_owned())
        .collect()
}

/// Returns the pages of each table, sorted by table. Tables without a base page have several entries
/// in `tables`.
pub(super) fn families(tables: &[Table], overlays: &BTreeSet<String>) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    for table in tables {
        let name = table.logical_name();
        let mut names = table.pages.iter().map(Source::name).map(str::to_owned);
        let base = if table.is_extension() {
            None
        } else {
            names.next()
        };
        let (more_overlays, more_extensions): (Vec<String>, Vec<String>) =
            names.partition(|name| overlays.contains(name));
        match families.iter_mut().find(|family| family.table == name) {
            Some(family) => {
                family.extensions.extend(more_extensions);
                family.overlays.extend(more_overlays);
            }
            None => families.push(Family {
                table: name,
                base,
                extensions: more_extensions,
                overlays: more_overlays,
            }),
        }
    }
    families.sort_by(|a, b| a.table.cmp(&b.table));
    families
}

impl Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", sanitize(&self.table))?;
        match &self.base {
            Some(base) => writeln!(f, "  base page  {}", sanitize(base))?,
            None => writeln!(f, "  base page  missing: add it, or a stub")?,
        }
        for extension in &self.extensions {
            writeln!(f, "  extension  {}", sanitize(extension))?;
        }
        for overlay in &self.overlays {
            writeln!(f, "  overlay    {}", sanitize(overlay))?;
        }
        Ok(())
    }
}
