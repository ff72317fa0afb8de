use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::layout::Section;
use crate::model::Fact;
use crate::source::{Source, Span};

/// The state of reading one page.
pub(super) struct Reader<'s, 'p> {
    pub(super) source: &'s Source,
    pub(super) problems: &'p mut Diagnostics,
    /// The standard sentences, each with its section.
    pub(super) sentences: BTreeMap<String, Section>,
    /// The logical name of the page's table.
    pub(super) own_table: Option<Fact<String>>,
}

impl<'s, 'p> Reader<'s, 'p> {
    /// Creates a reader that reports to `problems`.
    pub(super) fn new(source: &'s Source, problems: &'p mut Diagnostics) -> Self {
        Self {
            source,
            problems,
            sentences: BTreeMap::new(),
            own_table: None,
        }
    }

    /// Reports an error. `more` adds details to it.
    pub(super) fn error(
        &mut self,
        span: Span,
        message: impl Into<String>,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.problems
            .push(more(Diagnostic::new(self.source, span, message)));
    }
}
