use std::collections::BTreeSet;

use crate::model::{Column, ColumnFacts, Extra, Fact, Stored};
use crate::model::{Expected, Relationship};
use crate::page::{Block, Cell, Row, Table};
use crate::read::Reader;
use crate::read::section::{Section, tables};
use crate::suggest::did_you_mean;

/// Stores the rows of a table `|Property|Value|`.
pub(super) fn properties(
    reader: &mut Reader<'_>,
    table: &Table,
    known: &[&'static str],
    extra: &mut Extra,
    mut store: impl FnMut(&str, &Cell) -> Stored,
) {
    if !reader.has_header(table, &["Property", "Value"]) {
        return;
    }
    for row in &table.rows {
        let [key, value] = row.cells.as_slice() else {
            reader.broken_row(row, 2);
            continue;
        };
        if !row.closed {
            reader.broken_row(row, 2);
            continue;
        }
        let outcome = store(&key.text, value);
        if stored(reader, outcome, known, key, value) {
            extra.add(&key.text, Fact::new(value.text.clone(), value.span));
        }
    }
}

/// Reports what went wrong with a row. True for a key that is unknown, and no slip of a known one.
pub(super) fn stored(
    reader: &mut Reader<'_>,
    outcome: Stored,
    known: &[&'static str],
    key: &Cell,
    value: &Cell,
) -> bool {
    match outcome {
        Stored::Yes => {}
        Stored::UnknownKey => match did_you_mean(&key.text, known) {
            Some(near) => reader.error(key.span, format!("unknown key `{}`", key.text), |d| {
                d.help(format!("did you mean `{near}`?"))
            }),
            None => return true,
        },
        Stored::Twice(first) => {
            let source = reader.source.clone();
            reader.error(key.span, format!("`{}` stands here twice", key.text), |d| {
                d.also(&source, first, "it stands here first")
            });
        }
        Stored::Wrong(expected) => reader.unexpected(&key.text, value, expected),
    }
    false
}

impl Reader<'_> {
    pub(super) fn broken_row(&mut self, row: &Row, cells: usize) {
        let found = row.cells.len();
        let message = if row.closed || found != cells {
            format!("broken table row: {cells} cells expected, {found} found")
        } else {
            "broken table row: the last cell isn't closed by `|`".to_owned()
        };
        let form = vec!["…"; cells].join("|");
        self.error(row.span, message, |d| {
            d.help(format!("a row of this table has the form `|{form}|` and ends with its line; a `|` inside a cell is written `\\|`"))
        });
    }

    pub(super) fn unexpected(&mut self, key: &str, value: &Cell, expected: Expected) {
        let message = |form: &str| format!("`{key}` is `{}`, but should be {form}", value.text);
        match expected {
            Expected::Form(form) => self.error(value.span, message(form), |d| d),
            Expected::OneOf(what, words) => {
                self.error(value.span, message(&format!("one of {what}")), |d| {
                    d.known("known are", &value.text, words)
                });
            }
        }
    }

    /// A list of links names its entries: one that is missing, on either side, tells of a page that was cut.
    pub(super) fn check_index(&mut self, section: &Section<'_>) {
        for block in &section.blocks {
            if let Block::Table(_) | Block::Heading(_) = block {
                let message = "this stands before the first heading of the section's entries";
                self.error(block.span(), message, |d| {
                    d.help("is a heading `### …` missing, or of another level?")
                });
            }
        }
        let entries: BTreeSet<&str> = section
            .entries
            .iter()
            .map(|entry| entry.title.text.as_str())
            .collect();
        let listed: BTreeSet<&str> = section.index().map(|item| item.text.as_str()).collect();
        for item in section
            .index()
            .filter(|item| !entries.contains(item.text.as_str()))
        {
            let message = format!(
                "`{}` is listed here, but has no section of its own",
                item.text
            );
            self.error(item.span, message, |d| d.help("is the page complete?"));
        }
        for entry in section.entries.iter().filter(|_| !listed.is_empty()) {
            if !listed.contains(entry.title.text.as_str()) {
                let message = format!(
                    "`{}` isn't listed at the head of its section",
                    entry.title.text
                );
                self.error(entry.title.span, message, |d| {
                    d.help("is the heading spelled as in the list?")
                });
            }
        }
    }

    pub(super) fn columns(
        &mut self,
        section: &Section<'_>,
        writable: bool,
        columns: &mut Vec<Column>,
    ) {
        self.check_index(section);
        for entry in &section.entries {
            let mut column = Column {
                schema_name: Fact::new(entry.title.text.clone(), entry.title.span),
                writable,
                facts: ColumnFacts::default(),
                options: None,
                extra: Extra::default(),
            };
            let Column { facts, extra, .. } = &mut column;
            for table in tables(&entry.blocks) {
                properties(self, table, ColumnFacts::KEYS, extra, |key, cell| {
                    facts.store(key, cell)
                });
            }
            self.keep_text(&entry.blocks, &mut column.extra);
            self.choices(entry, &mut column);
            columns.push(column);
        }
    }

    pub(super) fn relationships(
        &mut self,
        section: &Section<'_>,
        relationships: &mut Vec<Relationship>,
    ) {
        self.check_index(section);
        for entry in &section.entries {
            let relationship = self.relationship(entry);
            relationships.push(relationship);
        }
    }
}
