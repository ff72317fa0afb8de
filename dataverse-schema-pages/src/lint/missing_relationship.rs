use super::of_solution::is_of_solution;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Column, Table};

/// Warns once about the writable lookups of an extension or an overlay without a relationship.
///
/// On half of the base pages the service leaves out some of the relationships, so that these say
/// nothing about a mistake.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    let lookups: Vec<&Column> = table
        .columns
        .iter()
        .filter(|column| is_of_extension(table, column))
        .filter(|column| is_writable_lookup(column) && !has_relationship(table, column))
        .filter(|column| !is_of_solution(table.page_containing(column.schema_name.span)))
        .collect();
    let Some(first) = lookups.first() else {
        return;
    };
    let span = first.schema_name.span;
    let names: Vec<String> = lookups
        .iter()
        .map(|column| format!("`{}`", column.schema_name.value))
        .collect();
    let message = match names.as_slice() {
        [name] => format!("missing relationship of lookup {name}"),
        names => format!("missing relationships of lookups {}", names.join(", ")),
    };
    warnings.push(
        Diagnostic::warning(
            Code::MissingRelationship,
            table.page_containing(span),
            span,
            message,
        )
        .help("requests can set a lookup only through its navigation property")
        .help("add the relationships in an overlay, or use a current page"),
    );
}

fn is_writable_lookup(column: &Column) -> bool {
    let r#type = column.facts.r#type.as_ref();
    (column.is_creatable() || column.is_updatable())
        && r#type.is_some_and(|fact| fact.value.is_lookup())
        && !column.is_owner()
}

fn is_of_extension(table: &Table, column: &Column) -> bool {
    table.is_extension() || !table.source().contains(column.schema_name.span)
}

fn has_relationship(table: &Table, column: &Column) -> bool {
    let mut relationships = table.many_to_one.iter();
    relationships.any(|relationship| {
        let attribute = relationship.facts.referencing_attribute.as_ref();
        attribute.is_some_and(|fact| column.has_logical_name(&fact.value))
    })
}
