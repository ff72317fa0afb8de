use super::node::Node;
use crate::diagnostic::{Code, Diagnostic};

/// An attribute, whose members may be in several bodies.
pub(super) struct Attribute<'n, 'j>(pub(super) &'n [Node<'j>]);

impl<'j> Attribute<'_, 'j> {
    /// Returns a member. The last body wins: a choice's options come in a body of their own.
    pub(super) fn get(&self, name: &str) -> Option<Node<'j>> {
        self.0.iter().rev().find_map(|node| node.get(name))
    }

    /// Returns a member that is neither null nor empty.
    pub(super) fn get_filled(&self, name: &str) -> Option<Node<'j>> {
        self.get(name).filter(|node| !node.is_empty())
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

    pub(super) fn error(&self, code: Code, message: &str) -> Diagnostic {
        self.0[0].error(code, message)
    }
}
