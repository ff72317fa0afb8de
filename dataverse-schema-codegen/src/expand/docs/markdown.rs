use std::borrow::Cow;

use crate::choose::Docs;

/// The maximum length of a brief description, in characters.
const MAX_BRIEF: usize = 200;

/// Returns a description, in full or its first sentence, as Markdown that shows it literally.
pub(super) fn prose(text: &str, level: Docs) -> String {
    let line = single_line(text);
    if level == Docs::Full {
        return escape(&line);
    }
    let end = line.find(". ").map_or(line.len(), |end| end + 1);
    let sentence = &line[..end];
    let cut = if sentence.len() <= MAX_BRIEF {
        None
    } else {
        sentence.char_indices().nth(MAX_BRIEF)
    };
    match cut {
        Some((offset, _)) => escape(&sentence[..offset]) + "…",
        None => escape(sentence),
    }
}

/// Returns a description as a sentence.
pub(super) fn sentence(text: &str, level: Docs) -> String {
    let mut sentence = prose(text, level);
    if sentence.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
        sentence.push('.');
    }
    sentence
}

/// Puts single blanks between the words.
fn single_line(text: &str) -> Cow<'_, str> {
    if is_single_line(text) {
        Cow::Borrowed(text.trim())
    } else {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Returns true if a text is printable ASCII without a blank after another. Without optimization, as
/// macros are built, an iterator takes ten times as long.
fn is_single_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut last) = (0, 0);
    while at < bytes.len() {
        let byte = bytes[at];
        if !matches!(byte, b' '..=b'~') || byte == b' ' && last == b' ' {
            return false;
        }
        last = byte;
        at += 1;
    }
    true
}

/// Puts a backslash before each mark with a meaning in Markdown.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    // A number followed by `.` or `)` begins a list.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut kept = 0;
    let mut is_printable = true;
    let bytes = text.as_bytes();
    let mut next = 0;
    while next < bytes.len() {
        let offset = next;
        next += 1;
        let is_mark = match bytes[offset] {
            b'a'..=b'z' | b' ' | b'A'..=b'Z' | b'0'..=b'9' => continue,
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'&' | b'~' | b'$' | b'|' => {
                true
            }
            b'#' | b'+' | b'-' | b'=' if offset == 0 => true,
            b'.' | b')' => offset > 0 && offset == digits,
            // `://` makes a bare URL.
            b':' => offset == 0 || text[offset..].starts_with("://"),
            b' '..=b'~' => false,
            _ => {
                is_printable = false;
                false
            }
        };
        if is_mark {
            escaped.push_str(&text[kept..offset]);
            escaped.push('\\');
            kept = offset;
        }
    }
    escaped.push_str(&text[kept..]);
    if is_printable {
        escaped
    } else {
        escaped.replace(char::is_control, " ")
    }
}
