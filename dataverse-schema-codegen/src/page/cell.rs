use crate::source::{Source, Span};

/// A cell of a table, or another short text: what stands in it, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The text without the marks that wrap it.
    pub(crate) text: String,
    /// Its place in the page, without surrounding blanks.
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

impl Cell {
    /// Unwraps what stands at a place of the page.
    ///
    /// The text is taken from the source and not from Markdown's inline events: labels such as `**$ 123 **` or
    /// `**a * b**` and the empty code span are no valid Markdown, but have a clear meaning.
    pub(crate) fn new(source: &Source, span: Span) -> Self {
        let span = source.trim(span, char::is_whitespace);
        let raw = source.slice(span);
        let unwrapped = |mark: &str| {
            let inner = raw.strip_prefix(mark)?.strip_suffix(mark)?;
            Some(inner)
        };
        let (text, style) = if let Some(inner) = unwrapped("**") {
            (unescape(inner), Style::Bold)
        } else if let Some(inner) = unwrapped("`") {
            (inner.to_owned(), Style::Code)
        } else {
            (raw.replace("\\|", "|"), Style::Bare)
        };
        Self { text, span, style }
    }

    /// Whether it says "no value": nothing at all, `` `` ``, `****`, or the bare word null.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty() || self.style == Style::Bare && self.text == "null"
    }
}

/// Takes away each backslash before a punctuation mark, as Markdown does.
fn unescape(text: &str) -> String {
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
    unescaped
}
