//! Suggestions, as `check --fix` and editors apply them.

use std::collections::BTreeSet;

use dataverse_schema_pages::{Diagnostic, Severity, Source};

use super::fault::Planted;
use super::{check, lines, shown_briefly};

/// Applies each suggestion, and returns what still is, or has become, an error in its line.
pub(super) fn check_applied(
    planted: &Planted,
    diagnostics: &[Diagnostic],
    known: &BTreeSet<String>,
) -> Vec<String> {
    let suggested = diagnostics
        .iter()
        .filter_map(|diagnostic| Some((applied(planted, diagnostic)?, diagnostic)));
    let left = suggested.filter_map(|(pages, diagnostic)| {
        let errors = check(&pages).into_iter().filter(|error| {
            error.severity() == Severity::Error
                && !known.contains(error.message())
                && line_of(error) == line_of(diagnostic)
                // If a line is removed, the errors in those below it move up.
                && !diagnostics.iter().any(|other| {
                    other.message() == error.message() && line_of(other) != line_of(error)
                })
        });
        let errors: Vec<String> = errors.map(|error| shown_briefly(&error)).collect();
        let message = || format!("{} leaves {}", shown_briefly(diagnostic), errors.join("; "));
        (!errors.is_empty()).then(message)
    });
    left.collect()
}

fn line_of(diagnostic: &Diagnostic) -> Option<(&str, usize)> {
    let (page, lines) = lines(diagnostic)?;
    Some((page, *lines.start()))
}

/// Returns the pages with the replacement that a diagnostic suggests.
fn applied(planted: &Planted, diagnostic: &Diagnostic) -> Option<Vec<Source>> {
    let suggestion = diagnostic.suggestion()?;
    let name = diagnostic.location()?.source.name();
    let span = suggestion.span();
    let pages = planted.pages.iter().map(|page| {
        if page.name() != name {
            return page.clone();
        }
        let (before, after) = (&page.text()[..span.start()], &page.text()[span.end()..]);
        let text = format!("{before}{}{after}", suggestion.replacement());
        Source::new(name, text)
    });
    Some(pages.collect())
}
