//! The text that the Markdown of a cell stands for.

use std::borrow::Cow;

use crate::page::line_break::line_break_length;

/// The characters that a backslash escapes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// The bar, without which a cell would end.
    Bar,
    /// All punctuation, as in Markdown.
    Punctuation,
    /// All punctuation, in text outside of tables. It has its line breaks itself.
    Prose,
}

/// Returns the text of a cell: a newline for each `<br />`, and characters for escapes and HTML
/// entities.
pub(super) fn text(markdown: &str, escapes: Escapes) -> Cow<'_, str> {
    // Most strings have none. Searches for one character are fast even in a build without
    // optimization, as macros have.
    if !(markdown.contains('\\') || markdown.contains('<') || markdown.contains('&')) {
        return Cow::Borrowed(markdown);
    }
    let bytes = markdown.as_bytes();
    let mut text = String::with_capacity(markdown.len());
    let (mut copied, mut at) = (0, 0);
    while at < bytes.len() {
        let meaning = match bytes[at] {
            b'\\' => escaped(&markdown[at..], escapes),
            b'<' if escapes != Escapes::Prose => {
                line_break_length(&markdown[at..]).map(|length| ('\n', length))
            }
            b'&' if escapes == Escapes::Prose => reference(&markdown[at..]),
            b'&' => entity(&markdown[at..]),
            _ => None,
        };
        let Some((character, length)) = meaning else {
            at += 1;
            continue;
        };
        text.push_str(&markdown[copied..at]);
        text.push(character);
        at += length;
        copied = at;
    }
    text.push_str(&markdown[copied..]);
    Cow::Owned(text)
}

/// Returns the character after a backslash, and the length of both.
fn escaped(text: &str, escapes: Escapes) -> Option<(char, usize)> {
    let next = text[1..].chars().next()?;
    let is_escaped = match escapes {
        Escapes::Bar => next == '|',
        Escapes::Punctuation | Escapes::Prose => next.is_ascii_punctuation(),
    };
    is_escaped.then_some((next, 2))
}

/// A line break at the start or the end of a string, where a line break itself has no meaning.
pub(crate) const NEWLINE: &str = "&#10;";

/// Returns the text that a line outside of tables stands for.
pub(crate) fn prose(markdown: &str) -> Cow<'_, str> {
    text(markdown, Escapes::Prose)
}

/// Returns the character of the HTML entity that a line outside of tables begins with, and the
/// entity's length.
pub(crate) fn reference(text: &str) -> Option<(char, usize)> {
    if text.starts_with(NEWLINE) {
        return Some(('\n', NEWLINE.len()));
    }
    entity(text)
}

/// Returns the character of the HTML entity that a string begins with, and the entity's length.
pub(crate) fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = "&#x10FFFF;".len();
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            // Blanks may be where Markdown would ignore them.
            let is_blank = |c: char| c.is_whitespace() && c != '\n' && c != '\r';
            char::from_u32(number.ok()?).filter(|c| !c.is_control() || is_blank(*c))?
        }
    };
    Some((character, end + 1))
}
