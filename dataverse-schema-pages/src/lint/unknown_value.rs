use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Fact, Relationship, Table, UnknownWord};

/// Warns about values outside their vocabularies.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    for word in table.facts.unknown_words() {
        warnings.push(unknown_value(table, &word, word.key));
    }
    for column in table.all_columns() {
        for word in column.facts.unknown_words() {
            let warning = unknown_value(table, &word, word.key);
            warnings.push(with_item(table, warning, "column", &column.schema_name));
        }
    }
    for relationship in table.all_relationships() {
        check_relationship(table, relationship, warnings);
    }
}

fn check_relationship(table: &Table, relationship: &Relationship, warnings: &mut Diagnostics) {
    let mut add = |row: &str, words: Vec<UnknownWord>| {
        for word in words {
            let key = if row.is_empty() {
                word.key.to_owned()
            } else {
                format!("{row}.{}", word.key)
            };
            let warning = unknown_value(table, &word, &key);
            warnings.push(with_item(
                table,
                warning,
                "relationship",
                &relationship.schema_name,
            ));
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
}

fn unknown_value(table: &Table, word: &UnknownWord, key: &str) -> Diagnostic {
    let text = word.text.replace('\n', " ");
    let message = format!("unknown value `{text}` of `{key}`");
    Diagnostic::warning(
        Code::UnknownValue,
        table.page_containing(word.span),
        word.span,
        message,
    )
    .suggest_or_list("known values", &text, word.expected)
}

fn with_item(table: &Table, warning: Diagnostic, what: &str, name: &Fact<String>) -> Diagnostic {
    let label = format!("in {what} `{}`", name.value);
    warning.with_related(table.page_containing(name.span), name.span, label)
}
