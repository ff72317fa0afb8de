//! The header `Prefer`: a list of preferences, as RFC 7240 defines it.

use super::annotation::ResponseAnnotation;

/// The preference that asks for annotations.
const ANNOTATIONS: &str = "odata.include-annotations";

/// Adds preferences to those of a header. One with the name of a known one replaces it; of several
/// new ones with the same name the first counts.
pub(super) fn merge(known: &str, new: &str) -> String {
    let mut all: Vec<&str> = split(known).collect();
    let mut added: Vec<&str> = Vec::new();
    for preference in split(new) {
        let is_same = |other: &&str| name(other).eq_ignore_ascii_case(name(preference));
        if added.iter().any(is_same) {
            continue;
        }
        added.push(preference);
        match all.iter().position(is_same) {
            Some(index) => all[index] = preference,
            None => all.push(preference),
        }
    }
    all.join(",")
}

/// Returns the preference for annotations, in addition to those of a header.
pub(super) fn annotations(known: &str, new: &[ResponseAnnotation]) -> String {
    let known = split(known)
        .find(|preference| name(preference).eq_ignore_ascii_case(ANNOTATIONS))
        .map(value)
        .unwrap_or_default();
    let mut names: Vec<&str> = Vec::new();
    let new = new
        .iter()
        .flat_map(|annotation| annotation.names().split(','));
    for name in known.split(',').chain(new).map(str::trim) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return String::new();
    }
    format!("{ANNOTATIONS}=\"{}\"", names.join(","))
}

/// Returns the preferences of a header, each with its parameters.
fn split(header: &str) -> impl Iterator<Item = &str> {
    parts(header, ',').filter(|preference| !preference.is_empty())
}

/// Returns the parts of a string between separators, which a quoted string may contain.
fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let mut is_escaped = false;
    let parts = text.split(move |c| {
        let is_literal = core::mem::take(&mut is_escaped);
        match c {
            '"' if !is_literal => is_quoted = !is_quoted,
            '\\' if is_quoted && !is_literal => is_escaped = true,
            _ => {}
        }
        !is_quoted && c == separator
    });
    parts.map(str::trim)
}

/// Returns the name of a preference, which is case-insensitive.
fn name(preference: &str) -> &str {
    let end = preference.find(['=', ';']).unwrap_or(preference.len());
    preference[..end].trim_end()
}

/// Returns the value of a preference without quotes. It is empty if there is none.
fn value(preference: &str) -> String {
    let assignment = parts(preference, ';').next().unwrap_or_default();
    let value = assignment
        .split_once('=')
        .map_or("", |(_, value)| value.trim());
    let Some(quoted) = value.strip_prefix('"') else {
        return value.to_owned();
    };
    let mut characters = quoted.strip_suffix('"').unwrap_or(quoted).chars();
    let mut text = String::new();
    while let Some(c) = characters.next() {
        text.extend(if c == '\\' {
            characters.next()
        } else {
            Some(c)
        });
    }
    text
}
