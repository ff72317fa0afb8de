//! The line breaks within a cell.
//!
//! A page writes them as `<br />`, and HTML allows `<br>`, `<BR/>` and so on. Some pages also break
//! the line itself within the last cell of a row.

use std::borrow::Cow;
use std::ops::Range;

use crate::layout::LINE_BREAK;

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

/// Splits a string at its first `<br />`.
pub(crate) fn split_line(text: &str) -> Option<(&str, &str)> {
    let (start, end) = next_tag(text, 0)?;
    Some((&text[..start], &text[end..]))
}

/// Returns a string without the `<br />` at its end.
pub(crate) fn without_line_break(text: &str) -> &str {
    let last = text.rfind('<').filter(|at| {
        let length = line_break_length(&text[*at..]);
        length.is_some_and(|length| at + length == text.len())
    });
    last.map_or(text, |at| &text[..at])
}

/// Returns the start and the end of the first line break at or after `from`.
///
/// If there is none, both are the end of the text.
fn next_break(markdown: &str, from: usize) -> (usize, usize) {
    let bytes = markdown.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' | b'\r' => return (at, at + 1),
            b'<' => {
                if let Some(length) = line_break_length(&markdown[at..])
                    && !is_escaped(markdown, at)
                {
                    return (at, at + length);
                }
            }
            _ => {}
        }
        at += 1;
    }
    (markdown.len(), markdown.len())
}

/// Returns true if a backslash before it takes the meaning from a character.
fn is_escaped(markdown: &str, at: usize) -> bool {
    let before = markdown[..at].trim_end_matches('\\');
    (at - before.len()) % 2 == 1
}

/// Returns the start and the end of the first `<br />` at or after `from`.
fn next_tag(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some(found) = text[at..].find('<') {
        at += found;
        if let Some(length) = line_break_length(&text[at..])
            && !is_escaped(text, at)
        {
            return Some((at, at + length));
        }
        at += 1;
    }
    None
}

/// Returns the length of the `<br />` that a string begins with, in any form that HTML allows.
pub(crate) fn line_break_length(text: &str) -> Option<usize> {
    let [b'<', b'b' | b'B', b'r' | b'R', rest @ ..] = text.as_bytes() else {
        return None;
    };
    let blanks = |bytes: &[u8]| bytes.iter().take_while(|byte| **byte == b' ').count();
    let mut length = 3 + blanks(rest);
    if text.as_bytes().get(length) == Some(&b'/') {
        length += 1 + blanks(&text.as_bytes()[length + 1..]);
    }
    (text.as_bytes().get(length) == Some(&b'>')).then_some(length + 1)
}
