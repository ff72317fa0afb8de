use crate::diagnostic::Diagnostic;
use crate::model::{Column, Fact, Relationship, Table, UnknownWord};

/// Warns about values outside their closed vocabularies.
pub(super) fn unknown_words(table: &Table) -> impl Iterator<Item = Diagnostic> {
    let of_table = table.facts.unknown_words().into_iter();
    of_table
        .map(|word| warning(table, &word, word.key))
        .chain(
            table
                .all_columns()
                .flat_map(|column| of_column(table, column)),
        )
        .chain(
            table
                .all_relationships()
                .flat_map(|relationship| of_relationship(table, relationship)),
        )
}

fn of_column(table: &Table, column: &Column) -> Vec<Diagnostic> {
    let words = column.facts.unknown_words().into_iter();
    words
        .map(|word| in_entry(table, warning(table, &word, word.key), &column.schema_name))
        .collect()
}

fn of_relationship(table: &Table, relationship: &Relationship) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    let mut add = |key: &str, words: Vec<UnknownWord>| {
        for word in words {
            let name = if key.is_empty() {
                word.key.to_owned()
            } else {
                format!("{key}.{}", word.key)
            };
            let warning = warning(table, &word, &name);
            warnings.push(in_entry(table, warning, &relationship.schema_name));
        }
    };
    add("", relationship.facts.unknown_words());
    if let Some(cascade) = &relationship.cascade_configuration {
        add("CascadeConfiguration", cascade.value.unknown_words());
    }
    for (key, menu) in relationship.menus() {
        if let Some(menu) = menu {
            add(key, menu.value.unknown_words());
        }
    }
    warnings
}

fn warning(table: &Table, word: &UnknownWord, key: &str) -> Diagnostic {
    let UnknownWord {
        text,
        span,
        expected,
        ..
    } = word;
    let text = text.replace('\n', " ");
    let message = format!("unknown value `{text}` of `{key}`");
    Diagnostic::warning(table.page_of(*span), *span, message).known("known values", &text, expected)
}

fn in_entry(table: &Table, warning: Diagnostic, name: &Fact<String>) -> Diagnostic {
    let label = format!("in `{}`", name.value);
    warning.also(table.page_of(name.span), name.span, label)
}
