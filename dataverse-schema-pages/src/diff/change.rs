use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde::Serialize;

use crate::model::{FactValue, Property};

/// The differences between two versions of tables.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Differences {
    /// The changes, table by table.
    pub changes: Vec<Change>,
    /// Tables whose two pages have different layouts, with the number of rows that only one of the
    /// layouts has.
    pub not_compared: BTreeMap<String, usize>,
}

/// A change to a table or to one of its items.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The table's logical name.
    pub table: String,
    /// The changed item.
    #[serde(flatten)]
    pub subject: Subject,
    /// The kind of the change.
    pub kind: ChangeKind,
    /// The property that differs; `None` if the whole item was added, removed, or renamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property: Option<Property>,
    /// The old value, if there was one, or the old name of a renamed item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<FactValue>,
    /// The new value, if there is one, or the new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<FactValue>,
    /// True if existing code may no longer compile, or may behave differently.
    pub breaks_api: bool,
    /// True if stored values, or values that code writes, may be invalid.
    pub breaks_data: bool,
}

/// A changed item, by its names: logical names of columns and keys, schema names of relationships,
/// values of options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // The names describe the variants and fields.
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
    /// The item was added.
    Added,
    /// The item was removed.
    Removed,
    /// The new version allows less.
    Narrowed,
    /// The new version allows more.
    Widened,
    /// The item or its label was renamed.
    Renamed,
    /// The value changed.
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
    /// Returns a description without the subject: `MaxLength widened 40 -> 80`.
    pub fn description(&self) -> String {
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
        write!(f, "{}: {}{breaks}", self.subject, self.description())
    }
}

fn shown(value: Option<&FactValue>) -> String {
    value.map_or_else(|| "(none)".to_owned(), FactValue::to_string)
}
