//! The tables that were read while the catalog was filled.

use crate::xml::Element;

/// The maximum memory of the tables. That of 15,000 columns is less.
const MAX_KEPT: usize = 64 << 20;

/// The parts of tables in the order of the files, as long as they don't take up too much memory.
#[derive(Default)]
pub(crate) struct Parts {
    parts: Vec<Element>,
    memory: usize,
}

impl Parts {
    pub(crate) fn add(&mut self, part: Element) {
        self.memory += part.memory();
        if self.memory <= MAX_KEPT {
            self.parts.push(part);
        } else {
            self.parts = Vec::new();
        }
    }

    /// Returns all parts, or `None` if they have to be read again.
    pub(crate) fn all(self) -> Option<Vec<Element>> {
        (self.memory <= MAX_KEPT).then_some(self.parts)
    }
}
