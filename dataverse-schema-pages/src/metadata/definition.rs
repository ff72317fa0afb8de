use std::collections::BTreeMap;

use super::attribute::Attribute;
use super::node::Node;
use super::side::Side;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// The definition of a table, with the parts that other bodies have.
pub(super) struct Definition<'j> {
    pub(super) source: &'j Source,
    pub(super) logical_name: String,
    pub(super) node: Node<'j>,
    /// By logical name, all nodes of an attribute in the order of the bodies.
    pub(super) attributes: BTreeMap<String, Vec<Node<'j>>>,
    pub(super) relationships: BTreeMap<(Side, String), Node<'j>>,
    pub(super) keys: Vec<Node<'j>>,
}

impl<'j> Definition<'j> {
    pub(super) fn add_attribute(&mut self, node: Node<'j>) -> Result<(), Diagnostic> {
        let name = node.need("LogicalName")?.text()?;
        self.attributes.entry(name).or_default().push(node);
        Ok(())
    }

    pub(super) fn add_relationship(
        &mut self,
        side: Side,
        node: Node<'j>,
    ) -> Result<(), Diagnostic> {
        let name = node.need("SchemaName")?.text()?;
        self.relationships.insert((side, name), node);
        Ok(())
    }

    /// Converts each attribute, and leaves out those for which `make` returns `None`.
    pub(super) fn attributes<C>(
        &self,
        make: impl Fn(&Attribute<'_, 'j>) -> Result<Option<C>, Diagnostic>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<C> {
        if self.attributes.is_empty() {
            let error = self.node.need("Attributes");
            diagnostics.extend(error.err());
        }
        let made = self
            .attributes
            .values()
            .map(|nodes| make(&Attribute(nodes)));
        made.filter_map(|made| {
            made.unwrap_or_else(|error| {
                diagnostics.push(error);
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
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for ((side, _), relationship) in &self.relationships {
            diagnostics.extend(add(*side, relationship).err());
        }
    }

    pub(super) fn keys<K>(
        &self,
        make: impl Fn(&Node<'j>) -> Result<K, Diagnostic>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<K> {
        let mut keys = Vec::new();
        for key in &self.keys {
            match make(key) {
                Ok(key) => keys.push(key),
                Err(error) => diagnostics.push(error),
            }
        }
        keys
    }
}
