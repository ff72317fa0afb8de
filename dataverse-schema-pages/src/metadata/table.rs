use super::definition::Definition;
use super::maker::Maker;
use super::node::Node;
use super::{column, label, relationship};
use crate::diagnostic::Diagnostic;
use crate::model::{AlternateKey, Column, Extra, KeyFacts, Relationship, Table, TableFacts};

/// Converts the definition of a table, with its parts.
pub(super) fn table(
    definition: &Definition<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Table, Diagnostic> {
    let node = &definition.node;
    let maker = Maker::new(definition.source);
    let title = title(node)?;
    let mut facts = TableFacts::default();
    maker.store_members(node, TableFacts::KEYS, |key, text, span| {
        facts.store(key, text, span)
    })?;
    for key in ["LogicalName", "EntitySetName", "PrimaryIdAttribute"] {
        node.need(key)?;
    }
    let mut columns =
        definition.attributes(|attribute| column::column(&maker, attribute), diagnostics);
    // As in pages, the writable columns come first.
    columns.sort_by_key(|column| (!column.is_writable(), sort_key(column)));
    let description = match node.get("Description") {
        Some(text) => Some(maker.fact(description(&text.lines()?))),
        None => None,
    };
    let mut table = Table {
        facts,
        description,
        columns,
        alternate_keys: definition.keys(|key| alternate_key(&maker, key), diagnostics),
        localized_labels: label::labels(&maker, definition, diagnostics),
        ..Table::new(definition.source, maker.fact(title))
    };
    let name = definition.logical_name.as_str();
    definition.relationships(
        |side, found| relationship::add(&maker, name, side, found, &mut table),
        diagnostics,
    );
    for list in [
        &mut table.many_to_one,
        &mut table.one_to_many,
        &mut table.many_to_many,
    ] {
        list.sort_by_key(|relationship: &Relationship| {
            relationship.schema_name.value.to_lowercase()
        });
    }
    Ok(table)
}

fn sort_key(column: &Column) -> String {
    column.schema_name.value.to_lowercase()
}

/// Returns the name in the title of a page: `Plugin Package (PluginPackage)`.
fn title(node: &Node<'_>) -> Result<String, Diagnostic> {
    let schema_name = node.need("SchemaName")?.text()?;
    let display_name = match node.get("DisplayName") {
        Some(name) => name.label()?,
        None => String::new(),
    };
    Ok(if display_name.is_empty() {
        schema_name
    } else {
        format!("{display_name} ({schema_name})")
    })
}

/// Returns the text below the title. Its lines are joined where one of them would be taken for
/// something else there.
fn description(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    let is_text = |line: &&str| {
        let first = line.chars().next();
        first.is_none_or(|first| first.is_alphanumeric() && !first.is_ascii_digit())
    };
    let separator = if lines.iter().all(is_text) { "\n" } else { " " };
    lines.join(separator)
}

fn alternate_key(maker: &Maker, node: &Node<'_>) -> Result<AlternateKey, Diagnostic> {
    let mut facts = KeyFacts::default();
    maker.store_members(node, KeyFacts::KEYS, |key, text, span| {
        facts.store(key, text, span)
    })?;
    node.need("KeyAttributes")?;
    Ok(AlternateKey {
        schema_name: maker.fact(node.need("SchemaName")?.text()?),
        facts,
        extra: Extra::default(),
    })
}
