//! What is no error, but worth telling: what isn't understood and only kept in the model, targets that only a relationship
//! names, names that meet in generated code, extensions without their base.

mod part;
mod vocabulary;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Column, ColumnType, Extra, Fact, Relationship, Table};
use crate::source::Span;

/// Warnings about the pages of a table, sorted by page and place: what they say that nothing is made of, targets that only a
/// relationship names, names that meet in generated code, an extension without its base.
pub fn lint(table: &Table) -> Vec<Diagnostic> {
    let mut entries: Vec<Entry<'_>> = table.all_columns().map(Entry::of_column).collect();
    entries.extend(table.alternate_keys.iter().map(|key| Entry {
        what: "the key",
        name: &key.schema_name,
        extra: &key.extra,
    }));
    entries.extend(table.all_relationships().map(Entry::of_relationship));

    let of_table = facts(&table.extra).map(|(what, place)| warning(table, &what, place));
    let of_entries = entries.iter().flat_map(|entry| {
        facts(entry.extra).map(|(what, place)| {
            let Fact { value, span } = entry.name;
            let label = format!("it belongs to {} `{value}`", entry.what);
            warning(table, &what, place).also(table.page_of(*span), *span, label)
        })
    });
    let warnings = of_table.chain(of_entries).chain(without_base(table));
    let warnings = warnings
        .chain(unlisted_targets(table))
        .chain(vocabulary::unknown_words(table))
        .chain(part::invalid_parts(table));
    let warnings: Diagnostics = warnings.collect();
    warnings.sorted()
}

/// Tables to which a relationship of a lookup leads, although the lookup's targets lack them.
fn unlisted_targets(table: &Table) -> impl Iterator<Item = Diagnostic> {
    table.many_to_one.iter().filter_map(|relationship| {
        let facts = &relationship.facts;
        let (attribute, to) = (
            facts.referencing_attribute.as_ref()?,
            facts.referenced_entity.as_ref()?,
        );
        let mut columns = table.columns.iter();
        let column = columns.find(|column| column.logical_name() == attribute.value)?;
        let r#type = column.facts.r#type.as_ref()?.value;
        // What leads to an owner is a table of all owners, which has no rows of its own.
        if !r#type.is_lookup() || r#type == ColumnType::Owner || column.targets().contains(&to.value) {
            return None;
        }
        let message = format!(
            "the column `{}` leads to the table `{}` by this relationship, but its `Targets` lack it: it is allowed as well",
            column.schema_name.value, to.value
        );
        let source = table.page_of(to.span);
        let name = &column.schema_name;
        let warning = Diagnostic::warning(source, to.span, message);
        Some(warning.also(table.page_of(name.span), name.span, "the column stands here"))
    })
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

/// What isn't understood: what it is, and where.
fn facts(extra: &Extra) -> impl Iterator<Item = (String, Span)> {
    let rows = extra.rows.iter().map(|row| {
        let key = &row.key;
        let what = match &row.part_of {
            Some(row) => format!("unknown part `{}` of `{row}`", key.value),
            None => format!("unknown key `{}`", key.value),
        };
        (what, key.span)
    });
    let lines = extra.lines.iter();
    let lines = lines.map(|line| ("unknown text".to_owned(), line.span));
    let includes = extra.includes.iter();
    let includes = includes.map(|line| ("a file that isn't read".to_owned(), line.span));
    let sections = extra.sections.iter().map(|section| {
        let title = &section.title;
        (format!("unknown section `{}`", title.value), title.span)
    });
    rows.chain(lines).chain(includes).chain(sections)
}

fn warning(table: &Table, what: &str, place: Span) -> Diagnostic {
    let message = format!("{what}: kept, but nothing is made of it");
    Diagnostic::warning(table.page_of(place), place, message)
}
