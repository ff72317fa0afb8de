use super::maker::Maker;
use super::merged::Merged;
use super::side::Side;
use crate::diagnostic::Diagnostic;
use crate::layout::ANCHOR;
use crate::model::{AssociatedMenu, Cascade, Fact, Link, Relationship, RelationshipFacts, Table};

/// The rows of each kind of relationship, as pages have them.
const MANY_TO_ONE: [&str; 5] = [
    "ReferencedEntity",
    "ReferencedAttribute",
    "ReferencingAttribute",
    "ReferencingEntityNavigationPropertyName",
    "IsHierarchical",
];
const ONE_TO_MANY: [&str; 4] = [
    "ReferencingEntity",
    "ReferencingAttribute",
    "ReferencedEntityNavigationPropertyName",
    "IsCustomizable",
];
const MANY_TO_MANY: [&str; 2] = ["IntersectEntityName", "IsCustomizable"];

/// Adds a relationship to the table's list of its kind.
pub(super) fn add(
    maker: &Maker,
    name: &str,
    side: Side,
    node: Merged<'_, '_>,
    table: &mut Table,
) -> Result<(), Diagnostic> {
    check_complete(side, name, node)?;
    match side {
        Side::ManyToOne => {
            let other = node.need("ReferencedEntity")?.text()?;
            let mut relationship = relationship(maker, node, &MANY_TO_ONE, &other)?;
            relationship.cascade_configuration = cascade(maker, node)?;
            table.many_to_one.push(relationship);
        }
        Side::OneToMany => {
            let other = node.need("ReferencingEntity")?.text()?;
            let mut relationship = relationship(maker, node, &ONE_TO_MANY, &other)?;
            relationship.associated_menu_configuration =
                menu(maker, node, "AssociatedMenuConfiguration")?;
            table.one_to_many.push(relationship);
        }
        Side::ManyToMany => {
            let is_first = node.need("Entity1LogicalName")?.text()? == name;
            let other = if is_first {
                "Entity2LogicalName"
            } else {
                "Entity1LogicalName"
            };
            let other = node.need(other)?.text()?;
            let relationship = many_to_many(maker, name, &other, node)?;
            table.many_to_many.push(relationship);
        }
    }
    Ok(())
}

/// Checks that the body didn't leave out the ends of a relationship.
fn check_complete(side: Side, name: &str, node: Merged<'_, '_>) -> Result<(), Diagnostic> {
    let members: &[&str] = match side {
        Side::ManyToOne => &[
            "ReferencingAttribute",
            "ReferencingEntityNavigationPropertyName",
        ],
        Side::OneToMany => &[
            "ReferencingAttribute",
            "ReferencedEntityNavigationPropertyName",
        ],
        Side::ManyToMany if node.need("Entity1LogicalName")?.text()? == name => &[
            "IntersectEntityName",
            "Entity1IntersectAttribute",
            "Entity1NavigationPropertyName",
        ],
        Side::ManyToMany => &[
            "IntersectEntityName",
            "Entity2IntersectAttribute",
            "Entity2NavigationPropertyName",
        ],
    };
    members.iter().try_for_each(|member| node.check_has(member))
}

fn relationship(
    maker: &Maker,
    node: Merged<'_, '_>,
    keys: &[&str],
    other: &str,
) -> Result<Relationship, Diagnostic> {
    let schema_name = node.need("SchemaName")?.text()?;
    let mut facts = RelationshipFacts::default();
    maker.store_members(node, keys, |key, text, span| facts.store(key, text, span))?;
    let link = Link {
        text: format!("{other} {schema_name}"),
        link: format!("{other}.md#{ANCHOR}{schema_name}"),
    };
    Ok(Relationship {
        link: Some(maker.fact(link)),
        facts,
        ..Relationship::new(maker.fact(schema_name))
    })
}

fn many_to_many(
    maker: &Maker,
    name: &str,
    other: &str,
    node: Merged<'_, '_>,
) -> Result<Relationship, Diagnostic> {
    let mut relationship = relationship(maker, node, &MANY_TO_MANY, other)?;
    // For a relationship of a table with itself, pages have both ends; otherwise, only the table's
    // own end.
    let ends: &[&str] = match (
        name == other,
        node.need("Entity1LogicalName")?.text()? == name,
    ) {
        (true, _) => &["Entity1", "Entity2"],
        (false, true) => &["Entity1"],
        (false, false) => &["Entity2"],
    };
    let facts = &mut relationship.facts;
    for end in ends {
        for row in ["IntersectAttribute", "NavigationPropertyName"] {
            let key = match ends.len() {
                1 => row.to_owned(),
                _ => format!("{end}{row}"),
            };
            if let Some(value) = node.get(&format!("{end}{row}")) {
                maker.store(&value, |text| facts.store(&key, text, maker.span))?;
            }
        }
    }
    match ends {
        [end] => {
            let key = format!("{end}AssociatedMenuConfiguration");
            relationship.associated_menu_configuration = menu(maker, node, &key)?;
            relationship.other_entity = Some(maker.fact(other.to_owned()));
            if let Some(link) = &mut relationship.link {
                link.value.text.push_str(" Many-To-Many Relationship");
            }
        }
        _ => {
            relationship.link = None;
            relationship.entity1_associated_menu_configuration =
                menu(maker, node, "Entity1AssociatedMenuConfiguration")?;
            relationship.entity2_associated_menu_configuration =
                menu(maker, node, "Entity2AssociatedMenuConfiguration")?;
        }
    }
    Ok(relationship)
}

fn cascade(maker: &Maker, node: Merged<'_, '_>) -> Result<Option<Fact<Cascade>>, Diagnostic> {
    let Some(node) = node.get("CascadeConfiguration") else {
        return Ok(None);
    };
    let mut cascade = Cascade::default();
    maker.store_members(
        Merged(std::slice::from_ref(&node)),
        Cascade::KEYS,
        |key, text, span| cascade.store(key, text, span),
    )?;
    Ok(Some(maker.fact(cascade)))
}

fn menu(
    maker: &Maker,
    node: Merged<'_, '_>,
    key: &str,
) -> Result<Option<Fact<AssociatedMenu>>, Diagnostic> {
    let Some(node) = node.get(key) else {
        return Ok(None);
    };
    let mut menu = AssociatedMenu::default();
    for key in AssociatedMenu::KEYS {
        if let Some(value) = node.get_filled(key) {
            maker.store(&value, |text| menu.store(key, text, maker.span))?;
        }
    }
    Ok(Some(maker.fact(menu)))
}
