use std::borrow::Cow;

use crate::layout::{LINE_BREAK, NO_LABEL, part_key};
use crate::page::{entity, line_break_length};

/// The marks around a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Bare,
    Bold,
    Code,
}

/// Returns the text of a cell that is read as this value.
pub(super) fn cell(value: &str, style: Style) -> Cow<'_, str> {
    if value.is_empty() {
        return Cow::Borrowed("");
    }
    // A backslash at the end would escape the mark after it.
    let is_closed = !value.ends_with('\\');
    if value.contains('\n') {
        let lines = bold(value, &escaped(value).replace('\n', LINE_BREAK));
        return Cow::Owned(lines);
    }
    match style {
        Style::Code if is_closed && !value.contains('`') && value != NO_LABEL => {
            Cow::Owned(format!("`{value}`"))
        }
        Style::Bare if is_closed && is_plain(value) => Cow::Borrowed(value),
        _ => Cow::Owned(bold(value, &escaped(value))),
    }
}

/// Puts marks around an escaped value. Marks within it would look like a second pair.
fn bold(value: &str, escaped: &str) -> String {
    let start = if value.starts_with("**") { "\\" } else { "" };
    match escaped.strip_suffix('*') {
        Some(rest) if value.ends_with("**") => format!("**{start}{rest}\\***"),
        _ => format!("**{start}{escaped}**"),
    }
}

/// Returns the text of a cell that other cells of its row follow.
///
/// A single backquote would begin code that ends in one of them.
pub(super) fn inner_cell(value: &str, style: Style) -> Cow<'_, str> {
    match quoted(value) {
        Some(escaped) => Cow::Owned(bold(value, &escaped.replace('\n', LINE_BREAK))),
        None => cell(value, style),
    }
}

/// Escapes a value within marks, in a cell that has other parts. A single backquote would begin code
/// that ends in one of them.
pub(super) fn escaped_part(value: &str) -> String {
    quoted(value).unwrap_or_else(|| escaped(value))
}

/// Escapes the backquotes of a value that has an odd number of them.
fn quoted(value: &str) -> Option<String> {
    let is_odd = !value.matches('`').count().is_multiple_of(2);
    is_odd.then(|| escaped(value).replace('`', "\\`"))
}

/// Returns the text of a value in a cell of several parts that is read as this value.
pub(super) fn part(value: &str, style: Style) -> Cow<'_, str> {
    if value.contains('\n') {
        // A line must look neither like the end of the value nor like the start of another part.
        let lines = value.split('\n').map(|line| {
            let escaped = escaped_part(line).replace('*', "\\*");
            match part_key(line.trim_start()) {
                Some(_) => escaped.replacen(':', "\\:", 1),
                None => escaped,
            }
        });
        let lines: Vec<String> = lines.collect();
        return Cow::Owned(format!("**{}**", lines.join(LINE_BREAK)));
    }
    let has_break = || {
        value
            .match_indices('<')
            .any(|(at, _)| is_html(&value[at..]))
    };
    if value.ends_with('`') || style == Style::Code && has_break() {
        return Cow::Owned(bold(value, &escaped_part(value)));
    }
    inner_cell(value, style)
}

/// Returns true if a value without marks around it is read unchanged.
fn is_plain(value: &str) -> bool {
    value != "null"
        && value.trim() == value
        && !value.contains('|')
        && !value.starts_with(['`', '*'])
        && !value.ends_with("**")
        && !value.ends_with('`')
        // The backslash would take the meaning from the backquote, and be kept.
        && !value.contains("\\`")
        && !value
            .match_indices(['<', '&'])
            .any(|(at, _)| is_html(&value[at..]))
}

/// Returns true if a string begins with a line break or an entity of HTML.
fn is_html(text: &str) -> bool {
    line_break_length(text).is_some() || text.starts_with('&') && entity(text).is_some()
}

/// Puts a backslash before what would end the cell, and before each backslash that would be taken
/// for such a mark.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    let mut characters = value.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let is_mark = match character {
            '|' => true,
            '\\' => characters
                .peek()
                .is_none_or(|(_, next)| next.is_ascii_punctuation() || *next == '\n'),
            '<' | '&' => is_html(&value[at..]),
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
