use std::ops::Range;

use crate::source::{Source, Span, first_line};

/// What the Markdown parser is shown of a page: all that says where blocks begin and end.
///
/// Most of a page is rows of tables. They are taken out behind the line of dashes that makes a table of them, and are read
/// from the page itself. In headings, in lists of links and in lines that are paragraphs by themselves the text is
/// replaced by letters, byte for byte, because nothing in it matters to where they end.
pub(super) struct Outline {
    pub(super) text: String,
    /// What was taken out, in the page's order. The first is what stands before the Markdown.
    cuts: Vec<Cut>,
}

/// Whole lines that were taken out.
#[derive(Clone, Copy)]
pub(super) struct Cut {
    /// Where they would stand in the outline.
    pub(super) at: usize,
    /// Where they stand in the page.
    start: usize,
    end: usize,
}

impl Cut {
    pub(super) fn span(&self, source: &Source) -> Span {
        source.span(self.start, self.end)
    }

    /// The place in the page of a byte of the outline that lies between this cut and the next.
    fn in_page(&self, at: usize) -> usize {
        at - self.at + self.end
    }
}

impl Outline {
    /// The outline of a page whose Markdown begins at `start`.
    pub(super) fn of(page: &str, start: usize) -> Self {
        let mut outline = Vec::with_capacity((page.len() - start) / 2);
        let mut cuts = vec![Cut {
            at: 0,
            start: 0,
            end: start,
        }];
        let mut row = Row::None;
        let mut after_blank = true;
        let mut rest = start;
        while rest < page.len() {
            let line = first_line(&page[rest..]);
            let begin = rest;
            rest += line.len();
            let kept = outline.len();
            row = row.next(line);
            if row == Row::Cut {
                match cuts.last_mut() {
                    Some(cut) if cut.at == kept => cut.end = rest,
                    _ => cuts.push(Cut {
                        at: kept,
                        start: begin,
                        end: rest,
                    }),
                }
                continue;
            }
            outline.extend_from_slice(line.as_bytes());
            if let Some(text) = text_of(line, after_blank, &page[rest..]) {
                outline[kept + text.start..kept + text.end].fill(b'x');
            }
            after_blank = is_blank(line);
        }
        Self {
            text: String::from_utf8(outline).expect("whole texts become ASCII"),
            cuts,
        }
    }

    /// The place in the page of what takes a range of the outline, without the lines that were taken out behind it.
    pub(super) fn place(&self, source: &Source, range: &Range<usize>) -> Span {
        let start = self.before(range.start + 1).in_page(range.start);
        let end = self.before(range.end).in_page(range.end);
        source.span(start, end.max(start))
    }

    /// The same with the lines that were taken out behind it, unless a blank line lies between.
    pub(super) fn block(&self, source: &Source, range: &Range<usize>) -> Span {
        let place = self.place(source, range);
        match self.behind(range) {
            Some(cut) => place.join(cut.span(source)),
            None => place,
        }
    }

    /// The lines that were taken out inside a block, and those behind it.
    pub(super) fn cuts(&self, range: &Range<usize>) -> impl Iterator<Item = Cut> {
        let first = self.cuts.partition_point(|cut| cut.at <= range.start);
        let end = self
            .behind(range)
            .map_or(range.end, |cut| cut.at.max(range.end));
        let cuts = self.cuts[first..].iter().copied();
        cuts.take_while(move |cut| cut.at <= end)
    }

    /// The lines that were taken out directly behind a block.
    fn behind(&self, range: &Range<usize>) -> Option<Cut> {
        let end = range.start + self.text[range.start..range.end].trim_end().len();
        let next = self.cuts.partition_point(|cut| cut.at < end);
        let cut = *self.cuts.get(next)?;
        let between = self.text.get(end..cut.at)?;
        (is_blank(between) && first_line(between) == between).then_some(cut)
    }

    /// The last cut before a place of the outline.
    fn before(&self, at: usize) -> Cut {
        self.cuts[self.cuts.partition_point(|cut| cut.at < at).max(1) - 1]
    }
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// Where a line stands in a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    None,
    /// The first row, or any that isn't below a line of dashes.
    Head,
    Dashes,
    /// A row below the line of dashes.
    Cut,
}

impl Row {
    fn next(self, line: &str) -> Self {
        match self {
            _ if !line.starts_with('|') => Self::None,
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

/// The part of a line that matters to no block, if it is a heading, a link of a list, or a paragraph by itself.
fn text_of(line: &str, after_blank: bool, rest: &str) -> Option<Range<usize>> {
    let end = line.trim_end().len();
    let start = match line.as_bytes() {
        [b'#', ..] => {
            let marks = line.bytes().take_while(|byte| *byte == b'#').count();
            line[marks..].starts_with(' ').then_some(marks + 1)?
        }
        [b'-', b' ', b'[', ..] => 2,
        // A `>` may end what began above.
        [first, ..] if first.is_ascii_alphabetic() => {
            let is_alone = after_blank && matches!(rest.as_bytes(), [] | [b'\n' | b'\r', ..]);
            (is_alone && !line.contains('|') && !line.contains('>')).then_some(0)?
        }
        _ => return None,
    };
    (start < end).then_some(start..end)
}
