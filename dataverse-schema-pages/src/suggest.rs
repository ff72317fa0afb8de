//! Suggestions for misspelled words.

use std::borrow::Cow;

use crate::character::without_unusual;

/// The maximum number of words in a list.
const LISTED: usize = 40;

/// Returns a help text that suggests the known word nearest to `word`, if one is near.
pub fn suggestion(word: &str, known: &[&str]) -> Option<String> {
    let near = did_you_mean(word, known)?;
    Some(format!("did you mean `{near}`?"))
}

/// Returns a help text that lists the known words. `what` is what they are.
pub fn list(what: &str, known: &[&str]) -> String {
    let listed = &known[..known.len().min(LISTED)];
    let more = if listed.len() < known.len() {
        ", …"
    } else {
        ""
    };
    format!("{what}: {}{more}", listed.join(", "))
}

/// Returns true if two names differ in their case, or in at most two letters, and so in fewer than
/// two different names would.
pub(crate) fn are_near(one: &str, other: &str) -> bool {
    const TOLERATED: usize = 2;
    one.chars().count().abs_diff(other.chars().count()) <= TOLERATED
        && nearest(one, &[other]).is_some()
        && strsim::damerau_levenshtein(&one.to_lowercase(), &other.to_lowercase()) <= TOLERATED
}

/// Returns the known word that `word` is most likely a typo of.
///
/// Returns `None` if no known word is near enough.
pub fn did_you_mean<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    if !word.is_ascii() {
        let plain = without_unusual(word);
        if plain.is_ascii() {
            return did_you_mean(&plain, known);
        }
    }
    nearest(word, known).or_else(|| completed(word, known))
}

/// Returns the only known word that begins or ends with `word`.
fn completed<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    const SHORTEST: usize = 5;
    let lower = word.to_lowercase();
    let is_part = |known: &&&str| {
        let known = known.to_lowercase();
        known.starts_with(&lower) || known.ends_with(&lower)
    };
    let mut longer = known.iter().filter(is_part);
    let only = longer.next().filter(|_| word.len() >= SHORTEST)?;
    longer.next().is_none().then_some(*only)
}

fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let length = word.chars().count();
    // The longer the word, the more typos are tolerated.
    let tolerated = match length {
        0..3 => 0,
        3..7 => 1,
        7..14 => 2,
        _ => 3,
    };
    // A comparison costs the product of the lengths, so words of other lengths are skipped.
    let comparable = known
        .iter()
        .filter(|known| known.chars().count().abs_diff(length) <= tolerated);
    let comparable: Vec<&&str> = comparable.collect();
    if comparable.is_empty() {
        return None;
    }
    let lower = word.to_lowercase();
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, &known.to_lowercase());
    let near = comparable
        .into_iter()
        .map(|known| (distance(known), *known));
    let nearest = near.min_by_key(|(distance, _)| *distance);
    nearest
        .filter(|(distance, _)| *distance <= tolerated)
        .map(|(_, known)| known)
}

/// Returns the only known word that `word` can be a typo of: one letter is missing, added, replaced
/// or swapped with the next, the case differs, or there are characters that can't be seen.
pub fn sure_typo<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = did_you_mean(word, known)?;
    let visible = without_invisible(word).to_lowercase();
    let is_near = |known: &&&str| strsim::damerau_levenshtein(&visible, &known.to_lowercase()) <= 1;
    let mut found = known.iter().filter(is_near);
    let only = *found.next()?;
    (only == near && found.next().is_none()).then_some(near)
}

/// Removes the characters that can't be seen and have no width.
pub fn without_invisible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(is_invisible, ""))
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}
