use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::page::cell::Cell;
use crate::page::outline::Outline;
use crate::source::{Source, Span};

/// A table in Markdown.
///
/// Most of a page is tables, so the cells of all rows share one list.
#[derive(Debug)]
pub(crate) struct MarkdownTable<'s> {
    cells: Vec<Cell<'s>>,
    /// The header, then the rows.
    bounds: Vec<Bounds>,
}

/// The bounds of a row in the list of cells.
#[derive(Debug)]
struct Bounds {
    end: usize,
    span: Span,
    closed: bool,
}

/// A row of a table in Markdown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MarkdownRow<'t, 's> {
    pub(crate) cells: &'t [Cell<'s>],
    pub(crate) span: Span,
    /// True if a `|` closes the last cell.
    pub(crate) closed: bool,
}

impl<'s> MarkdownTable<'s> {
    /// Returns the first row, which names the columns.
    pub(crate) fn header(&self) -> MarkdownRow<'_, 's> {
        self.row(0)
    }

    /// Returns the rows after the header.
    pub(crate) fn rows(&self) -> impl Iterator<Item = MarkdownRow<'_, 's>> {
        (1..self.bounds.len()).map(|index| self.row(index))
    }

    fn row(&self, index: usize) -> MarkdownRow<'_, 's> {
        let start = index.checked_sub(1).map_or(0, |last| self.bounds[last].end);
        let Bounds { end, span, closed } = self.bounds[index];
        MarkdownRow {
            cells: &self.cells[start..end],
            span,
            closed,
        }
    }

    /// Returns the span from the first row to the last.
    pub(crate) fn span(&self) -> Span {
        let last = self
            .bounds
            .last()
            .map_or(self.header().span, |last| last.span);
        self.header().span.join(last)
    }

    /// Appends the text after the table, if it is the rest of the last cell, possibly followed by
    /// rows.
    ///
    /// Pages have cells that are split by a line ending or a blank line. Returns false if the text
    /// is separate from the table.
    pub(super) fn resume(&mut self, source: &'s Source, text: Span) -> bool {
        let is_row = |line: &str| line.starts_with('|') && line.len() > 1;
        let mut lines = source.lines(text);
        let closing = lines.find(|(line, _)| is_row(line) || line.ends_with('|'));
        let rest: Vec<(&str, Span)> = lines.collect();
        let Some((closing, end)) = closing.filter(|_| self.bounds.len() > 1) else {
            return false;
        };
        if is_row(closing) || !rest.iter().all(|(line, _)| is_row(line)) {
            return false;
        }
        // A single `|` closes an open row. A string with several is a row of its own.
        let is_closed = self.bounds.last().is_some_and(|row| row.closed);
        let rest_of_cell = source.slice(text.join(end));
        if is_closed && rest_of_cell == "|" || rest_of_cell.matches('|').count() > 1 {
            return false;
        }
        self.resume_row(source, text.join(end));
        for (_, span) in rest {
            self.push(source, span);
        }
        true
    }

    fn push_lines(&mut self, source: &'s Source, lines: impl Iterator<Item = Span>) {
        for line in lines {
            self.push_line(source, line);
        }
    }

    /// Adds a row, or appends the line to a last cell that was split by a line ending.
    fn push_line(&mut self, source: &'s Source, line: Span) {
        let is_open = self.bounds.len() > 1 && self.bounds.last().is_some_and(|row| !row.closed);
        let is_rest = || {
            let text = source.slice(line).trim_end();
            !text.strip_suffix('|').unwrap_or(text).contains('|')
        };
        if is_open && is_rest() {
            self.resume_row(source, line);
        } else {
            self.push(source, line);
        }
    }

    /// Splits a row at each `|` that is neither escaped nor inside a code span.
    fn push(&mut self, source: &'s Source, span: Span) {
        let span = source.trimmed(span);
        let text = source.slice(span);
        let inner = span.subspan(
            usize::from(matches!(text.as_bytes(), [b'|', ..])),
            text.len(),
        );
        let raw = source.slice(inner);
        let cells = &mut self.cells;
        let mut start = 0;
        let (mut code, mut escaped, mut plain) = (false, false, true);
        let mut last_mark = None;
        let bytes = raw.as_bytes();
        let mut at = 0;
        // Without optimization, as macros are built, an iterator takes ten times as long.
        while at < bytes.len() {
            match bytes[at] {
                // A backslash escapes the byte after it.
                _ if escaped => escaped = false,
                b'\\' => (escaped, plain) = (true, false),
                b'<' | b'&' => plain = false,
                b'`' => {
                    let last = *last_mark.get_or_insert_with(|| raw.rfind('`'));
                    code = !code && last > Some(at);
                }
                b'|' if !code => {
                    let cell = if plain { Cell::plain } else { Cell::new };
                    cells.push(cell(source, inner.subspan(start, at)));
                    (start, plain) = (at + 1, true);
                }
                _ => {}
            }
            at += 1;
        }
        let closed = start == raw.len() && start > 0;
        if !closed {
            cells.push(Cell::new(source, inner.subspan(start, raw.len())));
        }
        self.bounds.push(Bounds {
            end: cells.len(),
            span,
            closed,
        });
    }

    /// Appends `rest` to the last cell of the last row. A `|` at the end closes the row.
    fn resume_row(&mut self, source: &'s Source, rest: Span) {
        let raw = source.slice(rest).trim_end();
        let text = raw.strip_suffix('|').unwrap_or(raw).trim_end();
        let is_closed = raw.ends_with('|');
        let rest = rest.subspan(0, text.len());
        let (Some(row), Some(cell)) = (self.bounds.last_mut(), self.cells.last_mut()) else {
            return;
        };
        if row.closed {
            cell.append(source, source.span(row.span.end(), rest.end()));
        } else {
            *cell = Cell::new(source, cell.span.join(rest));
        }
        row.span = row.span.join(rest);
        row.closed = is_closed;
    }
}

/// Reads a table whose start was just read.
pub(super) fn table<'s, 'a>(
    source: &'s Source,
    outline: &Outline,
    range: &Range<usize>,
    events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>,
) -> MarkdownTable<'s> {
    let mut table = MarkdownTable {
        cells: Vec::with_capacity(16),
        bounds: Vec::with_capacity(8),
    };
    let mut cuts = outline.cuts(range).peekable();
    for (event, range) in events {
        match event {
            Event::Start(Tag::TableHead) => table.push(source, outline.span(source, &range)),
            Event::Start(Tag::TableRow) => {
                while let Some(cut) = cuts.next_if(|cut| cut.at <= range.start) {
                    table.push_lines(source, outline.rows(source, cut));
                }
                table.push_line(source, outline.span(source, &range));
            }
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    for cut in cuts {
        table.push_lines(source, outline.rows(source, cut));
    }
    table
}
