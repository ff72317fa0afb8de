//! The text of a page, and spans in it.

use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Diagnostic;

/// A page's text with the name under which messages show it.
#[derive(Clone)]
pub struct Source(Arc<Page>);

/// The page's name; its text is long.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.name())
    }
}

struct Page {
    /// Tells the pages of one process apart, so that a place knows its page.
    id: u32,
    name: String,
    text: String,
    /// The first byte of each line, found when it is first needed.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    /// A page. `name` is the path as messages show it.
    ///
    /// # Panics
    /// When the text is longer than 4 GiB.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        static PAGES: AtomicU32 = AtomicU32::new(0);
        let text = text.into();
        assert!(
            u32::try_from(text.len()).is_ok(),
            "the text is too long for a page"
        );
        Self(Arc::new(Page {
            id: PAGES.fetch_add(1, Ordering::Relaxed),
            name: name.into(),
            text,
            lines: OnceLock::new(),
        }))
    }

    /// Reads a page from a file.
    ///
    /// # Errors
    /// When the file can't be read or is no UTF-8 text.
    pub fn load(path: &Path, name: impl Into<String>) -> Result<Self, Diagnostic> {
        let name = name.into();
        let bytes = fs::read(path)
            .map_err(|error| Diagnostic::general(format!("can't read `{name}`: {error}")))?;
        if u32::try_from(bytes.len()).is_err() {
            let message = format!("`{name}` is longer than 4 GiB, which no page is");
            return Err(Diagnostic::general(message));
        }
        String::from_utf8(bytes)
            .map(|text| Self::new(name.clone(), text))
            .map_err(|error| {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(&error.as_bytes()[..valid]);
                let page = Self::new(name, text);
                Diagnostic::new(
                    &page,
                    page.span(valid, valid),
                    "the page is no UTF-8 text from here on",
                )
                .help("give the Markdown of the page, saved as UTF-8")
            })
    }

    /// The path as messages show it.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The page's text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// A range of bytes of this page.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span {
            page: self.0.id,
            start: offset(start),
            end: offset(end),
        }
    }

    /// Whether a place lies in this page.
    pub(crate) fn has(&self, span: Span) -> bool {
        span.page == self.0.id
    }

    pub(crate) fn slice(&self, span: Span) -> &str {
        &self.0.text[span.start()..span.end()]
    }

    /// The lines of a part of the page, each with its place, without blanks at their ends.
    pub(crate) fn lines_of(&self, span: Span) -> impl Iterator<Item = (&str, Span)> {
        let mut rest = Some(span);
        std::iter::from_fn(move || {
            let place = rest?;
            let text = self.slice(place);
            let line = first_line(text);
            rest = line
                .ends_with(['\r', '\n'])
                .then(|| place.part(line.len(), text.len()));
            let line = line.trim_end();
            Some((line, place.part(0, line.len())))
        })
    }

    /// A part of the page with LF at the end of each line.
    pub(crate) fn text_of(&self, span: Span) -> String {
        let text = self.slice(span);
        if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text.to_owned()
        }
    }

    /// The first byte of each line. A line ends with LF, CR LF or CR.
    fn lines(&self) -> &[usize] {
        self.0.lines.get_or_init(|| {
            let bytes = self.0.text.as_bytes();
            let ends = bytes.iter().enumerate().filter(|(at, byte)| match **byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            });
            std::iter::once(0)
                .chain(ends.map(|(at, _)| at + 1))
                .collect()
        })
    }

    /// The line that an offset lies in, counted from 0.
    fn line_number(&self, offset: usize) -> usize {
        self.lines().partition_point(|start| *start <= offset) - 1
    }

    /// Line and column of a byte offset, both counted from 1, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_number(offset);
        let before = &self.0.text[self.lines()[line]..offset];
        let column = before.trim_start_matches('\u{feff}').chars().count() + 1;
        (line + 1, column)
    }

    /// The line that an offset lies in, without its line ending.
    pub(crate) fn line(&self, offset: usize) -> Span {
        let line = self.line_number(offset);
        let start = self.lines()[line];
        let end = self
            .lines()
            .get(line + 1)
            .copied()
            .unwrap_or(self.0.text.len());
        self.trim(self.span(start, end), |c| {
            matches!(c, '\r' | '\n' | '\u{feff}')
        })
    }

    /// The span without the blanks at both its ends.
    pub(crate) fn trimmed(&self, span: Span) -> Span {
        let text = self.slice(span);
        if let [first, .., last] = text.as_bytes()
            && first.is_ascii_graphic()
            && last.is_ascii_graphic()
        {
            return span;
        }
        let start = text.len() - text.trim_start().len();
        span.part(start, start + text[start..].trim_end().len())
    }

    /// The span without the characters at both its ends that `unwanted` names.
    pub(crate) fn trim(&self, span: Span, unwanted: impl Fn(char) -> bool + Copy) -> Span {
        let text = self.slice(span);
        let trimmed = text.trim_start_matches(unwanted);
        let start = span.start() + (text.len() - trimmed.len());
        let end = start + trimmed.trim_end_matches(unwanted).len();
        self.span(start, end)
    }
}

/// A text's first line with its ending: LF, CR LF or CR.
pub(crate) fn first_line(text: &str) -> &str {
    let end = text.find('\n').map_or(text.len(), |at| at + 1);
    let line = &text[..end];
    match line.find('\r') {
        Some(at) if &line[at..] != "\r\n" => &line[..=at],
        _ => line,
    }
}

/// A range of bytes in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    page: u32,
    start: u32,
    end: u32,
}

impl Span {
    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// From this place's first byte to the other's last; both lie in one page.
    pub(crate) fn to(self, other: Self) -> Self {
        let end = other.end.max(self.start);
        Self { end, ..self }
    }

    /// From this place's first byte to the other's first; both lie in one page.
    pub(crate) fn until(self, other: Self) -> Self {
        let end = other.start;
        Self { end, ..self }
    }

    /// The bytes from `start` to `end`, counted from this place's first.
    pub(crate) fn part(self, start: usize, end: usize) -> Self {
        Self {
            start: self.start + offset(start),
            end: self.start + offset(end),
            ..self
        }
    }
}

/// A page is shorter than 4 GiB: see [`Source::new`].
fn offset(bytes: usize) -> u32 {
    bytes as u32
}
