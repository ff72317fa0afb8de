use super::json::Json;
use super::node::Node;
use crate::diagnostic::{Code, Diagnostic};

/// An item of a definition, whose members may be in several bodies.
#[derive(Clone, Copy)]
pub(super) struct Merged<'n, 'j>(pub(super) &'n [Node<'j>]);

impl<'j> Merged<'_, 'j> {
    /// Returns the language of the page.
    pub(super) fn language(&self) -> Option<i32> {
        self.0.first()?.language()
    }

    /// Returns a member that isn't null. The last body wins: a choice's options come in a body of
    /// their own.
    pub(super) fn get(&self, name: &str) -> Option<Node<'j>> {
        self.0.iter().rev().find_map(|node| node.get(name))
    }

    /// Returns a member that is neither null nor empty.
    pub(super) fn get_filled(&self, name: &str) -> Option<Node<'j>> {
        self.get(name).filter(|node| !node.is_empty())
    }

    /// Returns a member that isn't null, or the error that it is missing.
    pub(super) fn need(&self, name: &str) -> Result<Node<'j>, Diagnostic> {
        self.get(name).ok_or_else(|| self.missing(name))
    }

    /// Returns the error about a member that no body has. Null is a value, too.
    pub(super) fn check_has(&self, name: &str) -> Result<(), Diagnostic> {
        if self.has(name) {
            Ok(())
        } else {
            Err(self.missing(name))
        }
    }

    /// Returns true if a body has the member, even if it is null.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|node| node.has(name))
    }

    /// Returns the options of a choice; those of a global one are in either of two members.
    pub(super) fn option_set(&self) -> Option<Node<'j>> {
        let global = self.get("GlobalOptionSet");
        let global = global.filter(|set| set.get("Options").is_some());
        global.or_else(|| self.get("OptionSet"))
    }

    /// Returns the options of a choice, or the error that they are missing.
    pub(super) fn need_option_set(&self) -> Result<Node<'j>, Diagnostic> {
        self.option_set().ok_or_else(|| self.missing("OptionSet"))
    }

    /// Returns true if the options of a choice or of a Boolean column are there.
    pub(super) fn has_options(&self) -> bool {
        let set = self.option_set();
        let members = ["Options", "TrueOption"];
        set.is_some_and(|set| members.iter().any(|member| set.get(member).is_some()))
    }

    /// Returns false for an item that the table has by itself, as a member says.
    pub(super) fn is_custom(&self, member: &str) -> bool {
        self.get(member).is_none_or(|node| node.is_true())
    }

    /// Returns the error about a member that no body has.
    pub(super) fn missing(&self, name: &str) -> Diagnostic {
        self.0[0].missing(name)
    }

    pub(super) fn error(&self, code: Code, message: &str) -> Diagnostic {
        self.0[0].error(code, message)
    }

    /// Returns the error about a simple member that differs from the same member of an earlier body.
    pub(super) fn conflict(&self, node: &Node<'j>) -> Option<Diagnostic> {
        let Json::Object(members) = node.value() else {
            return None;
        };
        members.iter().find_map(|(name, value)| {
            // The ids are of no use to a page, and types are named only where a list has several.
            let is_simple = matches!(value, Json::Bool(_) | Json::Number(_) | Json::Text(_))
                && !["MetadataId", "@odata.type"].contains(name);
            let earlier = self
                .get(name)
                .filter(|earlier| is_simple && earlier.value() != value)?;
            let message = format!(
                "`{name}` is {}, but {} has {}",
                value.shown(),
                earlier.location(),
                earlier.value().shown()
            );
            Some(
                node.error(Code::DuplicateDefinition, &message).help(
                    "pass bodies that were requested at the same time, or each table only once",
                ),
            )
        })
    }
}
