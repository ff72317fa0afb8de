use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::page::heading::{Heading, damaged_heading, heading};
use crate::page::list::{Item, list};
use crate::page::outline::Outline;
use crate::page::table::{MarkdownTable, table};
use crate::source::{Source, Span};

/// A block of a page.
#[derive(Debug)]
pub(crate) enum Block<'s> {
    /// The text between the `---` lines at the top of the page.
    FrontMatter(Span),
    Heading(Heading<'s>),
    Table(MarkdownTable<'s>),
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

    /// Returns the span of the first line of a table, and that of any other block.
    pub(crate) fn start(&self) -> Span {
        match self {
            Self::Table(table) => table.header().span,
            block => block.span(),
        }
    }
}

/// The content of a page.
pub(crate) struct Content<'s> {
    pub(crate) blocks: Vec<Block<'s>>,
    /// The lines that a merge of two versions of the page has left.
    pub(crate) conflict_markers: Vec<Span>,
}

/// Splits a page into its blocks.
pub(crate) fn content(source: &Source) -> Content<'_> {
    let text = source.text();
    let start = start(source);
    let mut builder = BlocksBuilder {
        blocks: Vec::with_capacity(text.len() / 128),
        open: None,
    };
    let start = match front_matter(source) {
        None => start,
        Some((front_matter, end)) => {
            builder.push(source, Block::FrontMatter(front_matter));
            end
        }
    };
    let outline = Outline::new(text, start);
    let mut events = Parser::new_ext(&outline.text, Options::ENABLE_TABLES).into_offset_iter();
    let mut end = start;
    while let Some((event, range)) = events.next() {
        let span = outline.block_span(source, &range);
        if let Some(text) = text_between(source, end, span.start()) {
            builder.push(source, text);
        }
        end = span.end().max(end);
        let span = source.trimmed(span);
        let block = match event {
            Event::Start(Tag::Table(_)) => {
                Block::Table(table(source, &outline, &range, &mut events))
            }
            Event::Start(Tag::List(_)) => {
                let items = list(source, &outline, &mut events);
                match damaged_heading(source, span) {
                    Some(heading) => Block::Heading(heading),
                    None => Block::List(items, span),
                }
            }
            Event::Start(tag) => {
                skip(&mut events);
                let heading = match tag {
                    Tag::Heading { level, .. } => heading(source, level as usize, span),
                    _ => damaged_heading(source, span),
                };
                match heading {
                    Some(heading) => Block::Heading(heading),
                    None if matches!(tag, Tag::BlockQuote(_)) => Block::Quote(span),
                    None => Block::Text(span),
                }
            }
            _ => Block::Text(span),
        };
        builder.push(source, block);
    }
    if let Some(text) = text_between(source, end, text.len()) {
        builder.push(source, text);
    }
    let markers = outline.conflict_markers.iter();
    Content {
        blocks: builder.blocks,
        conflict_markers: markers
            .map(|marker| source.span(marker.start, marker.end))
            .collect(),
    }
}

/// Returns the text between two blocks that the Markdown parser skips, such as `[name]: target`.
fn text_between(source: &Source, start: usize, end: usize) -> Option<Block<'_>> {
    let span = source.trimmed(source.span(start, end.max(start)));
    (span.start() < span.end()).then_some(Block::Text(span))
}

/// Returns the offset after a byte order mark, which would hide the front matter.
fn start(source: &Source) -> usize {
    let text = source.text();
    text.len() - text.trim_start_matches('\u{feff}').len()
}

/// Returns the span of the front matter and the offset at which the page continues.
pub(crate) fn front_matter(source: &Source) -> Option<(Span, usize)> {
    const MARK: &str = "---";
    let mut lines = source.lines(source.span(start(source), source.text().len()));
    let (_, first) = lines.next().filter(|(line, _)| *line == MARK)?;
    let (_, last) = lines.find(|(line, _)| *line == MARK)?;
    let inner = source.span(first.end(), last.start());
    Some((source.trimmed(inner), last.end()))
}

/// Collects the blocks of a page.
struct BlocksBuilder<'s> {
    blocks: Vec<Block<'s>>,
    /// The index of the last table, while only text has followed it.
    open: Option<usize>,
}

impl<'s> BlocksBuilder<'s> {
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
