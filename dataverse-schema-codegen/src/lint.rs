//! What a page says that isn't understood: it is kept in the model, but nothing is made of it.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Column, Extra, Fact, INCLUDE, Relationship, TEXT, Table};

/// What the pages of a table say that nothing is made of: a warning for each fact, sorted by page and place.
pub fn lint(table: &Table) -> Vec<Diagnostic> {
    let Table {
        columns,
        customized_columns,
        alternate_keys,
        many_to_one,
        one_to_many,
        many_to_many,
        customized_many_to_one,
        customized_one_to_many,
        customized_many_to_many,
        extra,
        ..
    } = table;
    let columns = [columns, customized_columns].into_iter().flatten();
    let relationships = [
        many_to_one,
        one_to_many,
        many_to_many,
        customized_many_to_one,
        customized_one_to_many,
        customized_many_to_many,
    ];
    let mut entries: Vec<Entry<'_>> = columns.map(Entry::of_column).collect();
    entries.extend(alternate_keys.iter().map(|key| Entry {
        what: "the key",
        name: &key.schema_name,
        extra: &key.extra,
    }));
    let relationships = relationships.into_iter().flatten();
    entries.extend(relationships.map(Entry::of_relationship));

    let of_table = facts(extra).map(|(key, fact)| warning(table, key, fact, true));
    let of_entries = entries.iter().flat_map(|entry| {
        facts(entry.extra).map(|(key, fact)| {
            let Fact { value, span } = entry.name;
            let label = format!("it belongs to {} `{value}`", entry.what);
            warning(table, key, fact, false).also(table.page_of(*span), *span, label)
        })
    });
    let warnings = of_table.chain(of_entries).chain(without_base(table));
    let warnings: Diagnostics = warnings.collect();
    warnings.sorted()
}

/// What an extension changes can't be checked by itself.
fn without_base(table: &Table) -> Option<Diagnostic> {
    let title = &table.title;
    let message = format!(
        "the page of the table `{}`, which this one extends, isn't among the pages",
        table.schema_name()
    );
    table.is_extension().then(|| {
        Diagnostic::warning(table.source(), title.span, message)
            .help("check both together to see whether they go together")
    })
}

/// A column, a key or a relationship.
struct Entry<'a> {
    what: &'static str,
    name: &'a Fact<String>,
    extra: &'a Extra,
}

impl<'a> Entry<'a> {
    fn of_column(column: &'a Column) -> Self {
        Self {
            what: "the column",
            name: &column.schema_name,
            extra: &column.extra,
        }
    }

    fn of_relationship(relationship: &'a Relationship) -> Self {
        Self {
            what: "the relationship",
            name: &relationship.schema_name,
            extra: &relationship.extra,
        }
    }
}

fn facts(extra: &Extra) -> impl Iterator<Item = (&str, &Fact<String>)> {
    let keys = extra.0.iter();
    keys.flat_map(|(key, facts)| facts.iter().map(move |fact| (key.as_str(), fact)))
}

fn warning(table: &Table, key: &str, fact: &Fact<String>, may_be_section: bool) -> Diagnostic {
    let source = table.page_of(fact.span);
    let line = source.line(fact.span.start());
    // A section's place begins with its heading; before the value of a row stands the row's key.
    let before = source.slice(source.span(line.start(), fact.span.start().max(line.start())));
    let is_section = may_be_section && before.trim().is_empty();
    let (what, place) = match key {
        TEXT => ("unknown text".to_owned(), fact.span),
        INCLUDE => ("a file that isn't read".to_owned(), fact.span),
        _ if is_section => (format!("unknown section `{key}`"), line),
        _ => {
            let found = key_in(before, key);
            let place = found.map_or(fact.span, |found| line.part(found.start, found.end));
            (format!("unknown key `{key}`"), place)
        }
    };
    let message = format!("{what}: kept, but nothing is made of it");
    Diagnostic::warning(source, place, message)
}

/// The bytes of a key in the part of its row before its value. `None` where the key is put together from parts of the page.
fn key_in(before: &str, key: &str) -> Option<Range<usize>> {
    // `CascadeConfiguration.Archive` is written as `Archive: …` in the row of that name.
    let part = key.rsplit_once('.').map(|(_, part)| part);
    let found = |key: &str| Some((before.rfind(key)?, key.len()));
    let (start, length) = found(key).or_else(|| found(part?))?;
    Some(start..start + length)
}
