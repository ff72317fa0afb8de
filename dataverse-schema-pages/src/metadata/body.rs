use std::collections::BTreeMap;

use super::definition::Definition;
use super::node::Node;
use super::side::Side;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// What a body, or an item of its list, describes.
enum Content {
    Table,
    Attribute,
    Relationship,
    Key,
}

/// The error about a body or an item that describes something else.
const UNKNOWN_CONTENT: &str =
    "expected the definition of a table, an attribute, a relationship, or a key";

fn content(node: &Node<'_>) -> Option<Content> {
    let has = |name| node.get(name).is_some();
    Some(match () {
        () if has("KeyAttributes") => Content::Key,
        () if has("ReferencingEntity")
            || has("IntersectEntityName") && has("Entity1LogicalName") =>
        {
            Content::Relationship
        }
        () if has("EntityLogicalName") => Content::Attribute,
        () if has("EntitySetName") || has("Attributes") || has("PrimaryIdAttribute") => {
            Content::Table
        }
        () => return None,
    })
}

/// Returns the definitions in the bodies, by logical name.
pub(super) fn definitions<'j>(
    bodies: Vec<(&'j Source, Node<'j>)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Definition<'j>> {
    let mut tables: BTreeMap<String, Definition<'j>> = BTreeMap::new();
    let mut parts = Vec::new();
    for (source, body) in bodies {
        match items(&body) {
            Ok(items) => {
                for item in items {
                    match content(&item) {
                        Some(Content::Table) => {
                            if let Err(error) = add_table(source, item, &mut tables) {
                                diagnostics.push(error);
                            }
                        }
                        Some(content) => parts.push((content, item)),
                        None => {
                            diagnostics.push(item.error(Code::InvalidDefinition, UNKNOWN_CONTENT));
                        }
                    }
                }
            }
            Err(error) => diagnostics.push(error),
        }
    }
    for (content, part) in parts {
        if let Err(error) = add_part(&content, part, &mut tables) {
            diagnostics.push(error);
        }
    }
    tables.into_values().collect()
}

/// Returns the body itself, or the items of its list.
fn items<'j>(body: &Node<'j>) -> Result<Vec<Node<'j>>, Diagnostic> {
    body.object()?;
    if let Some(error) = body.get("error") {
        let text = |name| error.get(name).and_then(|node| node.text().ok());
        let message = text("message").unwrap_or_default();
        let code = text("code").unwrap_or_default();
        let rejected = format!("the service rejected the request: {message} ({code})");
        return Err(error.error(Code::RejectedRequest, &rejected));
    }
    match body.get("value") {
        Some(list) => list.items(),
        None => Ok(vec![body.clone()]),
    }
}

fn add_table<'j>(
    source: &'j Source,
    node: Node<'j>,
    tables: &mut BTreeMap<String, Definition<'j>>,
) -> Result<(), Diagnostic> {
    let logical_name = node.need("LogicalName")?.text()?;
    let lists = [
        "Attributes",
        "ManyToOneRelationships",
        "OneToManyRelationships",
        "ManyToManyRelationships",
        "Keys",
    ];
    let items = |name: &str| node.get(name).map_or(Ok(Vec::new()), |list| list.items());
    let [attributes, many_to_one, one_to_many, many_to_many, keys] = lists.map(items);
    if tables.contains_key(&logical_name) {
        return Err(node.error(
            Code::DuplicateDefinition,
            &format!("duplicate table `{logical_name}`"),
        ));
    }
    let mut table = Definition {
        source,
        logical_name: logical_name.clone(),
        node: node.clone(),
        attributes: BTreeMap::new(),
        relationships: BTreeMap::new(),
        keys: keys?,
    };
    for attribute in attributes? {
        table.add_attribute(attribute)?;
    }
    let relationships = Side::ALL
        .into_iter()
        .zip([many_to_one?, one_to_many?, many_to_many?]);
    for (side, relationships) in relationships {
        for relationship in relationships {
            table.add_relationship(side, relationship)?;
        }
    }
    tables.insert(logical_name, table);
    Ok(())
}

fn add_part<'j>(
    content: &Content,
    part: Node<'j>,
    tables: &mut BTreeMap<String, Definition<'j>>,
) -> Result<(), Diagnostic> {
    let mut found = false;
    if let Content::Relationship = content {
        for side in Side::ALL {
            for end in side.table_members() {
                let Some(end) = part.get(end) else { continue };
                if let Some(table) = tables.get_mut(&end.text()?) {
                    found = true;
                    table.add_relationship(side, part.clone())?;
                }
            }
        }
    } else if let Some(table) = tables.get_mut(&part.need("EntityLogicalName")?.text()?) {
        found = true;
        match content {
            Content::Key => table.keys.push(part.clone()),
            _ => table.add_attribute(part.clone())?,
        }
    }
    if found {
        Ok(())
    } else {
        Err(part.error(Code::MissingDefinition, "missing definition of its table"))
    }
}
