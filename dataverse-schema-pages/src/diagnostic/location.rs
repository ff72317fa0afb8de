use std::ops::Range;

use crate::source::{Source, Span};

/// A labeled span of a page.
#[derive(Clone, Copy, Debug)]
pub struct Location<'a> {
    /// The page.
    pub source: &'a Source,
    /// The span in the page.
    pub span: Span,
    /// The label of the span, or an empty string if the message describes it.
    pub label: &'a str,
}

impl Location<'_> {
    /// Returns the byte range in the page.
    pub fn range(&self) -> Range<usize> {
        self.span.start()..self.span.end()
    }

    /// Returns the 1-based line and column of the first character. The column counts characters.
    pub fn start(&self) -> (usize, usize) {
        self.source.position(self.span.start())
    }

    /// Returns the 1-based line and column after the last character. The column counts characters.
    pub fn end(&self) -> (usize, usize) {
        self.source.position(self.span.end())
    }
}
