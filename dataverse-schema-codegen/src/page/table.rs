use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::page::Cell;
use crate::source::{Source, Span};

/// A table. Its cells lie in one list, row after row, because most of a page is tables.
#[derive(Debug)]
pub(crate) struct Table<'s> {
    cells: Vec<Cell<'s>>,
    /// The head, then the rows.
    bounds: Vec<Bounds>,
}

/// Which cells a row has.
#[derive(Debug)]
struct Bounds {
    end: usize,
    span: Span,
    closed: bool,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'t, 's> {
    pub(crate) cells: &'t [Cell<'s>],
    pub(crate) span: Span,
    /// Whether the last cell is closed by a `|`.
    pub(crate) closed: bool,
}

impl<'s> Table<'s> {
    /// The first row, which names the columns.
    pub(crate) fn header(&self) -> Row<'_, 's> {
        self.row(0)
    }

    /// The rows behind the first.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_, 's>> {
        (1..self.bounds.len()).map(|index| self.row(index))
    }

    fn row(&self, index: usize) -> Row<'_, 's> {
        let start = index.checked_sub(1).map_or(0, |last| self.bounds[last].end);
        let Bounds { end, span, closed } = self.bounds[index];
        Row {
            cells: &self.cells[start..end],
            span,
            closed,
        }
    }

    /// From the first row to the last.
    pub(crate) fn span(&self) -> Span {
        let last = self
            .bounds
            .last()
            .map_or(self.header().span, |last| last.span);
        self.header().span.to(last)
    }

    /// Goes on with a text behind the table, if that is the rest of the last row's last cell, and rows behind it: pages
    /// have cells that are cut by a line's end or a blank line. False if it is a text of its own.
    pub(super) fn resume(&mut self, source: &'s Source, text: Span) -> bool {
        let is_row = |line: &str| line.starts_with('|') && line.len() > 1;
        let mut lines = source.lines_of(text);
        let closing = lines.find(|(line, _)| is_row(line) || line.ends_with('|'));
        let rest: Vec<(&str, Span)> = lines.collect();
        let Some((closing, end)) = closing.filter(|_| self.bounds.len() > 1) else {
            return false;
        };
        if is_row(closing) || !rest.iter().all(|(line, _)| is_row(line)) {
            return false;
        }
        // A `|` by itself closes a row that is open. With another one before it, the text is a row itself.
        let is_closed = self.bounds.last().is_some_and(|row| row.closed);
        let rest_of_cell = source.slice(text.to(end));
        if is_closed && rest_of_cell == "|" || rest_of_cell.matches('|').count() > 1 {
            return false;
        }
        self.resume_row(source, text.to(end));
        for (_, span) in rest {
            self.push(source, span);
        }
        true
    }

    /// Splits a row at each `|` that is neither escaped nor inside a code span.
    fn push(&mut self, source: &'s Source, span: Span) {
        let span = source.trimmed(span);
        let raw = source.slice(span);
        let bytes = raw.as_bytes();
        let last_mark = memchr::memrchr(b'`', bytes).unwrap_or(0);
        let cells = &mut self.cells;
        let first = cells.len();
        let mut start = usize::from(raw.starts_with('|'));
        let mut code = false;
        // A backslash takes its meaning from the byte behind it.
        let mut escaped = usize::MAX;
        for at in memchr::memchr3_iter(b'|', b'`', b'\\', bytes).skip(start) {
            match bytes[at] {
                _ if at == escaped => {}
                b'\\' => escaped = at + 1,
                b'`' if code || at < last_mark => code = !code,
                b'|' if !code => {
                    cells.push(Cell::new(source, span.part(start, at)));
                    start = at + 1;
                }
                _ => {}
            }
        }
        let closed = start == raw.len() && cells.len() > first;
        if !closed {
            cells.push(Cell::new(source, span.part(start, raw.len())));
        }
        self.bounds.push(Bounds {
            end: cells.len(),
            span,
            closed,
        });
    }

    /// Goes on with the last row's last cell, which `rest` closes if it ends with a `|`.
    fn resume_row(&mut self, source: &'s Source, rest: Span) {
        let raw = source.slice(rest).trim_end();
        let text = raw.strip_suffix('|').unwrap_or(raw).trim_end();
        let is_closed = raw.ends_with('|');
        let rest = rest.part(0, text.len());
        let (Some(row), Some(cell)) = (self.bounds.last_mut(), self.cells.last_mut()) else {
            return;
        };
        let whole = cell.span.to(rest);
        if row.closed {
            let gap = source.span(row.span.end(), rest.start());
            let text = format!("{}{}{}", cell.text, source.slice(gap), source.slice(rest));
            cell.text = Cow::Owned(text);
            cell.span = whole;
        } else {
            *cell = Cell::new(source, whole);
        }
        row.span = row.span.to(rest);
        row.closed = is_closed;
    }
}

pub(super) fn table<'s, 'a>(
    source: &'s Source,
    events: &mut impl Iterator<Item = (Event<'a>, Span)>,
) -> Table<'s> {
    let mut table = Table {
        cells: Vec::with_capacity(16),
        bounds: Vec::with_capacity(8),
    };
    for (event, span) in events {
        match event {
            Event::Start(Tag::TableHead) => table.push(source, span),
            Event::Start(Tag::TableRow) => {
                let raw = source.slice(span);
                let is_open =
                    table.bounds.len() > 1 && table.bounds.last().is_some_and(|row| !row.closed);
                let end = raw.trim_end();
                let end = end.strip_suffix('|').unwrap_or(end);
                if is_open && !end.contains('|') {
                    table.resume_row(source, span);
                } else {
                    table.push(source, span);
                }
            }
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    table
}
