use crate::layout::{ANCHOR, Section};
use crate::page::cell::Cell;
use crate::source::{Source, Span, first_line};

const ANCHOR_END: &str = "</a>";

/// A heading, possibly with an anchor.
#[derive(Debug)]
pub(crate) struct Heading<'s> {
    pub(crate) level: usize,
    /// The span of the whole heading.
    pub(crate) span: Span,
    /// The name of the heading's anchor, or the verbatim text of an anchor without a valid name.
    pub(crate) anchor: Option<&'s str>,
    /// The text without the anchor and the marks.
    pub(crate) title: Cell<'s>,
    /// True if Markdown doesn't take it for a heading.
    pub(crate) is_damaged: bool,
}

impl Heading<'_> {
    /// Returns true if the anchor is, or was meant to be, that of an entry.
    pub(crate) fn is_of_entry(&self) -> bool {
        self.anchor.is_some_and(|anchor| anchor.contains(ANCHOR))
    }
}

/// Reads a heading such as `### <a name="BKMK_Name"></a> Name`.
///
/// Returns `None` for several lines of text underlined with dashes, which can't be a name.
pub(super) fn heading(source: &Source, level: usize, span: Span) -> Option<Heading<'_>> {
    let raw = source.slice(span);
    let marks = raw.bytes().take_while(|byte| *byte == b'#').count();
    let is_marked = marks == raw.len() || raw[marks..].starts_with(char::is_whitespace);
    let marks = if is_marked { marks } else { 0 };
    if marks == 0 && source.lines(span).count() > 2 {
        return None;
    }
    Some(heading_after(source, level, span, marks))
}

/// Reads a line that was meant to be a heading: that of a section or of an entry, with marks that
/// Markdown doesn't know, or without marks.
pub(super) fn damaged_heading(source: &Source, span: Span) -> Option<Heading<'_>> {
    let raw = source.slice(span);
    let is_mark = |c: char| !c.is_alphanumeric() && c != '<';
    let text = raw.trim_start_matches(is_mark);
    let (marks, text) = raw.split_at(raw.len() - text.len());
    let end = text.trim_end_matches(['#', '*', '_', ':', ' ']).len();
    // Text that looks like that is written with backslashes.
    let has_marks = marks.len() > 1 && marks.trim_matches(['#', '＃', '*', '_', ' ']).is_empty();
    let is_section = || has_marks && Section::from_heading(&text[..end]).is_some();
    if text.contains('\n') || !(is_entry_anchor(text) || is_section()) {
        return None;
    }
    let level = marks.matches(['#', '＃']).count();
    let heading = heading_after(
        source,
        level,
        span.subspan(0, marks.len() + end),
        marks.len(),
    );
    Some(Heading {
        is_damaged: true,
        ..heading
    })
}

/// Returns true if a string begins with the anchor of an entry, and isn't the anchor alone.
fn is_entry_anchor(text: &str) -> bool {
    let anchor = text.strip_prefix("<a name=\"");
    let anchor = anchor.filter(|anchor| anchor.starts_with(ANCHOR));
    anchor.is_some_and(|anchor| !anchor.trim_end().ends_with('>'))
}

/// Reads a heading whose marks have a length.
fn heading_after(source: &Source, level: usize, span: Span, marks: usize) -> Heading<'_> {
    let raw = source.slice(span);
    let text = raw[marks..].trim_start();
    // A string that begins with `<` is an anchor, or is reported as an invalid one.
    let anchor = match text.split_once(ANCHOR_END) {
        Some((anchor, _)) => Some(&text[..anchor.len() + ANCHOR_END.len()]),
        None => text.starts_with('<').then_some(text),
    };
    let anchor = anchor.map(|anchor| match anchor.rsplit_once('>') {
        Some((anchor, name)) if !name.trim().is_empty() => &text[..=anchor.len()],
        _ => anchor,
    });
    let after_anchor = match anchor {
        Some(anchor) if anchor.starts_with("<a ") && anchor.ends_with('>') => {
            raw.len() - text.len() + anchor.len()
        }
        _ => marks,
    };
    let named =
        anchor.and_then(|anchor| anchor.strip_prefix("<a name=\"")?.strip_suffix("\"></a>"));
    let anchor = named.or(anchor);
    // A heading underlined with `---` ends with its line. A heading that begins with `#` may also
    // end with `#`.
    let end = span.start() + first_line(raw).trim_end_matches(['\r', '\n']).len();
    let title = source.span((span.start() + after_anchor).min(end), end);
    let title = match marks {
        0 => title,
        _ => without_closing_marks(source, title),
    };
    Heading {
        level,
        span,
        anchor,
        title: Cell::title(source, title),
        is_damaged: false,
    }
}

/// Returns the title without closing marks, which must be preceded by whitespace.
fn without_closing_marks(source: &Source, title: Span) -> Span {
    let title = source.trimmed(title);
    let text = source.slice(title).trim_end_matches('#');
    if text.ends_with(char::is_whitespace) {
        title.subspan(0, text.len())
    } else {
        title
    }
}
