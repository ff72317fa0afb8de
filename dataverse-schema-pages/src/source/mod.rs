//! The text of a page, and spans within it.

mod span;

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

pub use span::Span;

/// The text of a page, and the name by which diagnostics refer to it.
#[derive(Clone)]
pub struct Source {
    content: Arc<Content>,
    is_found: bool,
}

/// Formats only the name, because the text is long.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.name())
    }
}

struct Content {
    /// The id of the page within the process, by which a span identifies its page.
    id: u32,
    name: String,
    text: String,
    /// The offset of the first byte of each line, computed on demand.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    /// Creates a page. `name` is the path that diagnostics show.
    ///
    /// # Panics
    /// Panics if the text is longer than 4 GiB.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        static PAGES: AtomicU32 = AtomicU32::new(0);
        let text = text.into();
        assert!(
            u32::try_from(text.len()).is_ok(),
            "the text is longer than 4 GiB"
        );
        Self {
            content: Arc::new(Content {
                id: PAGES.fetch_add(1, Ordering::Relaxed),
                name: name.into(),
                text,
                lines: OnceLock::new(),
            }),
            is_found: false,
        }
    }

    /// Marks the page as found in a folder or by a pattern, so that its position among the pages
    /// has no meaning. [`merge`](crate::merge::merge()) orders such pages.
    #[must_use]
    pub fn found(self) -> Self {
        Self {
            is_found: true,
            ..self
        }
    }

    /// Returns true if the page was [found](Self::found), not named.
    pub(crate) fn is_found(&self) -> bool {
        self.is_found
    }

    /// Returns the name that diagnostics show.
    pub fn name(&self) -> &str {
        &self.content.name
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.content.text
    }

    /// Returns a span of this page.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.content.id, start, end)
    }

    /// Returns true if the span belongs to this page.
    pub(crate) fn contains(&self, span: Span) -> bool {
        span.page == self.content.id
    }

    /// Returns the text of a span.
    pub(crate) fn slice(&self, span: Span) -> &str {
        &self.content.text[span.start()..span.end()]
    }

    /// Returns the text of a span with LF line endings.
    pub(crate) fn normalized(&self, span: Span) -> String {
        let text = self.slice(span);
        if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text.to_owned()
        }
    }

    /// Returns the lines of a span without their trailing whitespace, each with its span.
    pub(crate) fn lines(&self, span: Span) -> impl Iterator<Item = (&str, Span)> {
        let mut rest = Some(span);
        std::iter::from_fn(move || {
            let span = rest?;
            let text = self.slice(span);
            let line = first_line(text);
            let is_ended = matches!(line.as_bytes(), [.., b'\r' | b'\n']);
            rest = is_ended.then(|| span.subspan(line.len(), text.len()));
            let line = &line[..text_end(line)];
            Some((line, span.subspan(0, line.len())))
        })
    }

    /// Returns the span of the line at an offset, without its line ending.
    pub(crate) fn line(&self, offset: usize) -> Span {
        let is_ending = |c| matches!(c, '\r' | '\n' | '\u{feff}');
        self.trim(self.whole_line(offset), is_ending)
    }

    /// Returns the span of the line at an offset, with its line ending.
    pub(crate) fn whole_line(&self, offset: usize) -> Span {
        let index = self.line_index(offset);
        let starts = self.line_starts();
        let end = starts
            .get(index + 1)
            .copied()
            .unwrap_or(self.content.text.len());
        self.span(starts[index], end)
    }

    /// Returns the line and the column of an offset, both 1-based. The column counts characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let index = self.line_index(offset);
        let before = &self.content.text[self.line_starts()[index]..offset];
        let column = before.trim_start_matches('\u{feff}').chars().count() + 1;
        (index + 1, column)
    }

    /// Returns the span without leading and trailing whitespace.
    pub(crate) fn trimmed(&self, span: Span) -> Span {
        let text = self.slice(span);
        let start = text_start(text);
        span.subspan(start, text_end(text).max(start))
    }

    fn trim(&self, span: Span, unwanted: impl Fn(char) -> bool + Copy) -> Span {
        let text = self.slice(span);
        let trimmed = text.trim_start_matches(unwanted);
        let start = text.len() - trimmed.len();
        span.subspan(start, start + trimmed.trim_end_matches(unwanted).len())
    }

    /// Returns the offset of the first byte of each line. A line ends with LF, CR LF, or CR.
    fn line_starts(&self) -> &[usize] {
        self.content.lines.get_or_init(|| {
            let bytes = self.content.text.as_bytes();
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

    fn line_index(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|start| *start <= offset) - 1
    }
}

/// Returns the length of a string without trailing whitespace.
///
/// Without optimization, as macros are built, [`str::trim_end`] takes ten times as long.
pub(crate) fn text_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    while end > 0 && matches!(bytes[end - 1], b' ' | b'\t'..=b'\r') {
        end -= 1;
    }
    if end > 0 && !bytes[end - 1].is_ascii() {
        return text.trim_end().len();
    }
    end
}

/// Returns the length of a string's leading whitespace, as fast as [`text_end`].
fn text_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() && matches!(bytes[start], b' ' | b'\t'..=b'\r') {
        start += 1;
    }
    if start < bytes.len() && !bytes[start].is_ascii() {
        return text.len() - text.trim_start().len();
    }
    start
}

/// Returns the first line of a string, including its line ending: LF, CR LF, or CR.
pub(crate) fn first_line(text: &str) -> &str {
    let end = text.find('\n').map_or(text.len(), |at| at + 1);
    let line = &text[..end];
    // Nearly every line. `contains` is faster than `find`.
    if !line.contains('\r') {
        return line;
    }
    match line.find('\r') {
        Some(at) if &line[at..] != "\r\n" => &line[..=at],
        _ => line,
    }
}
