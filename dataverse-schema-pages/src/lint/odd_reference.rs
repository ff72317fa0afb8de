use super::of_solution::is_of_solution;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Fact, Relationship, Table};
use crate::source::Span;
use crate::suggest::are_near;

/// Warns about relationships without the navigation property that the others of the page have.
///
/// The lookup can't be set then.
pub(super) fn check_navigation_properties(table: &Table, warnings: &mut Diagnostics) {
    let key = "ReferencingEntityNavigationPropertyName";
    let property = |relationship: &Relationship| {
        let property = &relationship
            .facts
            .referencing_entity_navigation_property_name;
        property.as_ref().is_some_and(|fact| !fact.value.is_empty())
    };
    // In spring 2024, pages had other rows, and not all relationships had a navigation property.
    let is_other_layout = |relationship: &Relationship| {
        let facts = &relationship.facts;
        facts.has("EntityKey") || facts.has("DenormalizedAttributeName") || facts.is_pointer()
    };
    let all = &table.many_to_one;
    let is_overlay = |relationship: &Relationship| {
        table.is_extension() || !table.source().contains(relationship.schema_name.span)
    };
    let have_others = all.iter().any(property);
    for relationship in all {
        let name = &relationship.schema_name;
        let is_needed = have_others || is_overlay(relationship);
        let is_left_out = || is_of_solution(table.page_containing(name.span));
        if property(relationship) || is_other_layout(relationship) || !is_needed || is_left_out() {
            continue;
        }
        let span = relationship.facts.blank.span(key).unwrap_or(name.span);
        let message = format!(
            "missing navigation property of relationship `{}`",
            name.value
        );
        warnings.push(
            warning(table, Code::MissingNavigationProperty, span, message).help(format!(
                "add a row `|{key}|…|`: without it, no request can set the lookup"
            )),
        );
    }
}

/// Warns about names that are nearly those which nearly all relationships have: a navigation
/// property like its lookup, a referenced column like its table, and ids of views.
pub(super) fn check_names(table: &Table, warnings: &mut Diagnostics) {
    for relationship in &table.many_to_one {
        let facts = &relationship.facts;
        let attribute = facts.referencing_attribute.as_ref();
        let property = facts.referencing_entity_navigation_property_name.as_ref();
        if let (Some(attribute), Some(property)) = (attribute, property) {
            check_near(
                table,
                property,
                &attribute.value,
                "navigation property",
                warnings,
            );
            check_case(table, property, &attribute.value, warnings);
        }
        let referenced = facts.referenced_entity.as_ref();
        if let (Some(table_name), Some(column)) = (referenced, &facts.referenced_attribute) {
            let expected = format!("{}id", table_name.value);
            check_near(table, column, &expected, "`ReferencedAttribute`", warnings);
        }
    }
    for relationship in table.all_relationships() {
        let facts = &relationship.facts;
        let properties = [
            &facts.referencing_entity_navigation_property_name,
            &facts.referenced_entity_navigation_property_name,
            &facts.navigation_property_name,
        ];
        let mut properties = properties.into_iter().flatten();
        if let Some(property) = properties.find(|property| begins_with_digit(&property.value)) {
            let message = format!("unlikely navigation property `{}`", property.value);
            warnings.push(
                warning(table, Code::OddReference, property.span, message)
                    .help("begin the name with a letter or `_`"),
            );
        }
        for (_, menu) in relationship.menus() {
            let view = menu.and_then(|menu| menu.value.view_id.as_ref());
            if let Some(view) = view.filter(|view| !is_id(&view.value)) {
                let message = format!("invalid `ViewId` `{}`", view.value);
                warnings.push(
                    warning(table, Code::OddReference, view.span, message)
                        .help("write a GUID of 32 hexadecimal digits and four hyphens"),
                );
            }
        }
    }
}

/// Warns about a navigation property that differs from its lookup only in case.
///
/// It is the logical name or the schema name, and the service heeds the case.
fn check_case(table: &Table, property: &Fact<String>, attribute: &str, warnings: &mut Diagnostics) {
    let mut columns = table.columns.iter();
    let Some(column) = columns.find(|column| column.has_logical_name(attribute)) else {
        return;
    };
    let schema_name = &column.schema_name.value;
    let is_known = property.value == attribute || property.value == *schema_name;
    if property.value.eq_ignore_ascii_case(attribute) && !is_known {
        let message = format!("unlikely navigation property `{}`", property.value);
        warnings.push(
            warning(table, Code::OddReference, property.span, message)
                .help(format!("did you mean `{attribute}` or `{schema_name}`?")),
        );
    }
}

