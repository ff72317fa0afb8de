//! "Did you mean": the nearest of the words that would be right.

/// The known word that `word` is most likely a slip of.
pub fn did_you_mean<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let length = word.chars().count();
    // One slip in a short word, two in a longer one, three in a long one.
    let tolerated = match length {
        0..4 => 0,
        4..7 => 1,
        7..14 => 2,
        _ => 3,
    };
    // Comparing costs the product of the lengths.
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
