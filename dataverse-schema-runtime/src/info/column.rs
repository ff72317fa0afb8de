use core::fmt::{self, Debug, Display};

use super::kind::ColumnKind;
use crate::value::label::{LocalizedLabel, label_in};

/// A column as the page describes it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ColumnInfo {
    /// The logical name.
    pub logical_name: &'static str,
    /// The schema name.
    pub schema_name: &'static str,
    /// The display name in the language of the page; empty where it gives none.
    pub display_name: &'static str,
    /// The name of the Web API's property: `_x_value` for a lookup `x`, else the logical name.
    pub property: &'static str,
    /// Type and limits.
    pub kind: ColumnKind,
    /// Whether it must have a value.
    pub required: RequiredLevel,
    /// Whether it can be set in the body of a create or an update.
    pub writable: bool,
    /// Whether the service fills it when a create doesn't set it.
    pub has_default: bool,
    /// The display name and the description in further languages, from an overlay.
    pub labels: &'static [LocalizedLabel],
    /// The format of the number that the service gives to new rows, for example `A-{SEQNUM:4}`; empty where it gives none, or
    /// no overlay says so.
    pub auto_number: &'static str,
    /// What the value is made of, for a column with a formula, a calculation or a rollup, as an overlay says; else empty.
    pub formula: &'static str,
}

impl ColumnInfo {
    /// The display name in a language, a locale id such as 1031; `None` where the pages give none.
    pub fn label_in(&self, language: i32) -> Option<&'static str> {
        label_in(self.labels, language)
    }
}

/// How far a column must have a value (`RequiredLevel`).
///
/// Dataverse itself enforces only [`SystemRequired`](Self::SystemRequired), and that only for columns of its own;
/// [`ApplicationRequired`](Self::ApplicationRequired) is enforced by model-driven apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequiredLevel {
    /// Optional.
    None,
    /// Recommended.
    Recommended,
    /// The application requires a value.
    ApplicationRequired,
    /// Dataverse requires a value.
    SystemRequired,
}

impl Display for RequiredLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }
}
