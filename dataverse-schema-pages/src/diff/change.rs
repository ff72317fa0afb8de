use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde::Serialize;

use crate::model::{FactValue, Property};

/// The differences between two states of tables.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Differences {
    /// The changes, table by table.
    pub changes: Vec<Change>,
    /// Tables whose two pages have different layouts, with the number of rows that only one of the layouts has.
    pub not_compared: BTreeMap<String, usize>,
}

/// A change to one thing of a table.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The table's logical name.
    pub table: String,
    /// What has changed.
    #[serde(flatten)]
    pub subject: Subject,
    /// The kind of the change.
    pub kind: ChangeKind,
    /// The property that differs; `None` where the whole thing was added, removed or renamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property: Option<Property>,
    /// The old value, if there was one, or the old name of a thing that was renamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<FactValue>,
    /// The new value, if there is one, or the new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<FactValue>,
    /// True if code that compiled may not compile any more, or may mean something else.
    pub breaks_api: bool,
    /// True if values that are stored, or that were written until now, may be invalid.
    pub breaks_data: bool,
}

/// A changed thing, by its names: logical names of columns and keys, schema names of relationships, values of options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // The variants and their fields are what they are called.
#[non_exhaustive]
#[serde(tag = "subject", rename_all = "snake_case")]
pub enum Subject {
    Table,
    Column { column: String },
    Option { column: String, option: String },
    ManyToOne { relationship: String },
    OneToMany { relationship: String },
    ManyToMany { relationship: String },
    Message { message: String },
    Event { event: String },
    AlternateKey { key: String },
    LocalizedLabel { label: String },
}

impl Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table => f.write_str("table"),
            Self::Column { column } => write!(f, "column `{column}`"),
            Self::Option { column, option } => write!(f, "option {option} of column `{column}`"),
            Self::ManyToOne { relationship } => {
                write!(f, "many-to-one relationship `{relationship}`")
            }
            Self::OneToMany { relationship } => {
                write!(f, "one-to-many relationship `{relationship}`")
            }
            Self::ManyToMany { relationship } => {
                write!(f, "many-to-many relationship `{relationship}`")
            }
            Self::Message { message } => write!(f, "message `{message}`"),
            Self::Event { event } => write!(f, "event `{event}`"),
            Self::AlternateKey { key } => write!(f, "alternate key `{key}`"),
            Self::LocalizedLabel { label } => write!(f, "localized label `{label}`"),
        }
    }
}

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Less is allowed than before.
    Narrowed,
    /// More is allowed than before.
    Widened,
    /// It has another name, or another label.
    Renamed,
    /// It has another value.
    Changed,
}

impl Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Narrowed => "narrowed",
            Self::Widened => "widened",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
        })
    }
}

impl Change {
    /// Describes the change without its subject: `MaxLength widened 40 -> 80`.
    pub fn what(&self) -> String {
        let Self {
            kind,
            property,
            old,
            new,
            ..
        } = self;
        let values = match (old, new) {
            (None, None) => String::new(),
            (old, new) => format!("{} -> {}", shown(old.as_ref()), shown(new.as_ref())),
        };
        match property {
            None if values.is_empty() => kind.to_string(),
            None => format!("{kind} {values}"),
            Some(property) if values.is_empty() => format!("{property} {kind}"),
            Some(property) => format!("{property} {kind} {values}"),
        }
    }
}

/// ``column `name`: MaxLength narrowed 80 -> 40 (breaks data)``
impl Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let breaks = match (self.breaks_api, self.breaks_data) {
            (true, true) => " (breaks API and data)",
            (true, false) => " (breaks API)",
            (false, true) => " (breaks data)",
            (false, false) => "",
        };
        write!(f, "{}: {}{breaks}", self.subject, self.what())
    }
}

fn shown(value: Option<&FactValue>) -> String {
    value.map_or_else(|| "(none)".to_owned(), FactValue::to_string)
}
