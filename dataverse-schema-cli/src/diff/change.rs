use std::fmt::{self, Display};

use serde::Serialize;
use serde_json::Value;

/// A change to one thing.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    /// The table's logical name.
    pub(super) table: String,
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) kind: Kind,
    /// The row of the page that differs; `None` where the whole thing came, went or has another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) property: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) old: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) new: Option<Value>,
    /// Whether code that compiled may not compile, or mean another thing.
    pub(super) breaks_api: bool,
    /// Whether values that are stored, or that were written until now, may not be valid.
    pub(super) breaks_data: bool,
}

/// What has changed, by its names.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "subject", rename_all = "snake_case")]
pub(super) enum Subject {
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Added,
    Removed,
    /// Less is allowed than before.
    Narrowed,
    /// More is allowed than before.
    Widened,
    Renamed,
    Changed,
}

impl Display for Kind {
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
