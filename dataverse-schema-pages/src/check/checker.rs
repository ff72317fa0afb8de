use std::collections::{BTreeMap, BTreeSet};

use crate::check::sought::Sought;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Blank, Column, Extra, Fact, Table};
use crate::source::Span;

/// The table being checked, with what all checks need.
pub(super) struct Checker<'a, 'p> {
    pub(super) table: &'a Table,
    diagnostics: &'p mut Diagnostics,
    /// The spans in which reading has found errors.
    pub(super) reported: &'p BTreeSet<Span>,
    /// The headings of columns whose facts contradict each other.
    pub(super) contradictory: BTreeSet<Span>,
    /// The headings of the columns and the relationships.
    pub(super) headings: BTreeSet<Span>,
    /// The logical names of the lookups.
    pub(super) lookups: BTreeSet<String>,
    /// What is absent, with the span and the error to report.
    pub(super) absences: Vec<(Sought, Span, Diagnostic)>,
}

impl<'a, 'p> Checker<'a, 'p> {
    pub(super) fn new(
        table: &'a Table,
        reported: &'p BTreeSet<Span>,
        diagnostics: &'p mut Diagnostics,
    ) -> Self {
        let is_lookup = |column: &&Column| {
            let r#type = column.facts.r#type.as_ref();
            r#type.is_some_and(|r#type| r#type.value.is_lookup())
        };
        let columns = &table.columns;
        Self {
            table,
            diagnostics,
            reported,
            contradictory: BTreeSet::new(),
            headings: table
                .all_columns()
                .map(|column| &column.schema_name)
                .chain(table.all_relationships().map(|r| &r.schema_name))
                .map(|name| name.span)
                .collect(),
            lookups: columns
                .iter()
                .filter(is_lookup)
                .map(Column::logical_name)
                .collect(),
            absences: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports an error at a fact.
    pub(super) fn error<T>(
        &mut self,
        code: Code,
        at: &Fact<T>,
        message: impl Into<String>,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let error = Diagnostic::new(code, self.table.page_containing(at.span), at.span, message);
        self.push(more(error));
    }

    /// Returns the spans of the errors found so far, by reading and by checking.
    pub(super) fn errors(&self) -> BTreeSet<Span> {
        let mut errors = self.diagnostics.spans();
        errors.extend(self.reported);
        errors
    }

    /// Returns true if an error in the text of a fact is reported.
    pub(super) fn is_text_reported<T>(&self, fact: &Fact<T>) -> bool {
        let errors = self.errors();
        errors.iter().any(|error| error.overlaps(fact.span))
    }

    /// Returns true if errors in any page of the table are reported. What the pages seem to lack may
    /// be there.
    pub(super) fn is_any_page_reported(&self) -> bool {
        let mut pages = self.table.pages.iter();
        pages.any(|page| self.reported.iter().any(|span| page.contains(*span)))
    }

    /// Reports a missing row, or a row without a value. `what` is the kind of the item that needs
    /// it.
    pub(super) fn missing_row(
        &mut self,
        key: &str,
        what: &str,
        name: &Fact<String>,
        blank: &Blank,
        extra: &Extra,
    ) {
        let name_text = &name.value;
        // The row may be there under another key.
        let mut rows = extra.rows.iter().filter(|row| row.part_of.is_none());
        if let Some(row) = rows.find(|row| is_similar(&row.key.value, key)) {
            let message = format!("unknown key `{}`", row.key.value);
            self.error(Code::UnknownKey, &row.key, message, |d| {
                d.help(format!(
                    "did you mean `{key}`, which {what} `{name_text}` lacks?"
                ))
            });
            return;
        }
        match blank.span(key) {
            Some(blank) => {
                let message = format!("row `{key}` of {what} `{name_text}` has no value");
                self.error(Code::MissingRow, &Fact::new((), blank), message, |d| {
                    d.help("write the value")
                });
            }
            None => {
                let message = format!("missing row `{key}` of {what} `{name_text}`");
                self.error(Code::MissingRow, name, message, |d| match key {
                    "MaxLength" => {
                        d.help("add a row `|MaxLength|…|`, which String and Memo columns require")
                    }
                    _ => d.help(INCOMPLETE),
                });
            }
        }
    }

    /// Returns true if a fact is a valid Dataverse name, and reports an error otherwise.
    ///
    /// Names become parts of URLs, so other characters are rejected.
    pub(super) fn check_name(&mut self, what: &str, fact: &Fact<String>) -> bool {
        let is_valid = is_name(&fact.value);
        if !is_valid && !self.is_text_reported(fact) {
            let message = format!("`{}` is not a valid {what}", fact.value);
            self.error(Code::InvalidName, fact, message, |d| {
                d.help("use only ASCII letters, digits, and `_`")
                    .suggest_visible()
            });
        }
        is_valid
    }

    /// Removes all but the first of the items with the same name, and reports the others as
    /// duplicates.
    pub(super) fn check_unique<T>(
        &mut self,
        code: Code,
        what: &str,
        items: &mut Vec<T>,
        name: impl Fn(&T) -> (String, &'a Fact<String>),
    ) {
        let mut seen = BTreeMap::new();
        let mut duplicates = Vec::new();
        items.retain(|item| {
            let (name, fact) = name(item);
            let first = *seen.entry(name).or_insert(fact);
            if !std::ptr::eq(first, fact) {
                duplicates.push((first, fact));
            }
            std::ptr::eq(first, fact)
        });
        for (first, second) in duplicates {
            if self.is_text_reported(second) {
                continue;
            }
            let source = self.table.page_containing(first.span).clone();
            self.error(
                code,
                second,
                format!("duplicate {what} `{}`", second.value),
                |d| d.with_related(&source, first.span, "first defined here"),
            );
        }
    }
}

/// The help text for a missing part that every page has.
pub(super) const INCOMPLETE: &str = "check that the page is complete";

/// Returns true if a text is a valid Dataverse name.
pub(super) fn is_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && matches!(bytes[at], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') {
        at += 1;
    }
    at > 0 && at == bytes.len()
}

/// Returns true if one key contains the other.
fn is_similar(key: &str, other: &str) -> bool {
    let (key, other) = (key.to_lowercase(), other.to_lowercase());
    key.contains(&other) || other.contains(&key)
}
