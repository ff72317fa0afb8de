use std::borrow::Cow;

use crate::layout::{LINE_BREAK, NO_LABEL};
use crate::source::{Source, Span};

/// A cell of a table, or another short text: its content and span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell<'s> {
    /// The text without the marks that wrap it.
    pub(crate) text: Cow<'s, str>,
    /// The span on the page, without surrounding whitespace.
    pub(crate) span: Span,
    pub(crate) style: Style,
}

/// The marks that wrap a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Bare,
    Bold,
    Code,
}

impl<'s> Cell<'s> {
    /// Creates a cell from a span of the page, without its marks.
    ///
    /// The text comes from the source instead of Markdown's inline events. Labels such as
    /// `**$ 123 **` or `**a * b**` and the empty code span are invalid Markdown, but have a clear
    /// meaning.
    pub(crate) fn new(source: &'s Source, span: Span) -> Self {
        let span = source.trimmed(span);
        let raw = source.slice(span);
        let inner = |mark: usize| &raw[mark..raw.len() - mark];
        let (text, style) = match raw.as_bytes() {
            [b'*', b'*', .., b'*', b'*'] => (unescape(inner(2)), Style::Bold),
            [b'`', .., b'`'] => (Cow::Borrowed(inner(1)), Style::Code),
            _ if raw.contains('\\') => (Cow::Owned(raw.replace("\\|", "|")), Style::Bare),
            _ => (Cow::Borrowed(raw), Style::Bare),
        };
        Self { text, span, style }
    }

    /// Returns true if the cell has no value.
    ///
    /// That is an empty text, `` `` ``, `****`, the bare word null, or `` `No label value` ``.
    pub(crate) fn is_blank(&self) -> bool {
        match self.style {
            Style::Bold => self.text.is_empty(),
            Style::Bare => self.text.is_empty() || self.text == "null",
            Style::Code => self.text.is_empty() || self.text == NO_LABEL,
        }
    }
}

impl Cell<'_> {
    /// Returns the text of the value, or `None` if the cell has no value.
    ///
    /// Each `<br />` becomes a line break, except in code.
    pub(crate) fn value(&self) -> Option<Cow<'_, str>> {
        if self.is_blank() {
            return None;
        }
        let is_one_line = self.style == Style::Code || !self.text.as_bytes().contains(&b'<');
        Some(if is_one_line {
            Cow::Borrowed(&*self.text)
        } else {
            Cow::Owned(self.text.replace(LINE_BREAK, "\n"))
        })
    }

    /// Returns the text in one line. Where the page breaks the row, it has a line break of HTML.
    pub(crate) fn one_line(&self) -> String {
        let text = self.text.replace("\r\n", LINE_BREAK);
        text.replace(['\n', '\r'], LINE_BREAK)
    }
}

/// Removes each backslash before a punctuation mark, as Markdown does.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut unescaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(next) if character == '\\' && next.is_ascii_punctuation() => {
                unescaped.extend(characters.next());
            }
            _ => unescaped.push(character),
        }
    }
    Cow::Owned(unescaped)
}
