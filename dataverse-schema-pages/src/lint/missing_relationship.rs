use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Column, Table};

/// Warns once about the writable lookups of a table whose navigation properties the page lacks.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    let lookups: Vec<&Column> = table
        .columns
        .iter()
        .filter(|column| is_writable_lookup(column) && !has_navigation_property(table, column))
        .collect();
    // A relationship over a column that doesn't exist is the cause, and a warning of its own.
    if names_unknown_column(table) {
        return;
    }
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

fn has_navigation_property(table: &Table, column: &Column) -> bool {
    let name = column.logical_name();
    table.many_to_one.iter().any(|relationship| {
        let facts = &relationship.facts;
        let property = facts.referencing_entity_navigation_property_name.as_ref();
        let attribute = facts.referencing_attribute.as_ref();
        attribute.is_some_and(|fact| fact.value == name)
            && property.is_some_and(|fact| !fact.value.is_empty())
    })
}

fn names_unknown_column(table: &Table) -> bool {
    table.many_to_one.iter().any(|relationship| {
        let attribute = relationship.facts.referencing_attribute.as_ref();
        attribute.is_some_and(|fact| {
            let mut columns = table.columns.iter();
            !columns.any(|column| column.logical_name() == fact.value)
        })
    })
}
