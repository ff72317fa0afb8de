//! Characters that can't be seen, or that look like others.

use std::fmt::{self, Display};

/// A character that can't be seen, or that looks like another.
#[derive(Debug)]
pub(crate) struct Unusual<'a> {
    pub(crate) character: char,
    /// The text before it.
    before: &'a str,
}

/// The names of characters that can't be seen.
const INVISIBLE: &[(char, &str)] = &[
    ('\u{a0}', "no-break space"),
    ('\u{ad}', "soft hyphen"),
    ('\u{200b}', "zero width space"),
    ('\u{200c}', "zero width non-joiner"),
    ('\u{200d}', "zero width joiner"),
    ('\u{200e}', "left-to-right mark"),
    ('\u{200f}', "right-to-left mark"),
    ('\u{202a}', "left-to-right embedding"),
    ('\u{202b}', "right-to-left embedding"),
    ('\u{202c}', "pop directional formatting"),
    ('\u{202d}', "left-to-right override"),
    ('\u{202e}', "right-to-left override"),
    ('\u{202f}', "narrow no-break space"),
    ('\u{2007}', "figure space"),
    ('\u{2009}', "thin space"),
    ('\u{2028}', "line separator"),
    ('\u{2029}', "paragraph separator"),
    ('\u{2060}', "word joiner"),
    ('\u{2066}', "left-to-right isolate"),
    ('\u{2067}', "right-to-left isolate"),
    ('\u{2068}', "first strong isolate"),
    ('\u{2069}', "pop directional isolate"),
    ('\u{3000}', "ideographic space"),
    ('\u{feff}', "byte order mark"),
    ('\u{fffd}', "replacement character"),
];

/// Letters and signs that look like those of ASCII, each followed by the one it looks like.
const CYRILLIC: &str = "аaеeоoрpсcхxуyіiјjѕsһhԁdԛqԝwАAВBЕEКKМMНHОOРPСCТTХXЅSІIЈJ";
const GREEK: &str = "οoρpνvΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";
const SIGNS: &str = "−-‐-‑-‒-–-—-¦|｜|‚,，,：:；;‘'’'“\"”\"";

/// Returns a name without characters that can't be seen, and with those of ASCII for those that
/// look like them.
pub(crate) fn without_unusual(name: &str) -> String {
    let visible = name
        .chars()
        .filter(|c| !INVISIBLE.iter().any(|(known, _)| known == c));
    visible.map(|c| look_alike(c).unwrap_or(c)).collect()
}

/// Returns the first character of a string that can't be seen, or that looks like another in its word.
pub(crate) fn unusual(text: &str) -> Option<Unusual<'_>> {
    // Nearly all strings are ASCII.
    if text.is_ascii() && !text.bytes().any(|byte| byte < b' ' && byte != b'\n') {
        return None;
    }
    let found = text.char_indices().find(|(at, character)| {
        let rest = &text[at + character.len_utf8()..];
        is_unusual(&text[..*at], *character, rest)
    });
    found.map(|(at, character)| Unusual {
        character,
        before: &text[..at],
    })
}

/// Returns the first character of a name or a number that can't be in one, if it is likely to be
/// mistaken for another.
pub(crate) fn unusual_in_name(text: &str) -> Option<Unusual<'_>> {
    let found = text.char_indices().find(|(at, character)| {
        let rest = &text[at + character.len_utf8()..];
        is_unusual(&text[..*at], *character, rest) || look_alike(*character).is_some()
    });
    found.map(|(at, character)| Unusual {
        character,
        before: &text[..at],
    })
}

fn is_unusual(before: &str, character: char, after: &str) -> bool {
    let is_plain = |neighbor: Option<char>| neighbor.is_none_or(|c| c.is_ascii());
    match character {
        '\n' | '\r' | '\t' => false,
        // Other alphabets and emojis need them.
        '\u{200c}' | '\u{200d}' => {
            is_plain(before.chars().next_back()) && is_plain(after.chars().next())
        }
        _ if character.is_ascii() => character.is_control(),
        _ if INVISIBLE.iter().any(|(known, _)| *known == character) => true,
        _ if character.is_control() => true,
        _ => letter_like(character).is_some() && is_in_ascii_word(before, after),
    }
}

/// Returns true between ASCII letters: words of other alphabets have none.
fn is_in_ascii_word(before: &str, after: &str) -> bool {
    let last = before.chars().next_back().filter(|c| c.is_alphanumeric());
    let next = after.chars().next().filter(|c| c.is_alphanumeric());
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let is_other = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
    (is_letter(last) || is_letter(next)) && !is_other(last) && !is_other(next)
}

fn letter_like(character: char) -> Option<char> {
    like(CYRILLIC, character).or_else(|| like(GREEK, character))
}

/// Returns the ASCII character that another looks like.
fn look_alike(character: char) -> Option<char> {
    let fullwidth = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0),
        _ => None,
    };
    fullwidth
        .or_else(|| letter_like(character))
        .or_else(|| like(SIGNS, character))
}

fn like(pairs: &str, character: char) -> Option<char> {
    let mut characters = pairs.chars();
    while let (Some(one), Some(other)) = (characters.next(), characters.next()) {
        if one == character {
            return Some(other);
        }
    }
    None
}

/// Formats the character by its name, with the word before it: ``U+200B (zero width space) after
/// `Max` ``.
impl Display for Unusual<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = u32::from(self.character);
        let known = INVISIBLE.iter().find(|(known, _)| *known == self.character);
        match (known, look_alike(self.character)) {
            (Some((_, name)), _) => write!(f, "U+{code:04X} ({name})")?,
            (None, Some(other)) => {
                write!(
                    f,
                    "`{}` (U+{code:04X}), which looks like `{other}`,",
                    self.character
                )?;
            }
            (None, None) => write!(f, "U+{code:04X} (control character)")?,
        }
        const SHOWN: usize = 20;
        let word = self.before.rsplit(['\n', '|']).next().unwrap_or_default();
        let start = word
            .char_indices()
            .rev()
            .nth(SHOWN - 1)
            .map_or(0, |(at, _)| at);
        match &word[start..] {
            "" => write!(f, " at the start"),
            word => write!(f, " after `{word}`"),
        }
    }
}
