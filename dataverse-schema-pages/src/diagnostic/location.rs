use std::ops::Range;

use crate::source::{Source, Span};

/// A labeled span of a page.
#[derive(Clone, Copy, Debug)]
pub struct Location<'a> {
    /// The page.
    pub source: &'a Source,
    /// The span in the page.
    pub span: Span,
    /// What the span contains. Empty where the message describes it.
    pub label: &'a str,
}

impl Location<'_> {
    /// Returns the bytes of the page.
    pub fn range(&self) -> Range<usize> {
        self.span.start()..self.span.end()
    }

    /// Returns line and column of the first character, both counted from 1, the column in characters.
    pub fn start(&self) -> (usize, usize) {
        self.source.position(self.span.start())
    }

    /// Returns line and column after the last character, counted likewise.
    pub fn end(&self) -> (usize, usize) {
        self.source.position(self.span.end())
    }
}
