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
        }
        let referenced = facts.referenced_entity.as_ref();
        if let (Some(table_name), Some(column)) = (referenced, &facts.referenced_attribute) {
            let expected = format!("{}id", table_name.value);
            check_near(table, column, &expected, "`ReferencedAttribute`", warnings);
        }
    }
    for relationship in table.all_relationships() {
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
