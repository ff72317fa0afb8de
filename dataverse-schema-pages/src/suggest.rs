//! Suggestions for misspelled words.

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

/// Returns the known word that `word` is most likely a typo of.
///
/// Returns `None` if no known word is near enough.
pub fn did_you_mean<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let length = word.chars().count();
    // The longer the word, the more typos are tolerated.
    let tolerated = match length {
        0..4 => 0,
        4..7 => 1,
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
