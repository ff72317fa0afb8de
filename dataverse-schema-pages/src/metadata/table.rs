use std::collections::BTreeMap;

use super::column_type::column_type;
use super::definition::Definition;
use super::language::ENGLISH;
use super::maker::Maker;
use super::merged::Merged;
use super::side::Side;
use super::{column, label, relationship};
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::LANGUAGE;
use crate::model::{AlternateKey, Column, Extra, Fact, KeyFacts, Relationship, Table, TableFacts};

/// Converts the definition of a table, with its parts.
pub(super) fn table(
    definition: &Definition<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Table, Diagnostic> {
    let node = definition.node();
    let maker = Maker::new(definition.source);
    let title = title(node)?;
    let mut facts = TableFacts::default();
    maker.store_members(node, TableFacts::KEYS, |key, text, span| {
        facts.store(key, text, span)
    })?;
    for key in ["LogicalName", "EntitySetName", "PrimaryIdAttribute"] {
        node.need(key)?;
    }
    let columns = columns(&maker, definition, column::column, diagnostics);
    check_lists(definition, &columns, diagnostics);
    let description = match node.get("Description") {
        Some(text) => Some(text.label()?).filter(|text| !text.is_empty()),
        None => None,
    };
    let mut table = Table {
        front_matter: front_matter(&maker, node),
        facts,
        description: description.map(|text| maker.fact(text)),
        columns,
        alternate_keys: alternate_keys(&maker, definition, diagnostics),
        localized_labels: label::labels(&maker, definition, diagnostics),
        ..Table::new(definition.source, maker.fact(title))
    };
    let name = definition.logical_name.as_str();
    for (side, found) in definition.relationships() {
        let added = check_column(definition, side, found)
            .and_then(|()| relationship::add(&maker, name, side, found, &mut table));
        diagnostics.extend(added.err());
    }
    sort(&mut table);
    Ok(table)
}

/// Checks that a body has the column of a many-to-one relationship: its attributes may be filtered.
fn check_column(
    definition: &Definition<'_>,
    side: Side,
    relationship: Merged<'_, '_>,
) -> Result<(), Diagnostic> {
    let column = relationship.get("ReferencingAttribute");
    let Some(column) = column.filter(|_| side == Side::ManyToOne) else {
        return Ok(());
    };
    let name = column.text()?;
    if !definition.has_list("Attributes") || definition.has_attribute(&name) {
        return Ok(());
    }
    let message = format!("missing definition of column `{name}`");
    let error = column.error(Code::MissingDefinition, &message);
    Err(error.help("request all `Attributes` of the table"))
}

/// Converts the definition of what was added to a table, and of what was changed in it.
pub(super) fn extension(
    definition: &Definition<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Table, Diagnostic> {
    let maker = Maker::new(definition.source);
    let title = title(definition.node())?;
    let columns = columns(&maker, definition, column::column_or_change, diagnostics);
    let (customized_columns, columns) = columns
        .into_iter()
        .partition(|column: &Column| column.writable.is_none());
    let mut table = Table {
        front_matter: front_matter(&maker, definition.node()),
        columns,
        customized_columns,
        alternate_keys: alternate_keys(&maker, definition, diagnostics),
        localized_labels: label::labels(&maker, definition, diagnostics),
        ..Table::new(definition.source, maker.fact(title.clone()))
    };
    let mut changes = Table::new(definition.source, maker.fact(title));
    let name = definition.logical_name.as_str();
    for (side, found) in definition.relationships() {
        let table = if found.is_custom("IsCustomRelationship") {
            &mut table
        } else {
            &mut changes
        };
        let added = relationship::add(&maker, name, side, found, table);
        diagnostics.extend(added.err());
    }
    sort(&mut table);
    sort(&mut changes);
    for list in relationships(&mut changes) {
        list.iter_mut().for_each(remove_other_end);
    }
    Ok(Table {
        customized_many_to_one: changes.many_to_one,
        customized_one_to_many: changes.one_to_many,
        customized_many_to_many: changes.many_to_many,
        ..table
    })
}

/// Sorts items as pages do: writable columns first, then by name. Labels are sorted by language.
fn sort(table: &mut Table) {
    table
        .columns
        .sort_by_key(|column| (!column.is_writable(), sort_key(column)));
    table.customized_columns.sort_by_key(sort_key);
    table
        .localized_labels
        .sort_by_key(|label| label.language.value);
    for list in relationships(table) {
        list.sort_by_key(|relationship| relationship.schema_name.value.to_lowercase());
    }
}

fn relationships(table: &mut Table) -> [&mut Vec<Relationship>; 3] {
    [
        &mut table.many_to_one,
        &mut table.one_to_many,
        &mut table.many_to_many,
    ]
}

/// Removes the line about the other end, which changes to a relationship don't have on pages.
fn remove_other_end(change: &mut Relationship) {
    change.link = None;
    change.other_entity = None;
}

fn sort_key(column: &Column) -> String {
    column.schema_name.value.to_lowercase()
}

fn columns(
    maker: &Maker,
    definition: &Definition<'_>,
    make: fn(&Maker, Merged<'_, '_>) -> Result<Column, Diagnostic>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Column> {
    let mut columns = Vec::new();
    // A `$select` leaves out a member of all columns, so each member is reported once.
    let mut missing: BTreeMap<&str, (Diagnostic, usize)> = BTreeMap::new();
    for (_, attribute) in definition.attributes() {
        let names = match column_type(attribute) {
            Ok((_, r#type)) => column::missing_members(attribute, r#type),
            Err(error) => {
                diagnostics.push(error);
                continue;
            }
        };
        for name in &names {
            let first = missing.entry(name);
            first.or_insert_with(|| (attribute.missing(name), 0)).1 += 1;
        }
        if names.is_empty() {
            match make(maker, attribute) {
                Ok(column) => columns.push(column),
                Err(error) => diagnostics.push(error),
            }
        }
    }
    diagnostics.extend(missing.into_values().map(|(first, count)| match count {
        1 => first,
        2 => first.help("1 more column lacks it"),
        _ => first.help(format!("{} more columns lack it", count - 1)),
    }));
    columns
}

/// Reports lists without which a column would lack something.
fn check_lists(definition: &Definition<'_>, columns: &[Column], diagnostics: &mut Vec<Diagnostic>) {
    let node = definition.node();
    if !definition.has_list("Attributes") {
        diagnostics.extend(node.need("Attributes").err());
    }
    let is_lookup = |column: &Column| {
        let r#type = column.facts.r#type.as_ref();
        r#type.is_some_and(|fact| fact.value.is_lookup()) && !column.targets().is_empty()
    };
    let relationships = Side::ManyToOne.list();
    if !definition.has_list(relationships) && columns.iter().any(is_lookup) {
        diagnostics.extend(node.check_has(relationships).err());
    }
}

/// Returns the front matter with the language of the page, unless that is English.
fn front_matter(maker: &Maker, node: Merged<'_, '_>) -> Option<Fact<String>> {
    let language = node.language().filter(|language| *language != ENGLISH)?;
    Some(maker.fact(format!("{LANGUAGE} {language}")))
}

/// Returns the name in the title of a page: `Plugin Package (PluginPackage)`.
fn title(node: Merged<'_, '_>) -> Result<String, Diagnostic> {
    let schema_name = node.need("SchemaName")?.text()?;
    let display_name = match node.get("DisplayName") {
        Some(name) => name.label()?,
        None => String::new(),
    };
    let words: Vec<&str> = display_name.split_whitespace().collect();
    // A heading must not begin with another anchor.
    Ok(if words.is_empty() || display_name.contains("</a>") {
        schema_name
    } else {
        format!("{} ({schema_name})", words.join(" "))
    })
}

fn alternate_keys(
    maker: &Maker,
    definition: &Definition<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<AlternateKey> {
    let mut keys = Vec::new();
    for key in definition.keys() {
        match alternate_key(maker, key) {
            Ok(key) => keys.push(key),
            Err(error) => diagnostics.push(error),
        }
    }
    keys
}

fn alternate_key(maker: &Maker, node: Merged<'_, '_>) -> Result<AlternateKey, Diagnostic> {
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
