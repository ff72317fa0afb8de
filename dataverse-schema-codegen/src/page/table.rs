use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::page::Cell;
use crate::source::{Source, Span};

#[derive(Debug)]
pub(crate) struct Table<'s> {
    pub(crate) header: Row<'s>,
    pub(crate) rows: Vec<Row<'s>>,
}

#[derive(Debug)]
pub(crate) struct Row<'s> {
    pub(crate) cells: Vec<Cell<'s>>,
    pub(crate) span: Span,
    /// Whether the last cell is closed by a `|`.
    pub(crate) closed: bool,
}

impl<'s> Table<'s> {
    /// From the first row to the last.
    pub(crate) fn span(&self) -> Span {
        let last = self.rows.last().unwrap_or(&self.header);
        self.header.span.to(last.span)
    }

    /// Goes on with a text behind the table, if that is the rest of the last row's last cell, and rows behind it: pages
    /// have cells that are cut by a line's end or a blank line. False if it is a text of its own.
    pub(super) fn resume(&mut self, source: &'s Source, text: Span) -> bool {
        let is_row = |line: &str| line.starts_with('|') && line.len() > 1;
        let mut lines = source.lines_of(text);
        let closing = lines.find(|(line, _)| is_row(line) || line.ends_with('|'));
        let rest: Vec<(&str, Span)> = lines.collect();
        let Some(((closing, end), row)) = closing.zip(self.rows.last_mut()) else {
            return false;
        };
        if is_row(closing) || !rest.iter().all(|(line, _)| is_row(line)) {
            return false;
        }
        row.resume(source, text.to(end));
        let rest = rest.into_iter().map(|(_, span)| Row::new(source, span));
        self.rows.extend(rest);
        true
    }
}

impl<'s> Row<'s> {
    /// Splits a row at each `|` that is neither escaped nor inside a code span.
    fn new(source: &'s Source, span: Span) -> Self {
        let span = source.trimmed(span);
        let raw = source.slice(span);
        let bytes = raw.as_bytes();
        let last_mark = memchr::memrchr(b'`', bytes).unwrap_or(0);
        let mut cells = Vec::with_capacity(3);
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
        let closed = start == raw.len() && !cells.is_empty();
        if !closed {
            cells.push(Cell::new(source, span.part(start, raw.len())));
        }
        Self {
            cells,
            span,
            closed,
        }
    }

    /// Goes on with the rest of the last cell. `rest` ends with the cell's `|`.
    fn resume(&mut self, source: &'s Source, rest: Span) {
        let text = source.slice(rest).trim_end();
        let text = text.strip_suffix('|').unwrap_or(text).trim_end();
        let rest = rest.part(0, text.len());
        let Some(cell) = self.cells.last_mut() else {
            return;
        };
        let whole = cell.span.to(rest);
        if self.closed {
            let gap = source.slice(self.span.part(
                self.span.end() - self.span.start(),
                rest.start() - self.span.start(),
            ));
            let text = format!("{}{gap}{}", cell.text, source.slice(rest));
            cell.text = Cow::Owned(text);
            cell.span = whole;
        } else {
            *cell = Cell::new(source, whole);
        }
        self.span = self.span.to(rest);
        self.closed = true;
    }
}

pub(super) fn table<'s, 'a>(
    source: &'s Source,
    events: &mut impl Iterator<Item = (Event<'a>, Span)>,
) -> Table<'s> {
    // Of the larger tables most are those of columns.
    let mut rows: Vec<Row<'s>> = Vec::with_capacity(16);
    let mut header: Option<Row<'s>> = None;
    for (event, span) in events {
        match event {
            Event::Start(Tag::TableHead) => header = Some(Row::new(source, span)),
            Event::Start(Tag::TableRow) => {
                let raw = source.slice(span);
                match rows.last_mut() {
                    Some(cut)
                        if !cut.closed
                            && !raw.starts_with('|')
                            && raw.trim_end().ends_with('|') =>
                    {
                        cut.resume(source, span);
                    }
                    _ => rows.push(Row::new(source, span)),
                }
            }
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    let header = header.expect("a table begins with its head");
    Table { header, rows }
}
