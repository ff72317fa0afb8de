use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::page::Cell;
use crate::page::cell::unescape;
use crate::page::outline::Outline;
use crate::page::table::{Table, table};
use crate::source::{Source, Span, first_line};

/// A block of a page.
#[derive(Debug)]
pub(crate) enum Block<'s> {
    /// The text between the `---` lines at the top of the page.
    FrontMatter(Span),
    Heading(Heading<'s>),
    Table(Table<'s>),
    List(Vec<Item<'s>>, Span),
    /// A note: lines that begin with `>`.
    Quote(Span),
    /// A paragraph, or any other text.
    Text(Span),
}

impl Block<'_> {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Heading(heading) => heading.title.span,
            Self::Table(table) => table.span(),
            Self::FrontMatter(span)
            | Self::List(_, span)
            | Self::Quote(span)
            | Self::Text(span) => *span,
        }
    }
}

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
    pub(crate) fn is_index(&self) -> bool {
        self.link.as_ref().is_some_and(|link| link.starts_with('#'))
    }
}

/// Splits a page into its blocks.
pub(crate) fn blocks(source: &Source) -> Vec<Block<'_>> {
    let text = source.text();
    // A byte order mark would hide the front matter.
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut joined = Joined {
        blocks: Vec::with_capacity(text.len() / 128),
        open: None,
    };
    let start = match front_matter(source, start) {
        None => start,
        Some((front_matter, end)) => {
            joined.push(source, Block::FrontMatter(front_matter));
            end
        }
    };
    let outline = Outline::of(text, start);
    let mut events = Parser::new_ext(&outline.text, Options::ENABLE_TABLES).into_offset_iter();
    let mut end = start;
    while let Some((event, range)) = events.next() {
        let span = outline.block(source, &range);
        if let Some(text) = between(source, end, span.start()) {
            joined.push(source, text);
        }
        end = span.end().max(end);
        let span = source.trimmed(span);
        let block = match event {
            Event::Start(Tag::Table(_)) => {
                Block::Table(table(source, &outline, &range, &mut events))
            }
            Event::Start(Tag::List(_)) => Block::List(list(source, &outline, &mut events), span),
            Event::Start(tag) => {
                skip(&mut events);
                match tag {
                    Tag::Heading { level, .. } => match heading(source, level as usize, span) {
                        Some(heading) => Block::Heading(heading),
                        None => Block::Text(span),
                    },
                    Tag::BlockQuote(_) => Block::Quote(span),
                    _ => Block::Text(span),
                }
            }
            _ => Block::Text(span),
        };
        joined.push(source, block);
    }
    if let Some(text) = between(source, end, text.len()) {
        joined.push(source, text);
    }
    joined.blocks
}

/// Returns the text between two blocks that the Markdown parser skips, such as `[name]: target`.
fn between(source: &Source, start: usize, end: usize) -> Option<Block<'_>> {
    let span = source.trimmed(source.span(start, end.max(start)));
    (span.start() < span.end()).then_some(Block::Text(span))
}

/// Returns the span of the front matter and the offset at which the page continues.
fn front_matter(source: &Source, start: usize) -> Option<(Span, usize)> {
    const MARK: &str = "---";
    let mut lines = source.lines(source.span(start, source.text().len()));
    let (_, first) = lines.next().filter(|(line, _)| *line == MARK)?;
    let (_, last) = lines.find(|(line, _)| *line == MARK)?;
    let inner = source.span(first.end(), last.start());
    Some((source.trimmed(inner), last.end()))
}

/// The blocks so far.
struct Joined<'s> {
    blocks: Vec<Block<'s>>,
    /// The index of the last table, while only text has followed it.
    open: Option<usize>,
}

impl<'s> Joined<'s> {
    /// Adds a block, or appends it to a cell that was split by a line ending or a blank line.
    fn push(&mut self, source: &'s Source, block: Block<'s>) {
        match block {
            Block::Table(_) => self.open = Some(self.blocks.len()),
            Block::Text(span) | Block::List(_, span) if closes(source, span) => {
                if let Some(at) = self.open.take() {
                    let first = self.blocks.get(at + 1).map_or(span, Block::span);
                    if let Block::Table(table) = &mut self.blocks[at]
                        && table.resume(source, first.join(span))
                    {
                        self.blocks.truncate(at + 1);
                        self.open = Some(at);
                        return;
                    }
                }
            }
            Block::Text(_) | Block::List(..) => {}
            _ => self.open = None,
        }
        self.blocks.push(block);
    }
}

/// Returns true if a line of the text ends like a table row.
fn closes(source: &Source, span: Span) -> bool {
    source.slice(span).contains('|') && source.lines(span).any(|(line, _)| line.ends_with('|'))
}

/// Skips to the end of the element whose start was just read.
fn skip<'a>(events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>) {
    let mut depth = 1;
    while depth > 0 {
        match events.next() {
            Some((Event::Start(_), _)) => depth += 1,
            Some((Event::End(_), _)) => depth -= 1,
            Some(_) => {}
            None => return,
        }
    }
}

/// Reads a heading such as `### <a name="BKMK_Name"></a> Name`.
///
/// Returns `None` for several lines of text underlined with dashes, which can't be a name.
fn heading(source: &Source, level: usize, span: Span) -> Option<Heading<'_>> {
    const ANCHOR_END: &str = "</a>";
    let raw = source.slice(span);
    let marks = raw.bytes().take_while(|byte| *byte == b'#').count();
    let is_marked = marks == raw.len() || raw[marks..].starts_with(char::is_whitespace);
    let marks = if is_marked { marks } else { 0 };
    if marks == 0 && source.lines(span).count() > 2 {
        return None;
    }
    let text = raw[marks..].trim_start();
    // A text that begins with `<` is an anchor, or is reported as an invalid one.
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
        _ => closed_heading(source, title),
    };
    Some(Heading {
        level,
        span,
        anchor,
        title: Cell::title(source, title),
    })
}

/// Returns the title without closing marks, which must be preceded by whitespace.
fn closed_heading(source: &Source, title: Span) -> Span {
    let title = source.trimmed(title);
    let text = source.slice(title).trim_end_matches('#');
    if text.ends_with(char::is_whitespace) {
        title.subspan(0, text.len())
    } else {
        title
    }
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

fn list<'s, 'a>(
    source: &'s Source,
    outline: &Outline,
    events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>,
) -> Vec<Item<'s>> {
    let mut items = Vec::new();
    let mut depth = 1;
    while depth > 0 {
        match events.next() {
            Some((Event::Start(_), _)) => depth += 1,
            Some((Event::End(of), range)) => {
                depth -= 1;
                if of == TagEnd::Item && depth == 1 {
                    items.push(item(source, outline.block(source, &range)));
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
