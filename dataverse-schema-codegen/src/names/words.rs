//! The cases in which names have the words of a text, by the rules of the crate `heck`, which are
//! those of `docs/names.md`.
//!
//! Nearly all texts are ASCII. They are split here: without optimization, as macros are built, the
//! iterators of `heck` take four times as long.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

/// What a character means for the bounds of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lower,
    Upper,
    Digit,
    /// A character that no word contains, or the end of the text.
    Separator,
}

/// Returns the words of a text in snake case.
pub(super) fn snake_case(text: &str) -> String {
    if !text.is_ascii() {
        return text.to_snake_case();
    }
    let mut name = String::with_capacity(text.len() + 4);
    for word in words(text) {
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(&word.to_ascii_lowercase());
    }
    name
}

/// Returns the words of a text in upper camel case.
pub(super) fn upper_camel_case(text: &str) -> String {
    if !text.is_ascii() {
        return text.to_upper_camel_case();
    }
    let mut name = String::with_capacity(text.len());
    for word in words(text) {
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(&rest.to_ascii_lowercase());
    }
    name
}

/// Splits an ASCII text into words: before an uppercase letter that follows a lowercase one, and
/// before the last of several uppercase letters if a lowercase one follows.
fn words(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    // The case of the last letter in the word.
    let mut case = Kind::Digit;
    let mut next = kind(bytes.first());
    let mut at = 0;
    while at < bytes.len() {
        let end = at + 1;
        let (current, last_case) = (next, case);
        next = kind(bytes.get(end));
        if matches!(current, Kind::Lower | Kind::Upper) {
            case = current;
        }
        let word_end = match (current, next) {
            (Kind::Separator, _) => {
                start = end;
                None
            }
            (_, Kind::Separator) => Some(end),
            (_, Kind::Upper) if case == Kind::Lower => Some(end),
            (Kind::Upper, Kind::Lower) if last_case == Kind::Upper => Some(at),
            _ => None,
        };
        if let Some(word_end) = word_end {
            words.push(&text[start..word_end]);
            start = word_end;
            case = Kind::Digit;
        }
        at = end;
    }
    words
}

fn kind(byte: Option<&u8>) -> Kind {
    match byte {
        Some(b'a'..=b'z') => Kind::Lower,
        Some(b'A'..=b'Z') => Kind::Upper,
        Some(b'0'..=b'9') => Kind::Digit,
        _ => Kind::Separator,
    }
}
