use crate::check::checker::{Checker, is_name};
use crate::diagnostic::Code;
use crate::model::{Fact, Relationship};
use crate::suggest::did_you_mean;

/// Looks for logical names of tables in upper case. Those of real tables are in lower case.
pub(super) fn check_related_tables(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    for relationship in table.all_relationships() {
        let facts = &relationship.facts;
        for name in [&facts.referenced_entity, &facts.referencing_entity]
            .into_iter()
            .flatten()
        {
            check_case(checker, &name.value, name);
        }
    }
    for targets in table
        .columns
        .iter()
        .filter_map(|c| c.facts.targets.as_ref())
    {
        for name in &targets.value {
            check_case(checker, name, targets);
        }
    }
}

fn check_case<T>(checker: &mut Checker<'_, '_>, name: &str, at: &Fact<T>) {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        let message = format!("`{name}` is not the logical name of a table");
        checker.error(Code::InvalidName, at, message, |d| {
            d.help(format!("did you mean `{}`?", name.to_lowercase()))
        });
    }
}

/// Looks for names of columns and intersect tables that aren't names.
pub(super) fn check_names_in_rows(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    for relationship in table.all_relationships() {
        let facts = &relationship.facts;
        let rows = [
            ("`ReferencedAttribute`", &facts.referenced_attribute),
            ("`ReferencingAttribute`", &facts.referencing_attribute),
            ("`IntersectEntityName`", &facts.intersect_entity_name),
            ("`IntersectAttribute`", &facts.intersect_attribute),
            (
                "`Entity1IntersectAttribute`",
                &facts.entity1_intersect_attribute,
            ),
            (
                "`Entity2IntersectAttribute`",
                &facts.entity2_intersect_attribute,
            ),
            (
                "`Entity2NavigationPropertyName`",
                &facts.entity2_navigation_property_name,
            ),
        ];
        for (key, name) in rows {
            if let Some(name) = name {
                checker.check_name(key, name);
            }
        }
    }
}

/// Looks for relationships whose rows and link name different tables.
///
/// Both name the table at the other end, and on real pages they agree.
pub(super) fn check_links(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    for relationship in table.many_to_one.iter().chain(&table.one_to_many) {
        let facts = &relationship.facts;
        let name = facts
            .referenced_entity
            .as_ref()
            .or(facts.referencing_entity.as_ref());
        if let Some(name) = name {
            check_link(checker, relationship, name);
        }
    }
    for relationship in &table.many_to_many {
        if let Some(name) = &relationship.other_entity {
            check_link(checker, relationship, name);
        }
    }
}

fn check_link(checker: &mut Checker<'_, '_>, relationship: &Relationship, name: &Fact<String>) {
    let Some(link) = &relationship.link else {
        return;
    };
    // Others are reported themselves.
    if !is_name(&name.value) || checker.is_text_reported(name) {
        return;
    }
    let shown = link.value.text.split(' ').next().unwrap_or_default();
    let target = &link.value.link;
    let linked = target.split_once(".md#").map(|(file, _)| file);
    let linked = linked.map(|path| path.rsplit('/').next().unwrap_or(path));
    if shown == name.value && linked.is_none_or(|linked| linked == name.value) {
        return;
    }
    let source = checker.table.page_containing(link.span).clone();
    // Two of the three names are right.
    if linked.is_none_or(|linked| linked == shown) {
        let message = format!(
            "mismatched table `{}`: the link leads to `{shown}`",
            name.value
        );
        checker.error(Code::MismatchedTable, name, message, |d| {
            let d = d.with_related(&source, link.span, "link");
            match did_you_mean(&name.value, &[shown]) {
                Some(near) => d.help(format!("did you mean `{near}`?")),
                None => d.help("correct the row or the link"),
            }
        });
    } else {
        let message = format!("mismatched link to the table `{}`", name.value);
        checker.error(Code::MismatchedTable, link, message, |d| {
            d.with_related(&source, name.span, "table named here")
                .help(format!(
                    "write the link as `[{0} {1}]({0}.md#…)`",
                    name.value, relationship.schema_name.value
                ))
        });
    }
}
