use std::collections::BTreeMap;

use dataverse_schema_pages::{Code, Diagnostic};

use crate::gap::{Gap, Gaps};
use crate::xml::Origin;

/// The errors and warnings found so far, and the names of the files that they refer to.
#[derive(Default)]
pub(crate) struct Report {
    files: Vec<String>,
    pub(crate) errors: Vec<Diagnostic>,
    pub(crate) warnings: Vec<Diagnostic>,
    /// The rows of relationships that generated code doesn't need, and how many lack them.
    pub(crate) left_out: BTreeMap<&'static str, usize>,
    /// What the solutions leave out of the current table.
    gaps: Gaps,
}

impl Report {
    /// Returns the number of a file.
    pub(crate) fn file(&mut self, name: &str) -> u32 {
        let known = self.files.iter().rposition(|file| file == name);
        let index = known.unwrap_or_else(|| {
            self.files.push(name.to_owned());
            self.files.len() - 1
        });
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// Returns the name of a file.
    pub(crate) fn name(&self, origin: Origin) -> &str {
        let index = usize::try_from(origin.file).unwrap_or(usize::MAX);
        self.files.get(index).map_or("", String::as_str)
    }

    pub(crate) fn diagnostic(&self, origin: Origin, code: Code, message: &str) -> Diagnostic {
        let text = format!("{}:{}: {message}", self.name(origin), origin.line);
        Diagnostic::general(code, text)
    }

    pub(crate) fn error(&mut self, origin: Origin, code: Code, message: &str) {
        let error = self.diagnostic(origin, code, message);
        self.errors.push(error);
    }

    /// Notes that the current table lacks a fact of a column or a relationship.
    pub(crate) fn gap(&mut self, gap: Gap, name: String) {
        self.gaps.add(gap, name);
    }

    /// Notes that a relationship lacks a row that generated code doesn't need.
    pub(crate) fn leave_out(&mut self, row: &'static str) {
        *self.left_out.entry(row).or_default() += 1;
    }

    /// Warns of what the current table lacks.
    pub(crate) fn finish_table(&mut self, origin: Origin, table: &str) {
        let gaps = std::mem::take(&mut self.gaps);
        let location = format!("{}:{}", self.name(origin), origin.line);
        self.warnings.extend(gaps.warnings(&location, table));
    }
}
