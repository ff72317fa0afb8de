//! Cells that consist of parts `Key: value`, separated by line breaks.

use crate::layout::part_key;
use crate::page::cell::{Cell, is_unclosed};
use crate::page::line_break::lines;
use crate::source::{Source, Span};

/// A part `Key: value`.
pub(crate) struct CellPart<'s> {
    pub(crate) key: Cell<'s>,
    pub(crate) value: Cell<'s>,
}

/// The parts of a cell.
#[derive(Default)]
pub(crate) struct CellParts<'s> {
    pub(crate) parts: Vec<CellPart<'s>>,
    /// Parts without a key, or with a value that has marks at one end only.
    pub(crate) invalid: Vec<Cell<'s>>,
}

/// A part that may continue on the next line.
struct Open<'s> {
    key: Cell<'s>,
    value: Span,
    /// The line that contains the key.
    line: Span,
    /// The lines after it. Nearly every part has none, and an empty list allocates nothing.
    more: Vec<Span>,
}

/// Splits a cell into its parts.
///
/// A value continues after a line break if it is still empty, or if its marks aren't closed and no
/// key follows.
pub(crate) fn parts(source: &Source, cell: Span) -> CellParts<'_> {
    let mut parts = CellParts::default();
    let mut open: Option<Open<'_>> = None;
    for line in lines(source.slice(cell)) {
        let line = source.trimmed(cell.subspan(line.start, line.end));
        let text = source.slice(line);
        if let Some(key) = part_key(text) {
            parts.close(source, open.take());
            open = Some(Open {
                key: Cell::new(source, line.subspan(0, key.len())),
                value: source.trimmed(line.subspan(key.len() + 1, text.len())),
                line,
                more: Vec::new(),
            });
        } else if let Some(part) = open
            .as_mut()
            .filter(|part| part.is_continued_by(source, text))
        {
            part.append_line(line);
        } else {
            parts.add_invalid(source, line);
        }
    }
    parts.close(source, open);
    parts
}

impl<'s> CellParts<'s> {
    fn close(&mut self, source: &'s Source, open: Option<Open<'s>>) {
        let Some(part) = open else {
            return;
        };
        if is_half_wrapped(source.slice(part.value)) {
            self.add_invalid(source, part.line);
            for line in part.more {
                self.add_invalid(source, line);
            }
        } else {
            let value = Cell::new(source, part.value);
            self.parts.push(CellPart {
                key: part.key,
                value,
            });
        }
    }

    /// Keeps a line without a valid part. A line of marks alone has nothing to keep.
    fn add_invalid(&mut self, source: &'s Source, line: Span) {
        let cell = Cell::new(source, line);
        if !cell.text.trim().is_empty() {
            self.invalid.push(cell);
        }
    }
}

impl Open<'_> {
    /// Returns true if the next line belongs to the value.
    fn is_continued_by(&self, source: &Source, next: &str) -> bool {
        match source.slice(self.value) {
            "" => self.key.text == "TransitionData" || next.starts_with(['`', '*']),
            value => is_unclosed(value),
        }
    }

    fn append_line(&mut self, line: Span) {
        self.value = if self.value.start() == self.value.end() {
            line
        } else {
            self.value.join(line)
        };
        self.more.push(line);
    }
}

/// Returns true if only one end of a value has marks, or if a code span contains another.
fn is_half_wrapped(value: &str) -> bool {
    is_unclosed(value)
        || match value.as_bytes() {
            [b'`', inner @ .., b'`'] => inner.contains(&b'`'),
            [.., b'`'] => true,
            _ => false,
        }
}
