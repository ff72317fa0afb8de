use std::collections::{BTreeMap, BTreeSet};

use crate::layout::{ANCHOR, Section};
use crate::model::{
    AlternateKey, Column, ColumnFacts, Expected, Extra, ExtraRow, Fact, KeyFacts, Stored,
    TableFacts,
};
use crate::page::{Block, Cell, Item, Row, Table};
use crate::read::link::changes_from;
use crate::read::reader::Reader;
use crate::read::section::{Entry, Part, tables};
use crate::source::Span;
use crate::suggest::did_you_mean;

/// Stores the rows of a table `|Property|Value|`.
pub(super) fn properties(
    reader: &mut Reader<'_, '_>,
    table: &Table<'_>,
    known: &[&'static str],
    extra: &mut Extra,
    mut store: impl FnMut(&str, &Cell<'_>) -> Stored,
) {
    if !reader.has_header(table, &["Property", "Value"]) {
        return;
    }
    for row in table.rows() {
        let ([key, value], true) = (row.cells, row.closed) else {
            reader.broken_row(row, 2);
            continue;
        };
        let outcome = store(&key.text, value);
        if stored(reader, outcome, known, key, value) {
            let name = key.one_line();
            if let Some(first) = extra.row(&name) {
                let (source, first) = (reader.source, first.key.span);
                reader.error(key.span, format!("duplicate `{name}`"), |d| {
                    d.also(source, first, "first defined here")
                });
                continue;
            }
            extra.rows.push(ExtraRow {
                part_of: None,
                key: Fact::new(name.into_owned(), key.span),
                value: Fact::new(value.one_line().into_owned(), value.span),
            });
        }
    }
}

/// Reports the error in a row, if there is one.
///
/// Returns true if the key is unknown and not a typo of a known key.
pub(super) fn stored(
    reader: &mut Reader<'_, '_>,
    outcome: Stored,
    known: &[&'static str],
    key: &Cell<'_>,
    value: &Cell<'_>,
) -> bool {
    let name = key.one_line();
    match outcome {
        Stored::Yes => {}
        Stored::UnknownKey => match did_you_mean(&name, known) {
            Some(near) => reader.error(key.span, format!("unknown key `{name}`"), |d| {
                d.help(format!("did you mean `{near}`?"))
            }),
            None => return true,
        },
        Stored::Twice(first) => {
            let source = reader.source;
            reader.error(key.span, format!("duplicate `{name}`"), |d| {
                d.also(source, first, "first defined here")
            });
        }
        Stored::Wrong(expected) => reader.unexpected(&name, value, expected),
    }
    false
}

/// Returns true if an item begins like a link to a heading.
fn is_link(item: &Item<'_>) -> bool {
    item.is_index() || item.text.starts_with('[') && item.text.contains("](#")
}

/// Returns true if an anchor belongs to the entry with this name.
///
/// The anchors of a table's relationships with itself have suffixes.
fn is_anchor(anchor: &str, name: &str) -> bool {
    let anchored = anchor.strip_prefix(ANCHOR);
    let suffix = anchored.and_then(|anchored| anchored.strip_prefix(name));
    matches!(
        suffix,
        Some("" | "-many-to-one" | "-one-to-many" | "-many-to-many")
    )
}

impl<'s> Reader<'s, '_> {
    pub(super) fn broken_row(&mut self, row: Row<'_, '_>, cells: usize) {
        let found = row.cells.len();
        let message = if row.closed || found != cells {
            format!("invalid table row: expected {cells} cells, found {found}")
        } else {
            "invalid table row: missing `|` after the last cell".to_owned()
        };
        let form = vec!["…"; cells].join("|");
        self.error(row.span, message, |d| {
            d.help(format!(
                "write the row as `|{form}|` on one line, and a `|` within a cell as `\\|`"
            ))
        });
    }

    pub(super) fn unexpected(&mut self, key: &str, value: &Cell<'_>, expected: Expected) {
        let text = value.one_line();
        match expected {
            Expected::Form(form) => {
                let message = format!("invalid `{key}`: expected {form}, found `{text}`");
                self.error(value.span, message, |d| d);
            }
            Expected::OneOf(words) => {
                let message = format!("unknown value `{text}` of `{key}`");
                self.error(value.span, message, |d| {
                    d.known("known values", &value.text, words)
                });
            }
        }
    }

    /// Returns the entries of a section. Reports duplicates and leaves them out.
    pub(super) fn entries<'e>(&mut self, what: &str, part: &'e Part<'s>) -> Vec<&'e Entry<'s>> {
        self.check_index(part);
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut entries = Vec::with_capacity(part.entries.len());
        for entry in &part.entries {
            let (name, span) = (&*entry.title.text, entry.title.span);
            if let Some(first) = seen.insert(name, span) {
                let source = self.source;
                self.error(span, format!("duplicate {what} `{name}`"), |d| {
                    d.also(source, first, "first defined here")
                });
                continue;
            }
            entries.push(entry);
        }
        entries
    }

    /// Checks that the link list of a section and its entries match.
    ///
    /// A missing link or entry means that the page is truncated.
    fn check_index(&mut self, part: &Part<'s>) {
        for block in &part.blocks {
            if let Block::Table(_) | Block::Heading(_) = block {
                let message = "unexpected content before the first entry of the section";
                self.error(block.span(), message, |d| {
                    d.help("check whether a heading `### …` is missing or has the wrong level")
                });
            }
            if let Block::List(items, _) = block
                && items.iter().any(is_link)
            {
                for item in items {
                    self.check_item(item);
                }
            }
        }
        let entries = part.entries.iter().map(|entry| &*entry.title.text);
        let entries: BTreeSet<&str> = entries.collect();
        let listed: BTreeSet<&str> = part.index().map(|item| item.text).collect();
        for item in part.index().filter(|item| !entries.contains(item.text)) {
            let message = format!("missing entry `{}`, which is listed here", item.text);
            self.error(item.span, message, |d| {
                d.help("check that the page is complete")
            });
        }
        for entry in part.entries.iter().filter(|_| !listed.is_empty()) {
            let name = &*entry.title.text;
            if !listed.contains(name) {
                let message = format!("`{name}` is missing from the list of its section");
                self.error(entry.title.span, message, |d| {
                    d.help("check the spelling of the heading")
                });
            }
        }
        for entry in &part.entries {
            self.check_entry(part, entry);
        }
    }

    /// Checks an item of a section's link list.
    fn check_item(&mut self, item: &Item<'_>) {
        let name = item.text;
        let Some(link) = item.link.as_deref().filter(|_| item.is_index()) else {
            self.error(item.span, "expected a link in this list", |d| {
                d.help(format!(
                    "write items as `- [Name](#{ANCHOR}Name)`, and move other lines out of the list"
                ))
            });
            return;
        };
        if !link
            .strip_prefix('#')
            .is_some_and(|link| is_anchor(link, name))
        {
            self.error(
                item.span,
                format!("mismatched link of `{name}`: `{link}`"),
                |d| d.help(format!("use the anchor `{ANCHOR}{name}`")),
            );
        }
    }

    /// Checks the heading of an entry, and reports misplaced lists.
    fn check_entry(&mut self, part: &Part<'s>, entry: &Entry<'s>) {
        let (heading, name) = (entry.heading, &*entry.title.text);
        let level = part.section.map_or(3, Section::entry_level);
        if heading.level < level {
            let marks = "#".repeat(level);
            self.error(heading.span, format!("wrong level of heading `{name}`"), |d| {
                d.help(format!("begin headings of this section with `{marks}`, and check whether a section heading is missing before it"))
            });
        }
        if let Some(anchor) = heading.anchor.filter(|anchor| !is_anchor(anchor, name)) {
            self.error(
                heading.span,
                format!("mismatched heading `{name}` and anchor `{anchor}`"),
                |d| d.help(format!("use the anchor `{ANCHOR}{name}`")),
            );
        }
        let parts = entry.parts.iter().flat_map(|(_, blocks)| blocks);
        for block in entry.blocks.iter().chain(parts) {
            if let Block::List(items, span) = block
                && items.iter().any(|item| item.is_index())
            {
                self.error(*span, "unexpected list of links to headings", |d| {
                    d.help("check whether a section heading is missing before it")
                });
            }
        }
    }

    /// Returns the property table of an entry. Reports an error if there are several.
    pub(super) fn one_table<'a>(&mut self, blocks: &[&'a Block<'a>]) -> Option<&'a Table<'a>> {
        let mut tables = tables(blocks);
        let first = tables.next()?;
        let is_dashes = |cell: &Cell<'_>| {
            cell.text.contains('-') && cell.text.trim_matches(['-', ':']).is_empty()
        };
        for row in first.rows() {
            if row.cells.iter().all(is_dashes) {
                self.error(row.span, "unexpected line of dashes in a table", |d| {
                    d.help("remove it: only the line below the header has dashes")
                });
            }
        }
        for second in tables {
            let source = self.source;
            self.error(second.header().span, "unexpected second table", |d| {
                d.also(source, first.header().span, "first table")
                    .help("check whether a heading is missing between them")
            });
        }
        Some(first)
    }

    /// Reads `## Properties`.
    pub(super) fn table_properties(
        &mut self,
        part: &Part<'s>,
        facts: &mut TableFacts,
        extra: &mut Extra,
    ) {
        if let Some(table) = self.one_table(&part.blocks) {
            properties(self, table, TableFacts::KEYS, extra, |key, cell| {
                facts.store(key, cell.value(), cell.span)
            });
        }
    }

    pub(super) fn columns(
        &mut self,
        part: &Part<'s>,
        writable: Option<bool>,
        columns: &mut Vec<Column>,
    ) {
        columns.reserve_exact(part.entries.len());
        for entry in self.entries("column", part) {
            let mut column = Column {
                schema_name: Fact::new(entry.title.text.clone().into_owned(), entry.title.span),
                writable,
                changes_from: None,
                added_by: None,
                facts: ColumnFacts::default(),
                options: None,
                extra: Extra::default(),
            };
            let Column { facts, extra, .. } = &mut column;
            if let Some(table) = self.one_table(&entry.blocks) {
                properties(self, table, ColumnFacts::KEYS, extra, |key, cell| {
                    facts.store(key, cell.value(), cell.span)
                });
            }
            let mut lines = self.lines(part.section, &entry.blocks);
            lines.added_by(self, &mut column.added_by);
            for link in lines.take(changes_from) {
                self.store_line("Changes from", &mut column.changes_from, link);
            }
            self.choices(entry, &mut column, &mut lines);
            lines.keep(&mut column.extra);
            columns.push(column);
        }
    }

    /// Reads `## Alternate keys`.
    pub(super) fn keys(&mut self, part: &Part<'s>, keys: &mut Vec<AlternateKey>) {
        for entry in self.entries("alternate key", part) {
            let mut facts = KeyFacts::default();
            let mut extra = Extra::default();
            if let Some(table) = self.one_table(&entry.blocks) {
                properties(self, table, KeyFacts::KEYS, &mut extra, |key, cell| {
                    facts.store(key, cell.value(), cell.span)
                });
            }
            self.lines(part.section, &entry.blocks).keep(&mut extra);
            self.no_parts(entry, "an alternate key");
            keys.push(AlternateKey {
                schema_name: Fact::new(entry.title.text.clone().into_owned(), entry.title.span),
                facts,
                extra,
            });
        }
    }

    /// Reports headings below an entry that can't have any.
    pub(super) fn no_parts(&mut self, entry: &Entry<'_>, what: &str) {
        for (title, _) in &entry.parts {
            let message = format!("unknown subsection `{}` of {what}", title.text);
            self.error(title.span, message, |d| {
                d.help("check the level of the heading")
            });
        }
    }
}
