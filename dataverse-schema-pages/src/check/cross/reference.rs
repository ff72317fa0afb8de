use std::collections::BTreeMap;

use crate::check::checker::{Checker, INCOMPLETE, is_name};
use crate::check::sought::Sought;
use crate::diagnostic::Code;
use crate::model::{Column, ColumnType, Fact, Relationship};
use crate::suggest::suggestion;

/// Looks for many-to-one relationships over columns that the table doesn't have, or that can't
/// refer to rows.
///
/// The lookup that was meant would be read-only. Real relationships are over lookups, unique
/// identifiers and files.
pub(super) fn check_lookups(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    let mut columns: BTreeMap<&str, &Column> = BTreeMap::new();
    for column in &table.columns {
        if let Some(name) = &column.facts.logical_name {
            columns.entry(&name.value).or_insert(column);
        }
    }
    for relationship in &table.many_to_one {
        let Some(attribute) = &relationship.facts.referencing_attribute else {
            continue;
        };
        match columns.get(attribute.value.as_str()) {
            None => report_unknown(checker, relationship, attribute),
            Some(column) => check_type(checker, column, attribute),
        }
    }
}

fn report_unknown(
    checker: &mut Checker<'_, '_>,
    relationship: &Relationship,
    attribute: &Fact<String>,
) {
    let name = &attribute.value;
    // Others are reported themselves.
    if !is_name(name) {
        return;
    }
    let columns = &checker.table.columns;
    // A column without a logical name is reported itself.
    if columns.iter().any(|column| column.has_logical_name(name)) {
        return;
    }
    let lookups = columns.iter().filter(|column| {
        let r#type = column.facts.r#type.as_ref();
        r#type.is_some_and(|r#type| r#type.value.is_lookup())
    });
    let lookups: Vec<String> = lookups.map(Column::logical_name).collect();
    let lookups: Vec<&str> = lookups.iter().map(String::as_str).collect();
    let message = format!(
        "unknown column `{name}` of relationship `{}`",
        relationship.schema_name.value
    );
    // A product's page may extend columns of another product, and links to what it describes.
    let name_span = relationship.schema_name.span;
    let is_base = checker.table.source().contains(name_span);
    if !is_base && relationship.link.is_some() {
        return;
    }
    let help = suggestion(name, &lookups).unwrap_or_else(|| match lookups.as_slice() {
        [] => INCOMPLETE.to_owned(),
        lookups => crate::suggest::list("lookups of the table", lookups),
    });
    let sought = Sought::Column(name.clone());
    checker.absent(sought, Code::UnknownColumn, attribute, message, |d| {
        d.help(help).help("name the column by its logical name")
    });
}

fn check_type(checker: &mut Checker<'_, '_>, column: &Column, attribute: &Fact<String>) {
    let Some(r#type) = &column.facts.r#type else {
        return;
    };
    let can_refer = r#type.value.has_targets()
        || matches!(
            r#type.value,
            ColumnType::Uniqueidentifier
                | ColumnType::File
                | ColumnType::Image
                | ColumnType::Virtual
                | ColumnType::EntityName
        );
    if !can_refer {
        let message = format!(
            "column `{}` of type {} cannot refer to rows",
            attribute.value,
            r#type.value.as_str()
        );
        let page = checker.table.page_containing(r#type.span).clone();
        let sought = Sought::Type(column.schema_name.span);
        checker.absent(sought, Code::InvalidReference, attribute, message, |d| {
            d.with_related(&page, r#type.span, "type defined here")
                .help("name a lookup as `ReferencingAttribute`, or correct the `Type`")
        });
    }
}

/// Looks for navigation properties of two lookups or of two relationships to many rows.
///
/// A property of the Web API leads to one place only. Several relationships of one lookup may
/// share theirs.
pub(super) fn check_navigation_properties(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    let mut seen: BTreeMap<&str, (&Fact<String>, Option<&str>)> = BTreeMap::new();
    for relationship in &table.many_to_one {
        let facts = &relationship.facts;
        let attribute = facts.referencing_attribute.as_ref();
        let attribute = attribute.map(|attribute| attribute.value.as_str());
        let property = facts.referencing_entity_navigation_property_name.as_ref();
        check_property(checker, &mut seen, property, attribute);
    }
    for relationship in &table.one_to_many {
        let property = relationship
            .facts
            .referenced_entity_navigation_property_name
            .as_ref();
        check_property(checker, &mut seen, property, None);
    }
    for relationship in &table.many_to_many {
        let property = relationship.facts.navigation_property_name.as_ref();
        check_property(checker, &mut seen, property, None);
    }
}

fn check_property<'a>(
    checker: &mut Checker<'_, '_>,
    seen: &mut BTreeMap<&'a str, (&'a Fact<String>, Option<&'a str>)>,
    property: Option<&'a Fact<String>>,
    attribute: Option<&'a str>,
) {
    let Some(property) = property.filter(|property| !property.value.is_empty()) else {
        return;
    };
    let (first, of) = *seen
        .entry(property.value.as_str())
        .or_insert((property, attribute));
    let is_first = first.span == property.span;
    if is_first || attribute.is_some() && attribute == of {
        return;
    }
    let page = checker.table.page_containing(first.span).clone();
    let message = format!("duplicate navigation property `{}`", property.value);
    checker.error(Code::SharedNavigationProperty, property, message, |d| {
        d.with_related(&page, first.span, "first defined here")
            .help("give each lookup its own navigation property, as the service's $metadata has it")
    });
}
