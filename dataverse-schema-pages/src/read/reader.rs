use std::collections::BTreeMap;
use std::fmt::Display;

use crate::diagnostic::{Applicability, Code, Diagnostic, Diagnostics};
use crate::layout::Section;
use crate::model::{Fact, Table};
use crate::source::{Source, Span};

/// The state of reading one page.
pub(super) struct Reader<'s, 'p> {
    pub(super) source: &'s Source,
    pub(super) diagnostics: &'p mut Diagnostics,
    /// The standard sentences, each with its section.
    pub(super) sentences: BTreeMap<String, Section>,
    /// The logical name of the page's table.
    pub(super) own_table: Option<Fact<String>>,
}

impl<'s, 'p> Reader<'s, 'p> {
    /// Creates a reader that reports to `diagnostics`.
    pub(super) fn new(source: &'s Source, diagnostics: &'p mut Diagnostics) -> Self {
        Self {
            source,
            diagnostics,
            sentences: BTreeMap::new(),
            own_table: None,
        }
    }

    /// Adds the standard sentences of the sections of a table's page.
    pub(super) fn expect_sentences(&mut self, table: &Table) {
        let title = &table.title.value;
        for section in Section::ALL {
            let sentences = section.sentences(title, table.product_name());
            let older = section.older_sentences(title);
            let all = sentences.into_iter().chain(older);
            self.sentences
                .extend(all.map(|sentence| (sentence, *section)));
        }
    }

    /// Reports an error. `more` adds details to it.
    pub(super) fn error(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.diagnostics
            .push(more(Diagnostic::new(code, self.source, span, message)));
    }

    /// Reports a duplicate. `first` is the span of the first definition.
    pub(super) fn duplicate(&mut self, code: Code, what: impl Display, span: Span, first: Span) {
        let source = self.source;
        self.error(code, span, format!("duplicate {what}"), |d| {
            let d = d.with_related(source, first, "first defined here");
            match repeated_row(source, span, first) {
                Some(row) => d
                    .help("remove the row, which is the same as the first one")
                    .with_suggestion(row, "", Applicability::MachineApplicable),
                None => d,
            }
        });
    }

    /// Stores a fact from a line of its own.
    pub(super) fn store_line<T>(&mut self, what: &str, slot: &mut Option<Fact<T>>, fact: Fact<T>) {
        match slot {
            None => *slot = Some(fact),
            Some(first) => {
                let first = first.span;
                self.duplicate(
                    Code::DuplicateRow,
                    format_args!("`{what}`"),
                    fact.span,
                    first,
                );
            }
        }
    }
}

/// Returns the line of a row if it has the same text as that of the first row.
fn repeated_row(source: &Source, row: Span, first: Span) -> Option<Span> {
    let (row, first) = (source.line(row.start()), source.line(first.start()));
    let [text, first_text] = [row, first].map(|line| source.slice(line).trim());
    let is_row = text.len() > 1 && text.starts_with('|') && text.ends_with('|');
    (is_row && row != first && text == first_text).then(|| source.whole_line(row.start()))
}
