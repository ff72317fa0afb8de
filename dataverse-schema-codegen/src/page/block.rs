use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::page::Cell;
use crate::source::{Source, Span};

/// A part of a page, in the page's order.
#[derive(Debug)]
pub(crate) enum Block {
    Heading(Heading),
    Table(Table),
    List(Vec<Item>, Span),
    /// A note: lines that begin with `>`.
    Quote(Span),
    /// A paragraph, or anything else that is text.
    Text(Span),
}

impl Block {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Heading(heading) => heading.title.span,
            Self::Table(table) => table.span(),
            Self::List(_, span) | Self::Quote(span) | Self::Text(span) => *span,
        }
    }
}

#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) level: usize,
    /// Its first byte.
    pub(crate) start: usize,
    /// The text without anchor and marks.
    pub(crate) title: Cell,
}

#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) text: String,
    pub(crate) span: Span,
    /// The target of the item's link.
    pub(crate) link: Option<String>,
}

impl Item {
    /// Whether it is a link to a heading of the page, as the lists at the head of sections have them.
    pub(crate) fn is_index(&self) -> bool {
        self.link
            .as_deref()
            .is_some_and(|link| link.starts_with('#'))
    }
}

#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) header: Row,
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// From the first row to the last.
    pub(crate) fn span(&self) -> Span {
        let last = self.rows.last().unwrap_or(&self.header);
        Span {
            start: self.header.span.start,
            end: last.span.end,
        }
    }
}

#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    pub(crate) span: Span,
    /// Whether the last cell is closed by a `|`.
    pub(crate) closed: bool,
}

/// Splits a page into its blocks. The front matter is left out.
pub(crate) fn blocks(source: &Source) -> Vec<Block> {
    let text = source.text();
    // A byte order mark would hide the front matter behind it.
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let events = Parser::new_ext(&text[start..], options).into_offset_iter();
    let mut events = events.map(|(event, range)| {
        let span = Span {
            start: range.start + start,
            end: range.end + start,
        };
        (event, span)
    });
    let mut blocks = Vec::new();
    while let Some((event, span)) = events.next() {
        let span = source.trim(span, char::is_whitespace);
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                skip(&mut events);
                blocks.push(Block::Heading(heading(source, level as usize, span)));
            }
            Event::Start(Tag::Table(_)) => blocks.push(Block::Table(table(source, &mut events))),
            Event::Start(Tag::List(_)) => blocks.push(Block::List(list(source, &mut events), span)),
            Event::Start(Tag::BlockQuote(_)) => {
                skip(&mut events);
                blocks.push(Block::Quote(span));
            }
            Event::Start(Tag::MetadataBlock(_)) if span.start == start => skip(&mut events),
            Event::Start(_) => {
                skip(&mut events);
                blocks.push(Block::Text(span));
            }
            _ => blocks.push(Block::Text(span)),
        }
    }
    blocks
}

/// Goes past the end of the element whose start was just read.
fn skip<'a>(events: &mut impl Iterator<Item = (Event<'a>, Span)>) {
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

/// `### <a name="BKMK_Name"></a> Name`
fn heading(source: &Source, level: usize, span: Span) -> Heading {
    let raw = source.slice(span);
    let marks = raw.len() - raw.trim_start_matches('#').len();
    let text = raw[marks..].trim_start();
    let anchor = match raw.find("</a>") {
        Some(at) if text.starts_with("<a ") => at + "</a>".len(),
        _ => 0,
    };
    // A heading underlined with `---` ends with its line, one that begins with `#` may end with more of them.
    let end = raw
        .find(['\r', '\n'])
        .map_or(span.end, |at| span.start + at);
    let title = Span {
        start: (span.start + marks.max(anchor)).min(end),
        end,
    };
    let title = match marks {
        0 => title,
        _ => closed_heading(source, title),
    };
    Heading {
        level,
        start: span.start,
        title: Cell::new(source, title),
    }
}

/// The title without the marks at its end, which a blank sets apart from it.
fn closed_heading(source: &Source, title: Span) -> Span {
    let title = source.trim(title, char::is_whitespace);
    let text = source.slice(title).trim_end_matches('#');
    if text.ends_with(char::is_whitespace) {
        let end = title.start + text.len();
        Span { end, ..title }
    } else {
        title
    }
}

fn list<'a>(source: &Source, events: &mut impl Iterator<Item = (Event<'a>, Span)>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut link = None;
    let mut depth = 1;
    while depth > 0 {
        match events.next() {
            Some((Event::Start(tag), span)) => {
                depth += 1;
                if let Tag::Link { dest_url, .. } = tag {
                    let text = source.slice(span);
                    let text = text.strip_prefix('[').unwrap_or(text);
                    let text = text.rsplit_once("](").map_or(text, |(text, _)| text);
                    link = Some((text.to_owned(), span, dest_url.into_string()));
                }
            }
            Some((Event::End(TagEnd::Item), span)) => {
                depth -= 1;
                let whole = source.trim(span, char::is_whitespace);
                let words = source
                    .slice(whole)
                    .trim_start_matches(['-', '*', '+'])
                    .trim();
                items.push(match link.take() {
                    Some((text, span, target)) if words == source.slice(span) => Item {
                        text,
                        span,
                        link: Some(target),
                    },
                    _ => Item {
                        text: words.to_owned(),
                        span: whole,
                        link: None,
                    },
                });
            }
            Some((Event::End(_), _)) => depth -= 1,
            Some(_) => {}
            None => break,
        }
    }
    items
}

fn table<'a>(source: &Source, events: &mut impl Iterator<Item = (Event<'a>, Span)>) -> Table {
    let mut rows = Vec::new();
    for (event, span) in events {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(row(source, span)),
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    let header = rows.remove(0);
    Table { header, rows }
}

/// Splits a row at each `|` that is neither escaped nor inside a code span.
fn row(source: &Source, span: Span) -> Row {
    let span = source.trim(span, char::is_whitespace);
    let raw = source.slice(span);
    let mut bounds = Vec::new();
    let last_mark = raw.rfind('`').unwrap_or(0);
    let mut code = false;
    let mut escaped = false;
    for (offset, byte) in raw.bytes().enumerate() {
        match byte {
            b'`' if !escaped && (code || offset < last_mark) => code = !code,
            b'|' if !escaped && !code => bounds.push(span.start + offset),
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    if bounds.first() != Some(&span.start) {
        bounds.insert(0, span.start.wrapping_sub(1));
    }
    let closed = bounds.len() > 1 && bounds.last() == Some(&(span.end - 1));
    if !closed {
        bounds.push(span.end);
    }
    let cells = bounds.windows(2).map(|pair| {
        let inner = Span {
            start: pair[0].wrapping_add(1),
            end: pair[1],
        };
        Cell::new(source, inner)
    });
    Row {
        cells: cells.collect(),
        span,
        closed,
    }
}
