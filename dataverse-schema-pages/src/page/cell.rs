use std::borrow::Cow;

use crate::layout::NO_LABEL;
use crate::page::escape::{Escapes, text};
use crate::page::line_break::to_one_line;
use crate::source::{Source, Span};

/// A cell of a table, or another short text: its content and span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell<'s> {
    /// The text without the marks that wrap it, with a newline for each `<br />` outside of code.
    pub(crate) text: Cow<'s, str>,
    /// The span on the page, without surrounding whitespace.
    pub(crate) span: Span,
    pub(crate) style: Style,
}

/// The marks that wrap a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Bare,
    Bold,
    Code,
}

impl<'s> Cell<'s> {
    /// Creates a cell from a span of the page.
    ///
    /// The text comes from the source instead of Markdown's inline events. Labels such as
    /// `**$ 123 **` or `**a * b**` and the empty code span are invalid Markdown, but have a clear
    /// meaning.
    pub(crate) fn new(source: &'s Source, span: Span) -> Self {
        let span = source.trimmed(span);
        let (inner, style) = unwrapped(source.slice(span));
        Self {
            text: style.text(inner),
            span,
            style,
        }
    }

    /// Creates a cell from a span without escapes, entities, and line breaks. Most cells have none.
    pub(super) fn plain(source: &'s Source, span: Span) -> Self {
        let span = source.trimmed(span);
        let (text, style) = unwrapped(source.slice(span));
        Self {
            text: Cow::Borrowed(text),
            span,
            style,
        }
    }

    /// Creates the title of a heading, in which `<br />` isn't a line break.
    pub(super) fn title(source: &'s Source, span: Span) -> Self {
        let span = source.trimmed(span);
        let (inner, style) = unwrapped(source.slice(span));
        let text = match style {
            Style::Bold => unescape(inner),
            Style::Bare if inner.contains('\\') => Cow::Owned(inner.replace("\\|", "|")),
            Style::Bare | Style::Code => Cow::Borrowed(inner),
        };
        Self { text, span, style }
    }

    /// Appends the text of the page up to the end of `rest`, which continues the cell after the `|`
    /// that closes it.
    pub(super) fn append(&mut self, source: &'s Source, rest: Span) {
        let more = self.style.text(source.slice(rest));
        self.text = Cow::Owned(format!("{}{more}", self.text));
        self.span = self.span.join(rest);
    }

    /// Returns true if the value has marks at one end only.
    pub(crate) fn is_half_marked(&self, source: &Source) -> bool {
        let text = self.text.as_bytes();
        if self.style == Style::Bold {
            // Escaped marks are part of the text.
            let markdown = source.slice(self.span).as_bytes();
            return matches!(
                markdown,
                [_, _, b'*', b'*', .., _, _] | [_, _, .., b'*', b'*', _, _]
            );
        }
        if self.style == Style::Code {
            return false;
        }
        // A string may begin or end with a code span.
        let is_code = || self.text.matches('`').count().is_multiple_of(2);
        match text {
            [b'*', b'*', ..] | [.., b'*', b'*'] => true,
            [b'`', ..] | [.., b'`'] => !is_code(),
            _ => false,
        }
    }

    /// Returns true if the cell has no value.
    ///
    /// That is an empty string, `` `` ``, `****`, the bare word null, or `` `No label value` ``.
    pub(crate) fn is_blank(&self) -> bool {
        match self.style {
            Style::Bold => self.text.is_empty(),
            Style::Bare => self.text.is_empty() || self.text == "null",
            Style::Code => self.text.is_empty() || self.text == NO_LABEL,
        }
    }

    /// Returns the text of the value, or `None` if the cell has no value.
    pub(crate) fn value(&self) -> Option<&str> {
        (!self.is_blank()).then_some(&*self.text)
    }

    /// Returns the text on one line, with `<br />` for each line break.
    pub(crate) fn one_line(&self) -> Cow<'_, str> {
        to_one_line(&self.text)
    }
}

impl Style {
    /// Returns the text that Markdown between marks of this style stands for.
    fn text(self, markdown: &str) -> Cow<'_, str> {
        match self {
            Self::Bare => text(markdown, Escapes::Bar),
            Self::Bold => text(markdown, Escapes::Punctuation),
            Self::Code => Cow::Borrowed(markdown),
        }
    }
}

/// Returns the text between the marks that wrap a cell, and their style.
fn unwrapped(cell: &str) -> (&str, Style) {
    match cell.as_bytes() {
        [b'*', b'*', .., b'*', b'*'] => (&cell[2..cell.len() - 2], Style::Bold),
        [b'`', .., b'`'] => (&cell[1..cell.len() - 1], Style::Code),
        _ => (cell, Style::Bare),
    }
}

/// Returns true if a string begins with marks that aren't closed at its end.
pub(super) fn is_unclosed(text: &str) -> bool {
    match text.as_bytes() {
        [b'*', b'*', rest @ ..] => !rest.ends_with(b"**"),
        [b'`', rest @ ..] => !rest.ends_with(b"`"),
        _ => false,
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
