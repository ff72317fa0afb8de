use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;

/// A page's text with the name under which messages show it.
#[derive(Clone, Debug)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
}

impl Source {
    /// A page. `name` is the path as messages show it.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// Reads a page from a file.
    ///
    /// # Errors
    /// When the file can't be read or is no UTF-8 text.
    pub fn load(path: &Path, name: impl Into<Arc<str>>) -> Result<Self, Diagnostic> {
        let name = name.into();
        let bytes = fs::read(path)
            .map_err(|error| Diagnostic::general(format!("can't read `{name}`: {error}")))?;
        String::from_utf8(bytes)
            .map(|text| Self::new(name.clone(), text))
            .map_err(|error| {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(&error.as_bytes()[..valid]);
                let page = Self::new(name, &*text);
                Diagnostic::new(
                    &page,
                    Span::at(valid),
                    "the page is no UTF-8 text from here on",
                )
                .help("give the Markdown of the page, saved as UTF-8")
            })
    }

    /// The path as messages show it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The page's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn slice(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// Line and column of a byte offset, both counted from 1, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before[line_start..]
            .trim_start_matches('\u{feff}')
            .chars()
            .count()
            + 1;
        (line, column)
    }

    /// The line that an offset lies in, without its line ending.
    pub(crate) fn line(&self, offset: usize) -> Span {
        let start = self.text[..offset]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let length = self.text[start..].find('\n');
        let end = length.map_or(self.text.len(), |length| start + length);
        self.trim(Span { start, end }, |c| matches!(c, '\r' | '\u{feff}'))
    }

    /// The span without the characters at both its ends that `unwanted` names.
    pub(crate) fn trim(&self, span: Span, unwanted: impl Fn(char) -> bool + Copy) -> Span {
        let text = self.slice(span);
        let trimmed = text.trim_start_matches(unwanted);
        let start = span.start + (text.len() - trimmed.len());
        let end = start + trimmed.trim_end_matches(unwanted).len();
        Span { start, end }
    }
}

/// A range of bytes in a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    pub(crate) fn at(start: usize) -> Self {
        Self { start, end: start }
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}
