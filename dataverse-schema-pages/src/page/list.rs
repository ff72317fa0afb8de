use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::page::cell::unescape;
use crate::page::outline::Outline;
use crate::source::{Source, Span, first_line};

/// An item of a list.
#[derive(Debug)]
pub(crate) struct Item<'s> {
    pub(crate) text: &'s str,
    /// The span without the list marker.
    pub(crate) span: Span,
    /// The target of the link, if the item consists of a link only.
    pub(crate) link: Option<Cow<'s, str>>,
}

impl Item<'_> {
    /// Returns true if the item links to a heading of the page, like the link lists of sections.
    pub(crate) fn is_heading_link(&self) -> bool {
        self.link.as_ref().is_some_and(|link| link.starts_with('#'))
    }
}

/// Reads the items of a list whose start was just read.
pub(super) fn list<'s, 'a>(
    source: &'s Source,
    outline: &Outline,
    events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>,
) -> Vec<Item<'s>> {
    let mut items = Vec::new();
    let mut depth = 1;
    while depth > 0 {
        match events.next() {
            Some((Event::Start(_), _)) => depth += 1,
            Some((Event::End(tag), range)) => {
                depth -= 1;
                if tag == TagEnd::Item && depth == 1 {
                    items.push(item(source, outline.block_span(source, &range)));
                }
            }
            Some(_) => {}
            None => break,
        }
    }
    items
}

fn item(source: &Source, span: Span) -> Item<'_> {
    let span = without_marks(source, span);
    let text = source.slice(span);
    let (text, link) = match link(text) {
        Some((text, target)) => (text, Some(unescape(target))),
        None => (text, None),
    };
    Item { text, span, link }
}

/// Returns the text and the target of a line that consists of a link only.
fn link(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_prefix('[')?.strip_suffix(')')?;
    let (text, target) = inner.split_once("](")?;
    let is_one =
        !text.contains('[') && !target.contains('(') && first_line(line).len() == line.len();
    is_one.then_some((text, target.trim()))
}

/// Returns the span of a list line without its list markers.
pub(crate) fn without_marks(source: &Source, line: Span) -> Span {
    let line = source.trimmed(line);
    let text = source.slice(line);
    match text.strip_prefix(['-', '*', '+']) {
        Some("") => line.subspan(1, 1),
        Some(rest) if rest.starts_with(char::is_whitespace) => {
            without_marks(source, line.subspan(1, text.len()))
        }
        _ => line,
    }
}
