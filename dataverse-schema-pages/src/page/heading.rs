use crate::page::cell::Cell;
use crate::source::{Source, Span, first_line};

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
}

/// Reads a heading such as `### <a name="BKMK_Name"></a> Name`.
///
/// Returns `None` for several lines of text underlined with dashes, which can't be a name.
pub(super) fn heading(source: &Source, level: usize, span: Span) -> Option<Heading<'_>> {
    const ANCHOR_END: &str = "</a>";
    let raw = source.slice(span);
    let marks = raw.bytes().take_while(|byte| *byte == b'#').count();
    let is_marked = marks == raw.len() || raw[marks..].starts_with(char::is_whitespace);
    let marks = if is_marked { marks } else { 0 };
    if marks == 0 && source.lines(span).count() > 2 {
        return None;
    }
    let text = raw[marks..].trim_start();
    // A string that begins with `<` is an anchor, or is reported as an invalid one.
    let anchor = match text.split_once(ANCHOR_END) {
        Some((anchor, _)) => Some(&text[..anchor.len() + ANCHOR_END.len()]),
        None => text.starts_with('<').then_some(text),
    };
    let after_anchor = match anchor {
        Some(anchor) if anchor.starts_with("<a ") && anchor.ends_with(ANCHOR_END) => {
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
    Some(Heading {
        level,
        span,
        anchor,
        title: Cell::title(source, title),
    })
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
