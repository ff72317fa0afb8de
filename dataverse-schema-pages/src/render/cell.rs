use std::borrow::Cow;

use crate::layout::LINE_BREAK;
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
        let lines = escaped(value).replace('\n', LINE_BREAK);
        return Cow::Owned(format!("**{lines}**"));
    }
    match style {
        Style::Code if is_closed && !value.contains('`') => Cow::Owned(format!("`{value}`")),
        Style::Bare if is_closed && is_plain(value) => Cow::Borrowed(value),
        _ => Cow::Owned(format!("**{}**", escaped(value))),
    }
}

/// Returns true if a value without marks around it is read unchanged.
fn is_plain(value: &str) -> bool {
    value != "null"
        && value.trim() == value
        && !value.contains('|')
        && !value.starts_with(['`', '*'])
        && !value
            .match_indices(['<', '&'])
            .any(|(at, _)| is_html(&value[at..]))
}

/// Returns true if a text begins with a line break or an entity of HTML.
fn is_html(text: &str) -> bool {
    line_break_length(text).is_some() || text.starts_with('&') && entity(text).is_some()
}

/// Puts a backslash before what would end the cell, and before each backslash that would be taken
/// for such a mark.
pub(super) fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    let mut characters = value.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let is_mark = match character {
            '|' => true,
            '\\' => characters
                .peek()
                .is_none_or(|(_, next)| next.is_ascii_punctuation()),
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
