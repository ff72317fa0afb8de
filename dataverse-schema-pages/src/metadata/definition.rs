use std::collections::BTreeMap;

use super::merged::Merged;
use super::node::Node;
use super::side::Side;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// The definition of a table, from all bodies.
pub(super) struct Definition<'j> {
    pub(super) source: &'j Source,
    pub(super) logical_name: String,
    /// The table itself, in the order of the bodies.
    nodes: Vec<Node<'j>>,
    /// By logical name, all nodes of an attribute in the order of the bodies.
    attributes: BTreeMap<String, Vec<Node<'j>>>,
    relationships: BTreeMap<(Side, String), Node<'j>>,
    keys: BTreeMap<String, Node<'j>>,
}

impl<'j> Definition<'j> {
    /// Creates a definition without any parts.
    pub(super) fn new(source: &'j Source, logical_name: String) -> Self {
        Self {
            source,
            logical_name,
            nodes: Vec::new(),
            attributes: BTreeMap::new(),
            relationships: BTreeMap::new(),
            keys: BTreeMap::new(),
        }
    }

    /// Returns the members of the table itself.
    pub(super) fn node(&self) -> Merged<'_, 'j> {
        Merged(&self.nodes)
    }

    /// Returns true if a body has this list, even if it is empty.
    pub(super) fn has_list(&self, name: &str) -> bool {
        let is_empty = match name {
            "Keys" => self.keys.is_empty(),
            "Attributes" => self.attributes.is_empty(),
            _ => {
                let mut sides = self.relationships.keys();
                !sides.any(|(side, _)| side.list() == name)
            }
        };
        !is_empty || self.node().has(name)
    }

    /// Adds a body of the table itself, with the lists in it.
    pub(super) fn add_table(&mut self, node: Node<'j>, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.extend(node.partial_list());
        if !self.nodes.is_empty() {
            diagnostics.extend(self.node().conflict(&node));
        }
        for attribute in items(&node, "Attributes", diagnostics) {
            self.add_attribute(attribute, diagnostics);
        }
        for side in Side::ALL {
            for relationship in items(&node, side.list(), diagnostics) {
                diagnostics.extend(self.add_relationship(side, relationship).err());
            }
        }
        for key in items(&node, "Keys", diagnostics) {
            diagnostics.extend(self.add_key(key).err());
        }
        self.nodes.push(node);
    }

    pub(super) fn add_attribute(&mut self, node: Node<'j>, diagnostics: &mut Vec<Diagnostic>) {
        let node = node.of_item("column");
        let name = node.need("LogicalName").and_then(|name| name.text());
        match name {
            Ok(name) => {
                let nodes = self.attributes.entry(name).or_default();
                if !nodes.is_empty() {
                    diagnostics.extend(Merged(nodes).conflict(&node));
                }
                nodes.push(node);
            }
            Err(error) => diagnostics.push(error),
        }
    }

    pub(super) fn add_relationship(
        &mut self,
        side: Side,
        node: Node<'j>,
    ) -> Result<(), Diagnostic> {
        let node = node.of_item("relationship");
        let name = node.need("SchemaName")?.text()?;
        self.relationships.insert((side, name), node);
        Ok(())
    }

    pub(super) fn add_key(&mut self, node: Node<'j>) -> Result<(), Diagnostic> {
        let node = node.of_item("key");
        let name = node.need("SchemaName")?.text()?;
        self.keys.insert(name, node);
        Ok(())
    }

    /// Returns true if a body has the attribute with this logical name.
    pub(super) fn has_attribute(&self, name: &str) -> bool {
        self.attributes.contains_key(name)
    }

    /// Returns the attributes by logical name.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, Merged<'_, 'j>)> {
        let attributes = self.attributes.iter();
        attributes.map(|(name, nodes)| (name.as_str(), Merged(nodes)))
    }

    pub(super) fn relationships(&self) -> impl Iterator<Item = (Side, Merged<'_, 'j>)> {
        let relationships = self.relationships.iter();
        relationships.map(|((side, _), node)| (*side, Merged(std::slice::from_ref(node))))
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = Merged<'_, 'j>> {
        let keys = self.keys.values();
        keys.map(|node| Merged(std::slice::from_ref(node)))
    }
}

/// Returns the items of a list, if the node has it.
fn items<'j>(node: &Node<'j>, list: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Node<'j>> {
    let items = node.get(list).map_or(Ok(Vec::new()), |list| list.items());
    items.unwrap_or_else(|error| {
        diagnostics.push(error);
        Vec::new()
    })
}
