use std::collections::BTreeSet;
use std::mem;
use std::ops::Bound;

use crate::check::checker::Checker;
use crate::check::sought::Sought;
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::Section;
use crate::model::{Column, Fact};
use crate::source::Span;
use crate::suggest::suggestion;

impl Checker<'_, '_> {
    /// Reports that something is absent, unless that only follows from another error.
    ///
    /// The other error may be found later, so that all are reported at the end.
    pub(super) fn absent<T>(
        &mut self,
        sought: Sought,
        code: Code,
        at: &Fact<T>,
        message: impl Into<String>,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let error = Diagnostic::new(code, self.table.page_containing(at.span), at.span, message);
        self.absences.push((sought, at.span, more(error)));
    }

    /// Reports what is absent: each thing once, and only where no other error explains it.
    pub(super) fn report_absences(&mut self) {
        let mut errors = self.errors();
        let mut absent = BTreeSet::new();
        for (sought, span, error) in mem::take(&mut self.absences) {
            let is_known = absent.contains(&sought) || follows(&sought, &absent);
            if !is_known && !self.is_in_doubt(&sought, &errors) {
                absent.insert(sought);
                errors.insert(span);
                self.push(error);
            }
        }
    }

    /// Returns true if errors elsewhere may be the reason why something is absent.
    fn is_in_doubt(&self, sought: &Sought, errors: &BTreeSet<Span>) -> bool {
        match sought {
            Sought::Column(name) => {
                self.are_columns_in_doubt(errors)
                    || !self.is_near_column(name) && self.is_any_page_reported()
            }
            Sought::Options(heading) => {
                self.is_reported_in(*heading, errors) || self.are_columns_in_doubt(errors)
            }
            Sought::Option(heading, _) | Sought::Status(heading, _) | Sought::Type(heading) => {
                self.is_reported_in(*heading, errors)
            }
        }
    }

    /// Returns true if there are errors in the name of a column, or in the list of the columns.
    fn are_columns_in_doubt(&self, errors: &BTreeSet<Span>) -> bool {
        let is_reported = |name: &Fact<String>| errors.iter().any(|e| e.overlaps(name.span));
        let is_name_in_doubt = |column: &Column| {
            is_reported(&column.schema_name)
                || match &column.facts.logical_name {
                    Some(name) => is_reported(name),
                    None => self.is_reported_in(column.schema_name.span, errors),
                }
        };
        let mut columns = self.table.columns.iter();
        let mut sections = self.table.sections.iter();
        columns.any(is_name_in_doubt)
            || sections.any(|section| {
                let has_columns = matches!(
                    section.value,
                    Section::WritableColumns | Section::ReadOnlyColumns
                );
                has_columns && self.is_reported_in(section.span, errors)
            })
    }

    /// Returns true if there are errors between a heading and the next heading of an item.
    pub(super) fn is_reported_in(&self, heading: Span, errors: &BTreeSet<Span>) -> bool {
        let after = (Bound::Excluded(heading), Bound::Unbounded);
        let next = self.headings.range(after).next();
        has_error_between(errors, heading, next.copied())
    }

    fn is_near_column(&self, name: &str) -> bool {
        let columns = self.table.columns.iter();
        let known: Vec<String> = columns.map(Column::logical_name).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        suggestion(name, &known).is_some()
    }
}

/// Returns true for an option that may be the status which a state is known to lack.
fn follows(sought: &Sought, absent: &BTreeSet<Sought>) -> bool {
    let Sought::Option(options, _) = sought else {
        return false;
    };
    let is_status = |absent: &Sought| matches!(absent, Sought::Status(of, _) if of == options);
    absent.iter().any(is_status)
}

/// Returns true if there are errors from a heading to the next one, or to the end.
pub(super) fn has_error_between(
    errors: &BTreeSet<Span>,
    heading: Span,
    next: Option<Span>,
) -> bool {
    let end = next.map_or(Bound::Unbounded, Bound::Excluded);
    let mut errors = errors.range((Bound::Included(heading), end));
    errors.next().is_some()
}
