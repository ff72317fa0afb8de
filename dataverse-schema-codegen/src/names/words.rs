//! The words of a text, and the cases in which names have them. `docs/names.md` has the rules.
//!
//! They are those of the crate `heck`, whose iterators over characters take ten times as long
//! without optimization, as macros are built.

/// What a character means for the bounds of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lower,
    Upper,
    /// A digit, or a letter without case.
    Caseless,
    /// A character that no word contains, or the end of the text.
    Separator,
}

/// Returns the words of a text in snake case.
pub(super) fn snake_case(text: &str) -> String {
    let mut name = String::with_capacity(text.len() + 4);
    for word in words(text) {
        if !name.is_empty() {
            name.push('_');
        }
        add_lower(&mut name, word);
    }
    name
}

/// Returns the words of a text in upper case, with `_` between them.
pub(super) fn shouty_snake_case(text: &str) -> String {
    let words = words(text).into_iter().map(str::to_uppercase);
    words.collect::<Vec<_>>().join("_")
}

/// Returns the words of a text in upper camel case.
pub(super) fn upper_camel_case(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for word in words(text) {
        let (_, first_end) = kind_at(word, 0);
        let (first, rest) = word.split_at(first_end);
        name.push_str(&first.to_uppercase());
        add_lower(&mut name, rest);
    }
    name
}

/// Adds a word in lower case. A sigma has another form at the end.
fn add_lower(name: &mut String, word: &str) {
    if word.is_ascii() {
        name.push_str(&word.to_lowercase());
        return;
    }
    let body = word.strip_suffix('Σ');
    name.extend(body.unwrap_or(word).chars().flat_map(char::to_lowercase));
    if body.is_some() {
        name.push('ς');
    }
}

/// Splits a text into words: before an uppercase letter that follows a lowercase one, and before
/// the last of several uppercase letters if a lowercase one follows.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut at) = (0, 0);
    // The case of the last letter in the word.
    let mut case = Kind::Caseless;
    let (mut kind, mut end) = kind_at(text, at);
    while at < text.len() {
        let (next, next_end) = kind_at(text, end);
        let last_case = case;
        if matches!(kind, Kind::Lower | Kind::Upper) {
            case = kind;
        }
        let word_end = match (kind, next) {
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
            case = Kind::Caseless;
        }
        (at, kind, end) = (end, next, next_end);
    }
    words
}

/// Returns the kind of the character at an offset, and the offset after it.
fn kind_at(text: &str, at: usize) -> (Kind, usize) {
    let kind = match text.as_bytes().get(at) {
        Some(b'a'..=b'z') => Kind::Lower,
        Some(b'A'..=b'Z') => Kind::Upper,
        Some(b'0'..=b'9') => Kind::Caseless,
        None | Some(0..=0x7f) => Kind::Separator,
        Some(_) => {
            return text[at..]
                .chars()
                .next()
                .map_or((Kind::Separator, at), |c| (kind(c), at + c.len_utf8()));
        }
    };
    (kind, at + 1)
}

fn kind(character: char) -> Kind {
    match character {
        c if !c.is_alphanumeric() => Kind::Separator,
        c if c.is_lowercase() => Kind::Lower,
        c if c.is_uppercase() => Kind::Upper,
        _ => Kind::Caseless,
    }
}
