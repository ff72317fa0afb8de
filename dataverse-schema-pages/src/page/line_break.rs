//! The line breaks within a cell.
//!
//! A page writes them as `<br />`. Some pages also break the line itself within the last cell of a
//! row.

use std::borrow::Cow;
use std::ops::Range;

use crate::layout::LINE_BREAK;

/// The line breaks that separate the parts of a cell.
const SEPARATORS: [&str; 5] = [LINE_BREAK, "<br/>", "<br>", "\n", "\r"];

/// Replaces each `<br />` with a newline.
pub(super) fn to_newlines(text: Cow<'_, str>) -> Cow<'_, str> {
    // Most texts have none, and looking for one byte is faster.
    if text.contains('<') && text.contains(LINE_BREAK) {
        Cow::Owned(text.replace(LINE_BREAK, "\n"))
    } else {
        text
    }
}

/// Replaces each line ending with `<br />`.
pub(super) fn to_one_line(text: &str) -> Cow<'_, str> {
    // Searches for one character are fast even in a build without optimization, as macros have.
    if text.contains('\n') || text.contains('\r') {
        let text = text.replace("\r\n", LINE_BREAK);
        Cow::Owned(text.replace(['\n', '\r'], LINE_BREAK))
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns the byte range of each line in the Markdown of a cell, without the line break.
pub(super) fn lines(markdown: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == markdown.len() {
            return None;
        }
        let (end, next) = next_break(markdown, start);
        let line = start..end;
        start = next;
        Some(line)
    })
}

/// Returns the start and the end of the first line break at or after `from`.
///
/// If there is none, both are the end of the text.
fn next_break(markdown: &str, from: usize) -> (usize, usize) {
    let mut at = from;
    let next = |at: usize| {
        let first_bytes = ['<', '\n', '\r'].into_iter();
        first_bytes
            .filter_map(|first| markdown[at..].find(first))
            .min()
    };
    while let Some(found) = next(at) {
        at += found;
        let mut separators = SEPARATORS.iter();
        if let Some(separator) = separators.find(|s| markdown[at..].starts_with(**s)) {
            return (at, at + separator.len());
        }
        at += 1;
    }
    (markdown.len(), markdown.len())
}
