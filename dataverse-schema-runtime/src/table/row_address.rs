use core::fmt::{self, Display, Write as _};

use serde::Serialize;
use uuid::Uuid;

use crate::info::ColumnInfo;
use crate::value::literal::{push_literal, push_plain_literal};
use crate::value::{Json, Value};

/// The address of a row of any table.
#[derive(Clone, Debug, PartialEq)]
pub struct RowAddress {
    /// The name of the entity set.
    pub entity_set: &'static str,
    /// What identifies the row.
    pub key: RowKey,
}

/// What identifies a row in its table.
#[derive(Clone, Debug, PartialEq)]
pub enum RowKey {
    /// The id.
    Id(Uuid),
    /// An alternate key.
    Columns {
        /// The columns and their values.
        values: Vec<(&'static ColumnInfo, Value<'static>)>,
        /// True if the values may contain characters that the service doesn't support.
        is_unchecked: bool,
    },
    /// A request of the same change set, which creates the row.
    ContentId(usize),
}

impl RowAddress {
    pub(crate) fn new(entity_set: &'static str, id: Uuid) -> Self {
        Self {
            entity_set,
            key: RowKey::Id(id),
        }
    }

    /// Returns the address for the body of a request, relative to the base URL.
    ///
    /// Values aren't percent-encoded, as in Microsoft's examples.
    pub fn bind_path(&self) -> String {
        match self.key {
            RowKey::ContentId(_) => self.to_string(),
            _ => format!("/{}", self.plain_path()),
        }
    }

    /// Returns the path below the base URL without percent-encoding, for the body of a request.
    pub fn plain_path(&self) -> String {
        match &self.key {
            RowKey::Columns { values, .. } => {
                let mut path = format!("{}(", self.entity_set);
                push_key(&mut path, values, push_plain_literal);
                path.push(')');
                path
            }
            _ => self.to_string(),
        }
    }

    /// Returns the id, unless something else identifies the row.
    pub fn id(&self) -> Option<Uuid> {
        match self.key {
            RowKey::Id(id) => Some(id),
            _ => None,
        }
    }

    /// Returns the properties that identify the row in a body: its primary key `key` and its
    /// partition, or else its address.
    pub fn identity(&self, key: Option<&'static str>) -> Vec<(&'static str, Json)> {
        let is_key = |(column, _): &(&ColumnInfo, _)| Some(column.logical_name) == key;
        match (&self.key, key) {
            (RowKey::Id(id), Some(key)) => vec![(key, json(&id.to_string()))],
            (RowKey::Columns { values, .. }, _) if values.iter().any(is_key) => {
                let values = values.iter();
                values
                    .map(|(column, value)| (column.property, json(value)))
                    .collect()
            }
            _ => vec![("@odata.id", json(&self.plain_path()))],
        }
    }

    /// Returns true if a string of the key has a character, and the strings are checked.
    pub fn has_text_with(&self, character: char) -> bool {
        let RowKey::Columns {
            values,
            is_unchecked: false,
        } = &self.key
        else {
            return false;
        };
        let has =
            |value: &Value<'_>| matches!(value, Value::Text(text) if text.contains(character));
        values.iter().any(|(_, value)| has(value))
    }

    /// Returns the value of a column that is part of the key.
    pub fn value(&self, column: &ColumnInfo) -> Option<&Value<'static>> {
        let RowKey::Columns { values, .. } = &self.key else {
            return None;
        };
        let found = values
            .iter()
            .find(|(known, _)| std::ptr::eq(*known, column));
        found.map(|(_, value)| value)
    }
}

/// Formats the key as it is in parentheses in a URL, percent-encoded.
impl Display for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => Display::fmt(id, f),
            Self::Columns { values, .. } => {
                let mut key = String::new();
                push_key(&mut key, values, push_literal);
                f.write_str(&key)
            }
            Self::ContentId(number) => write!(f, "${number}"),
        }
    }
}

/// Formats the path below the base URL, percent-encoded.
impl Display for RowAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.key {
            RowKey::ContentId(_) => Display::fmt(&self.key, f),
            key => write!(f, "{}({key})", self.entity_set),
        }
    }
}

fn json(value: &impl Serialize) -> Json {
    Json::new(value).expect("a value of a key serializes")
}

fn push_key(
    to: &mut String,
    values: &[(&'static ColumnInfo, Value<'static>)],
    push: fn(&mut String, &Value<'_>),
) {
    for (index, (column, value)) in values.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        let _ = write!(to, "{comma}{}=", column.property);
        push(to, value);
    }
}
