use std::borrow::Cow;

use annotate_snippets::normalize_untrusted_str;

/// Replaces the characters that control a terminal.
pub(crate) fn sanitize(text: &str) -> String {
    normalize_untrusted_str(&text.replace(is_two_byte_control, "·"))
}

/// Normalizes line endings to LF or CR LF, and replaces control characters of two bytes. Keeps the
/// length in bytes.
///
/// The renderer replaces control characters of one byte itself.
pub(super) fn sanitize_lines(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c == '\r' || is_two_byte_control(c)) {
        return Cow::Borrowed(text);
    }
    let mut sanitized = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        sanitized.push(match character {
            '\r' if characters.peek() != Some(&'\n') => '\n',
            c if is_two_byte_control(c) => '·',
            c => c,
        });
    }
    Cow::Owned(sanitized)
}

fn is_two_byte_control(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{9f}')
}