/// Warns about a name that differs from the expected one in a letter or two.
fn check_near(
    table: &Table,
    found: &Fact<String>,
    expected: &str,
    what: &str,
    warnings: &mut Diagnostics,
) {
    let name = &found.value;
    let lower = name.to_lowercase();
    // A property may have the name of its table at the end.
    // The name of a table may be a plural.
    let is_singular = expected.replace("sid", "id") == lower;
    if lower.starts_with(&expected.to_lowercase()) || is_singular || !are_near(name, expected) {
        return;
    }
    let message = format!("unlikely {what} `{name}`");
    warnings.push(
        warning(table, Code::OddReference, found.span, message)
            .help(format!("did you mean `{expected}`?")),
    );
}

/// Warns about links to another relationship than the one that they stand below.
pub(super) fn check_links(table: &Table, warnings: &mut Diagnostics) {
    let lists = [&table.many_to_one, &table.one_to_many, &table.many_to_many];
    for relationship in lists.into_iter().flatten() {
        let Some(link) = &relationship.link else {
            continue;
        };
        let name = &relationship.schema_name.value;
        let shown = link.value.text.split(' ').nth(1);
        let anchor = link
            .value
            .link
            .split_once("#BKMK_")
            .map(|(_, anchor)| anchor);
        let anchor = anchor.map(|anchor| {
            let bare = anchor.strip_suffix("-one-to-many");
            bare.or(anchor.strip_suffix("-many-to-one"))
                .unwrap_or(anchor)
        });
        let mut named = shown.into_iter().chain(anchor);
        if let Some(other) = named.find(|named| named != name) {
            let message = format!("link of relationship `{name}` leads to `{other}`");
            warnings.push(
                warning(table, Code::OddReference, link.span, message)
                    .help("name the relationship in the link as in the heading"),
            );
        }
    }
}

/// Warns about relationships that refer to columns which aren't keys.
pub(super) fn check_referenced_attributes(table: &Table, warnings: &mut Diagnostics) {
    for relationship in &table.many_to_one {
        let facts = &relationship.facts;
        let (Some(name), Some(found)) = (&facts.referenced_entity, &facts.referenced_attribute)
        else {
            continue;
        };
        // Activities and intersect tables have keys of other names.
        let is_key = found.value.ends_with("id") && found.value != "ownerid";
        if is_key || found.value == format!("{}id", name.value) {
            continue;
        }
        let message = format!(
            "unlikely `ReferencedAttribute` `{}` of table `{}`",
            found.value, name.value
        );
        warnings.push(
            warning(table, Code::OddReference, found.span, message)
                .help(format!("name its primary key, such as `{}id`", name.value)),
        );
    }
}

/// Warns about names in upper case, and names that are nearly that of the own key.
pub(super) fn check_intersections(table: &Table, warnings: &mut Diagnostics) {
    for relationship in table.one_to_many.iter().chain(&table.many_to_many) {
        let facts = &relationship.facts;
        let names = [
            &facts.referencing_attribute,
            &facts.intersect_entity_name,
            &facts.intersect_attribute,
            &facts.entity1_intersect_attribute,
            &facts.entity2_intersect_attribute,
        ];
        for name in names.into_iter().flatten() {
            let lower = name.value.to_lowercase();
            if lower != name.value {
                let message = format!("unlikely logical name `{}`", name.value);
                warnings.push(
                    warning(table, Code::OddReference, name.span, message)
                        .help(format!("did you mean `{lower}`?")),
                );
            }
        }
        let key = &table.facts.primary_id_attribute;
        if let (Some(name), Some(key)) = (&facts.intersect_attribute, key)
            && name.value == name.value.to_lowercase()
        {
            check_near(table, name, &key.value, "`IntersectAttribute`", warnings);
        }
        let schema_name = &relationship.schema_name.value;
        if let Some(name) = &facts.intersect_entity_name
            && name.value == name.value.to_lowercase()
            && schema_name.len().abs_diff(name.value.len()) <= 1
        {
            let expected = schema_name.to_lowercase();
            check_near(table, name, &expected, "`IntersectEntityName`", warnings);
        }
    }
}

fn begins_with_digit(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
}

fn is_id(text: &str) -> bool {
    let mut lengths = text.split('-').map(str::len);
    text.bytes()
        .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
        && [8, 4, 4, 4, 12]
            .iter()
            .all(|length| lengths.next() == Some(*length))
        && lengths.next().is_none()
}

fn warning(table: &Table, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, table.page_containing(span), span, message)
}
