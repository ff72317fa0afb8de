//! Patterns of names: `*`, `?` and `[…]`.

/// Returns true if a string is a pattern rather than a name.
pub(crate) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

/// Returns the message for a pattern that can't be parsed.
pub(crate) fn invalid_pattern(pattern: &str, error: &glob::PatternError) -> String {
    format!("invalid pattern `{pattern}`: {error}")
}
