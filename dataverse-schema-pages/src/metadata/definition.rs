use std::collections::BTreeMap;

use serde_json::Value;

use super::node::Node;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// The definition of a table, with the parts that other bodies have.
pub(super) struct Definition<'j> {
    pub(super) source: &'j Source,
    pub(super) logical_name: String,
    pub(super) node: Node<'j>,
    /// By logical name, all nodes of an attribute in the order of the bodies.
    attributes: BTreeMap<String, Vec<Node<'j>>>,
    relationships: BTreeMap<(Side, String), Node<'j>>,
    pub(super) keys: Vec<Node<'j>>,
}

/// The side of a relationship on which the table is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// From the table that has the lookup.
    ManyToOne,
    /// From the table that the lookup points to.
    OneToMany,
    ManyToMany,
}

impl Side {
    const ALL: [Self; 3] = [Self::ManyToOne, Self::OneToMany, Self::ManyToMany];

    /// Returns the members one of which names the table.
    fn ends(self) -> &'static [&'static str] {
        match self {
            Self::ManyToOne => &["ReferencingEntity"],
            Self::OneToMany => &["ReferencedEntity"],
            Self::ManyToMany => &["Entity1LogicalName", "Entity2LogicalName"],
        }
    }
}

/// An attribute, whose members may be in several bodies.
pub(super) struct Attribute<'n, 'j>(pub(super) &'n [Node<'j>]);

impl<'j> Attribute<'_, 'j> {
    /// Returns a member. The last body wins: a choice's options come in a body of their own.
    pub(super) fn get(&self, name: &str) -> Option<Node<'j>> {
        self.0.iter().rev().find_map(|node| node.get(name))
    }

    pub(super) fn need(&self, name: &str) -> Result<Node<'j>, Diagnostic> {
        match self.get(name) {
            Some(node) => Ok(node),
            None => self.0[0].need(name),
        }
    }

    /// Returns the options of a choice; those of a global one are in either of two members.
    pub(super) fn option_set(&self) -> Result<Node<'j>, Diagnostic> {
        let global = self.get("GlobalOptionSet");
        let set = global.filter(|set| set.get("Options").is_some());
        match set.or_else(|| self.get("OptionSet")) {
            Some(set) => Ok(set),
            None => self.need("OptionSet"),
        }
    }

    pub(super) fn problem(&self, message: &str) -> Diagnostic {
        self.0[0].problem(message)
    }
}

/// What a body, or an item of its list, is of.
enum Of {
    Table,
    Attribute,
    Relationship,
    Key,
}

fn of(node: &Node<'_>) -> Option<Of> {
    let has = |name| node.get(name).is_some();
    Some(match () {
        () if has("KeyAttributes") => Of::Key,
        () if has("ReferencingEntity")
            || has("IntersectEntityName") && has("Entity1LogicalName") =>
        {
            Of::Relationship
        }
        () if has("EntityLogicalName") => Of::Attribute,
        () if has("EntitySetName") || has("Attributes") || has("PrimaryIdAttribute") => Of::Table,
        () => return None,
    })
}

/// Returns the definitions in the bodies, by logical name.
pub(super) fn definitions<'j>(
    bodies: Vec<(&'j Source, Node<'j>)>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Definition<'j>> {
    let mut tables: BTreeMap<String, Definition<'j>> = BTreeMap::new();
    let mut parts = Vec::new();
    for (source, body) in bodies {
        match items(&body) {
            Ok(items) => {
                for item in items {
                    match of(&item) {
                        Some(Of::Table) => {
                            if let Err(problem) = add_table(source, item, &mut tables) {
                                problems.push(problem);
                            }
                        }
                        Some(of) => parts.push((of, item)),
                        None => problems.push(item.problem(
                            "expected the definition of a table, an attribute, a relationship or a key",
                        )),
                    }
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    for (of, part) in parts {
        if let Err(problem) = add_part(&of, part, &mut tables) {
            problems.push(problem);
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
        let refused = format!("the service refused the request: {message} ({code})");
        return Err(error.problem(&refused));
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
        return Err(node.problem(&format!("duplicate table `{logical_name}`")));
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
        table.attribute(attribute)?;
    }
    let relationships = Side::ALL
        .into_iter()
        .zip([many_to_one?, one_to_many?, many_to_many?]);
    for (side, relationships) in relationships {
        for relationship in relationships {
            table.relationship(side, relationship)?;
        }
    }
    tables.insert(logical_name, table);
    Ok(())
}

fn add_part<'j>(
    of: &Of,
    part: Node<'j>,
    tables: &mut BTreeMap<String, Definition<'j>>,
) -> Result<(), Diagnostic> {
    let mut found = false;
    if let Of::Relationship = of {
        for side in Side::ALL {
            for end in side.ends() {
                let Some(end) = part.get(end) else { continue };
                if let Some(table) = tables.get_mut(&end.text()?) {
                    found = true;
                    table.relationship(side, part.clone())?;
                }
            }
        }
    } else if let Some(table) = tables.get_mut(&part.need("EntityLogicalName")?.text()?) {
        found = true;
        match of {
            Of::Key => table.keys.push(part.clone()),
            _ => table.attribute(part.clone())?,
        }
    }
    match found {
        true => Ok(()),
        false => Err(part.problem("missing definition of its table")),
    }
}

impl<'j> Definition<'j> {
    fn attribute(&mut self, node: Node<'j>) -> Result<(), Diagnostic> {
        let name = node.need("LogicalName")?.text()?;
        self.attributes.entry(name).or_default().push(node);
        Ok(())
    }

    fn relationship(&mut self, side: Side, node: Node<'j>) -> Result<(), Diagnostic> {
        let name = node.need("SchemaName")?.text()?;
        self.relationships.insert((side, name), node);
        Ok(())
    }

    /// Converts each attribute, and leaves out those for which `make` returns `None`.
    pub(super) fn attributes<C>(
        &self,
        make: impl Fn(&Attribute<'_, 'j>) -> Result<Option<C>, Diagnostic>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<C> {
        if self.attributes.is_empty() {
            let problem = self.node.need("Attributes");
            problems.extend(problem.err());
        }
        let made = self
            .attributes
            .values()
            .map(|nodes| make(&Attribute(nodes)));
        made.filter_map(|made| {
            made.unwrap_or_else(|problem| {
                problems.push(problem);
                None
            })
        })
        .collect()
    }

    pub(super) fn named_attributes(&self) -> impl Iterator<Item = (&str, Attribute<'_, 'j>)> {
        let attributes = self.attributes.iter();
        attributes.map(|(name, nodes)| (name.as_str(), Attribute(nodes)))
    }

    pub(super) fn named_relationships(&self) -> impl Iterator<Item = (Side, &Node<'j>)> {
        let relationships = self.relationships.iter();
        relationships.map(|((side, _), relationship)| (*side, relationship))
    }

    pub(super) fn relationships(
        &self,
        mut add: impl FnMut(Side, &Node<'j>) -> Result<(), Diagnostic>,
        problems: &mut Vec<Diagnostic>,
    ) {
        for ((side, _), relationship) in &self.relationships {
            problems.extend(add(*side, relationship).err());
        }
    }

    pub(super) fn keys<K>(
        &self,
        make: impl Fn(&Node<'j>) -> Result<K, Diagnostic>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<K> {
        let mut keys = Vec::new();
        for key in &self.keys {
            match make(key) {
                Ok(key) => keys.push(key),
                Err(problem) => problems.push(problem),
            }
        }
        keys
    }
}

/// Returns true if a value is null or empty.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}
