use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The diagnostics found so far.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl Diagnostics {
    /// The maximum number of diagnostics that [`Self::texts`] returns.
    const SHOWN: usize = 20;

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Removes the last diagnostic.
    pub(crate) fn pop(&mut self) {
        self.0.pop();
    }

    /// Adds the diagnostics of another collection.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Returns true if there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the number of diagnostics.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the diagnostics in the order in which they were found.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Returns the spans of the diagnostics.
    pub fn spans(&self) -> BTreeSet<Span> {
        self.0
            .iter()
            .filter_map(|diagnostic| Some(diagnostic.location()?.span))
            .collect()
    }

    /// Returns the diagnostics, sorted by page and span.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        self.0
    }

    /// Returns the value, or the diagnostics if there are any.
    ///
    /// # Errors
    /// Returns the diagnostics, sorted by page and span.
    pub fn into_result<T>(self, value: T) -> Result<T, Vec<Diagnostic>> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self.sorted())
        }
    }

    /// Returns the texts to show, each with the name of its page.
    ///
    /// The first diagnostics come in full, followed by the number of the others.
    pub fn texts(self) -> Vec<(Option<String>, String)> {
        let all = self.sorted();
        let mut texts: Vec<_> = all
            .iter()
            .take(Self::SHOWN)
            .map(|diagnostic| {
                let page = diagnostic
                    .location()
                    .map(|location| location.source.name().to_owned());
                (page, diagnostic.to_string())
            })
            .collect();
        let more = all.len().saturating_sub(Self::SHOWN);
        if more > 0 {
            texts.push((
                None,
                format!(
                    "{more} more diagnostic{} not shown",
                    if more == 1 { "" } else { "s" }
                ),
            ));
        }
        texts
    }
}
