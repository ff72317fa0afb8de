use dataverse_schema_runtime::value::Json;
use serde::de::Error as _;

use crate::members::Members;

/// What a response has of one group, by names, and the names of the keys or totals that are to be read.
pub struct Cells<'g> {
    members: &'g Members,
    names: core::slice::Iter<'g, String>,
}

impl<'g> Cells<'g> {
    pub(super) fn new(members: &'g Members, names: &'g [String]) -> Self {
        let names = names.iter();
        Self { members, names }
    }

    /// The name of the next key or total.
    pub(super) fn next_name(&mut self) -> &'g str {
        self.names.next().expect("each key and total has a name")
    }

    pub(super) fn get(&self, name: &str) -> Option<&'g Json> {
        self.members.get(name)
    }

    /// A value and its annotations.
    pub(super) fn with_annotations(
        &self,
        name: &'g str,
    ) -> impl Iterator<Item = (&'g str, &'g Json)> {
        let members = self.members.iter();
        members.filter(move |(member, _)| {
            let suffix = member.strip_prefix(name);
            suffix.is_some_and(|suffix| suffix.is_empty() || suffix.starts_with('@'))
        })
    }
}

/// What is wrong, and with which member. Where it stands in the member's own text says nothing of the body.
pub(super) fn of(name: &str, error: &serde_json::Error) -> serde_json::Error {
    serde_json::Error::custom(format_args!("`{name}`: {}", unplaced(error)))
}

/// The error without where it stands in its text.
pub(super) fn unplaced(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}
