//! Applies suggestions that can't be wrong.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _};
use std::path::Path;

use dataverse_schema_codegen::lint_names;
use dataverse_schema_pages::{
    Applicability, Diagnostic, Severity, Source, Suggestion, lint, read_page,
};
use similar::TextDiff;

use crate::output::{print, replace};
use crate::report::sanitize;

/// Fixes pages, and remembers what was done.
pub(super) struct Fixer {
    /// True if files stay as they are.
    pub(super) is_dry_run: bool,
    /// The number of suggestions that were applied.
    pub(super) applied: usize,
    /// The number of pages that were changed.
    pub(super) pages: usize,
}

impl Fixer {
    pub(super) fn new(is_dry_run: bool) -> Self {
        Self {
            is_dry_run,
            applied: 0,
            pages: 0,
        }
    }

    /// Applies suggestions to a page, shows the difference, and writes the file.
    ///
    /// Returns the page as it is then.
    pub(super) fn fix(&mut self, file: &Path, page: Source) -> Result<Source, Diagnostic> {
        let (fixed, applied) = fixed(&page);
        if applied == 0 {
            return Ok(page);
        }
        if !self.is_dry_run {
            replace(file, fixed.text())?;
        }
        print(&difference(&page, &fixed))?;
        self.applied += applied;
        self.pages += 1;
        Ok(fixed)
    }
}

/// The maximum number of suggestions that are applied to a page.
const MAX_APPLIED: usize = 1000;

/// Returns the page with suggestions applied, and their number.
///
/// They are applied one by one, because one may change what another is about. Each has to prove
/// itself: the page is checked again, and the suggestion is dropped if its diagnostic remains, or if
/// there is an error in what it has changed.
fn fixed(page: &Source) -> (Source, usize) {
    let mut page = page.clone();
    let mut diagnostics = diagnose(&page);
    let mut dropped = BTreeSet::new();
    let mut applied = 0;
    while applied < MAX_APPLIED {
        let found = diagnostics.iter().find_map(|diagnostic| {
            let suggestion = sure_suggestion(diagnostic)?;
            let line = diagnostic.location()?.start().0;
            let key = (line, suggestion.replacement().to_owned());
            (!dropped.contains(&key)).then_some((key, diagnostic, suggestion))
        });
        let Some((key, diagnostic, suggestion)) = found else {
            break;
        };
        let candidate = apply(&page, suggestion);
        let remaining = diagnose(&candidate);
        if is_better(diagnostic, suggestion, &diagnostics, &remaining) {
            (page, diagnostics) = (candidate, remaining);
            applied += 1;
        } else {
            dropped.insert(key);
        }
    }
    (page, applied)
}

/// Returns the errors of a page, or else its warnings.
fn diagnose(page: &Source) -> Vec<Diagnostic> {
    match read_page(page) {
        Ok(table) => [lint(&table), lint_names(&table)].concat(),
        Err(errors) => errors,
    }
}

/// Returns how many suggestions of these diagnostics can be applied without asking.
pub(super) fn count_sure(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter_map(sure_suggestion).count()
}

fn sure_suggestion(diagnostic: &Diagnostic) -> Option<&Suggestion> {
    let suggestion = diagnostic.suggestion()?;
    (suggestion.applicability() == Applicability::MachineApplicable).then_some(suggestion)
}

fn apply(page: &Source, suggestion: &Suggestion) -> Source {
    let (text, span) = (page.text(), suggestion.span());
    let (before, after) = (&text[..span.start()], &text[span.end()..]);
    let text = [before, suggestion.replacement(), after].concat();
    Source::new(page.name(), text)
}

/// Returns true if a suggestion has removed its diagnostic, and has caused no error where it has
/// changed the page.
fn is_better(
    diagnostic: &Diagnostic,
    suggestion: &Suggestion,
    before: &[Diagnostic],
    after: &[Diagnostic],
) -> bool {
    let count = |all: &[Diagnostic]| {
        let same = all.iter().filter(|other| other.code() == diagnostic.code());
        same.count()
    };
    let changed = diagnostic.location().map(|location| location.start().0);
    let is_removed = suggestion.replacement().is_empty();
    let is_new_error = |other: &Diagnostic| {
        let line = other.location().map(|location| location.start().0);
        !is_removed && other.severity() == Severity::Error && line == changed
    };
    count(after) < count(before) && !after.iter().any(is_new_error)
}

/// Returns the difference in the form of `diff -u`.
fn difference(old: &Source, new: &Source) -> String {
    let difference = TextDiff::from_lines(old.text(), new.text())
        .unified_diff()
        .header(old.name(), new.name())
        .to_string();
    // Other programs get the text as it is.
    if io::stdout().is_terminal() {
        difference
            .lines()
            .map(|line| sanitize(line) + "\n")
            .collect()
    } else {
        difference
    }
}
