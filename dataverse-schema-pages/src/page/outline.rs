use std::ops::Range;

use crate::source::{Source, Span, first_line, text_end};

/// The part of a page that the Markdown parser sees: whatever determines where blocks begin and
/// end.
///
/// Most of a page is table rows. The rows below a table's line of dashes are cut, and are read from
/// the page itself. The text of headings, link lists, and single-line paragraphs is replaced by
/// letters, byte for byte. It doesn't affect where those blocks end.
pub(super) struct Outline {
    pub(super) text: String,
    /// The cuts, in page order. The first is the content before the Markdown.
    cuts: Vec<Cut>,
    /// The lines of all cuts.
    rows: Vec<Range<usize>>,
    /// The lines that a merge of two versions of the page has left.
    pub(super) conflict_markers: Vec<Range<usize>>,
}

/// A run of whole lines that were removed from the outline.
#[derive(Clone, Copy)]
pub(super) struct Cut {
    /// The offset of the cut in the outline.
    pub(super) at: usize,
    /// The offsets of the lines in the page.
    start: usize,
    end: usize,
    /// The indexes of its lines among those of all cuts.
    first_row: usize,
    end_row: usize,
}

impl Cut {
    fn span(&self, source: &Source) -> Span {
        source.span(self.start, self.end)
    }

    /// Returns the page offset of an outline offset between this cut and the next.
    fn page_offset(&self, at: usize) -> usize {
        at - self.at + self.end
    }
}

impl Outline {
    /// Creates the outline of a page whose Markdown begins at `start`.
    pub(super) fn new(page: &str, start: usize) -> Self {
        let mut outline = Vec::with_capacity((page.len() - start) / 2);
        let mut cuts = vec![Cut {
            at: 0,
            start: 0,
            end: start,
            first_row: 0,
            end_row: 0,
        }];
        let mut rows = Vec::with_capacity(page.len() / 64);
        let mut conflict_markers = Vec::new();
        let mut role = LineRole::None;
        let mut after_blank = true;
        let mut rest = start;
        while rest < page.len() {
            let line = first_line(&page[rest..]);
            let begin = rest;
            rest += line.len();
            if is_conflict_marker(line) {
                conflict_markers.push(begin..begin + line.trim_end().len());
            }
            let kept = outline.len();
            role = role.next(line);
            if role == LineRole::Cut {
                rows.push(begin..rest);
                match cuts.last_mut() {
                    Some(cut) if cut.at == kept => {
                        cut.end = rest;
                        cut.end_row = rows.len();
                    }
                    _ => cuts.push(Cut {
                        at: kept,
                        start: begin,
                        end: rest,
                        first_row: rows.len() - 1,
                        end_row: rows.len(),
                    }),
                }
                continue;
            }
            outline.extend_from_slice(line.as_bytes());
            if let Some(text) = masked_text(line, after_blank, &page[rest..]) {
                outline[kept + text.start..kept + text.end].fill(b'x');
            }
            after_blank = is_blank(line);
        }
        Self {
            text: String::from_utf8(outline).expect("whole strings become ASCII"),
            cuts,
            rows,
            conflict_markers,
        }
    }

    /// Returns the span in the page of an outline range, without any lines cut after it.
    pub(super) fn span(&self, source: &Source, range: &Range<usize>) -> Span {
        let start = self
            .last_cut_before(range.start + 1)
            .page_offset(range.start);
        let end = self.last_cut_before(range.end).page_offset(range.end);
        source.span(start, end.max(start))
    }

    /// Returns the span in the page of a block, including any lines cut directly after it.
    ///
    /// Lines cut after a blank line are not included.
    pub(super) fn block_span(&self, source: &Source, range: &Range<usize>) -> Span {
        let span = self.span(source, range);
        match self.cut_after(range) {
            Some(cut) => span.join(cut.span(source)),
            None => span,
        }
    }

    /// Returns the cuts inside a block and directly after it.
    pub(super) fn cuts(&self, range: &Range<usize>) -> impl Iterator<Item = Cut> {
        let first = self.cuts.partition_point(|cut| cut.at <= range.start);
        let end = self
            .cut_after(range)
            .map_or(range.end, |cut| cut.at.max(range.end));
        let cuts = self.cuts[first..].iter().copied();
        cuts.take_while(move |cut| cut.at <= end)
    }

    /// Returns the lines of a cut.
    pub(super) fn rows(&self, source: &Source, cut: Cut) -> impl Iterator<Item = Span> {
        let rows = self.rows[cut.first_row..cut.end_row].iter();
        rows.map(|row| source.span(row.start, row.end))
    }

    /// Returns the cut directly after a block.
    fn cut_after(&self, range: &Range<usize>) -> Option<Cut> {
        let end = range.start + self.text[range.start..range.end].trim_end().len();
        let next = self.cuts.partition_point(|cut| cut.at < end);
        let cut = *self.cuts.get(next)?;
        let between = self.text.get(end..cut.at)?;
        (is_blank(between) && first_line(between) == between).then_some(cut)
    }

    /// Returns the last cut before an outline offset.
    fn last_cut_before(&self, at: usize) -> Cut {
        self.cuts[self.cuts.partition_point(|cut| cut.at < at).max(1) - 1]
    }
}

/// Returns true for the lines that Git puts around two versions of a string.
fn is_conflict_marker(line: &str) -> bool {
    let [first, second, ..] = line.as_bytes() else {
        return false;
    };
    // Few lines begin like that.
    if first != second || !matches!(first, b'<' | b'=' | b'>' | b'|') {
        return false;
    }
    match line.trim_end() {
        "=======" => true,
        line => ["<<<<<<< ", ">>>>>>> ", "||||||| "]
            .iter()
            .any(|marker| line.starts_with(marker) || line == marker.trim_end()),
    }
}

fn is_blank(line: &str) -> bool {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at].is_ascii_whitespace() {
        at += 1;
    }
    at == bytes.len()
}

/// The role of a line in a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineRole {
    None,
    /// The first row, or any other row that isn't below a line of dashes.
    Head,
    Dashes,
    /// A row below the line of dashes.
    Cut,
}

impl LineRole {
    fn next(self, line: &str) -> Self {
        match self {
            _ if !matches!(line.as_bytes(), [b'|', ..]) => Self::None,
            Self::None => Self::Head,
            Self::Head if is_dashes(line) => Self::Dashes,
            Self::Head => Self::Head,
            Self::Dashes | Self::Cut => Self::Cut,
        }
    }
}

fn is_dashes(line: &str) -> bool {
    let mut bytes = line.trim_end().bytes();
    line.contains('-') && bytes.all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// Returns the range of a line's text that doesn't affect block structure.
///
/// Only headings, link list items, and single-line paragraphs have one.
fn masked_text(line: &str, after_blank: bool, rest: &str) -> Option<Range<usize>> {
    let end = text_end(line);
    let start = match line.as_bytes() {
        [b'#', ..] => {
            let marks = line.bytes().take_while(|byte| *byte == b'#').count();
            line[marks..].starts_with(' ').then_some(marks + 1)?
        }
        [b'-', b' ', b'[', ..] => 2,
        // A `>` may close HTML that was opened above.
        [first, ..] if first.is_ascii_alphabetic() => {
            let is_alone = after_blank && matches!(rest.as_bytes(), [] | [b'\n' | b'\r', ..]);
            (is_alone && !line.contains('|') && !line.contains('>')).then_some(0)?
        }
        _ => return None,
    };
    (start < end).then_some(start..end)
}
