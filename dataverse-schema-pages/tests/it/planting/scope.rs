//! Faults in a part of a base page: a row, a piece of a line, or whole lines.

use std::ops::Range;

use dataverse_schema_pages::Severity;

use super::fault::{Edit, Kind, RowFault};
use super::page::CleanPage;

/// A part of a page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scope {
    Page,
    Section(&'static str),
    Column(&'static str),
    /// The option table of the first column of a type.
    Options(&'static str),
    ManyToOne,
    OneToMany,
    ManyToMany,
}

impl Scope {
    /// Returns the lines of the part.
    pub(super) fn lines(self, page: &CleanPage) -> Option<Range<usize>> {
        match self {
            Self::Page => Some(0..page.lines.len()),
            Self::Section(heading) => page.section(heading),
            Self::Column(r#type) => page.column(r#type),
            Self::Options(r#type) => {
                let rows = page.options(page.column(r#type)?);
                Some(*rows.first()?..*rows.last()? + 1)
            }
            Self::ManyToOne => page.relationship("Many-to-One"),
            Self::OneToMany => page.relationship("One-to-Many"),
            Self::ManyToMany => page.relationship("Many-to-Many"),
        }
    }
}

/// A piece of a line, and what replaces it.
pub(super) type Piece = (Scope, &'static str, &'static str, Severity);

pub(super) fn piece_kinds(group: &'static str, pieces: &'static [Piece]) -> Vec<Kind> {
    let kind = |(scope, from, to, severity): &'static Piece| Kind {
        group,
        name: format!("{scope:?}: {from:?} becomes {to:?}"),
        severity: *severity,
        plant: Box::new(move |page| {
            let mut lines = scope.lines(page)?;
            let at = lines.find(|at| page.lines[*at].contains(from))?;
            let line = page.lines[at].replacen(from, to, 1);
            let edit = Edit::new(page);
            let edit = match line.split_once('\n') {
                // A table without its header or its line of dashes is reported at the other one.
                None if line.is_empty() => edit.set(at, line).and(at - 1).and(at + 1),
                None => edit.set(at, line),
                Some((first, rest)) => edit.set(at, first).insert(at + 1, rest),
            };
            Some(edit.planted(page))
        }),
    };
    pieces.iter().map(kind).collect()
}

pub(super) type Row = (Scope, RowFault, Severity);

pub(super) fn row_kinds(group: &'static str, rows: &'static [Row]) -> Vec<Kind> {
    let kind = |(scope, fault, severity): &'static Row| Kind {
        group,
        name: format!("{scope:?}: {}", fault.name()),
        severity: *severity,
        plant: Box::new(move |page| Some(fault.plant(page, scope.lines(page)?)?.planted(page))),
    };
    rows.iter().map(kind).collect()
}

/// A change to a page by a function.
pub(super) type Change = (&'static str, Severity, fn(&CleanPage) -> Option<Edit>);

pub(super) fn change_kinds(group: &'static str, changes: &'static [Change]) -> Vec<Kind> {
    let kind = |(name, severity, change): &'static Change| Kind {
        group,
        name: (*name).to_owned(),
        severity: *severity,
        plant: Box::new(move |page| Some(change(page)?.planted(page))),
    };
    changes.iter().map(kind).collect()
}
