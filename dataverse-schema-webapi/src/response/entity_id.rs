use core::fmt::{self, Display};

use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::value::Id;
use percent_encoding::percent_decode_str;

/// The id or alternate key of a written row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityId<T> {
    /// The id: `accounts(7eb682f1-…)`.
    Id(Id<T>),
    /// The id and the other parts of the key, which a row of an elastic table has:
    /// `contoso_readingid=7eb682f1-…,partitionid='device-001'`.
    Composite {
        /// The id.
        id: Id<T>,
        /// The whole key.
        key: String,
    },
    /// The alternate key that identified the row in the request: `accountnumber='ABC123'`.
    AlternateKey(String),
}

impl<T: Table> EntityId<T> {
    /// Returns the id, or `None` for an alternate key.
    pub fn id(&self) -> Option<Id<T>> {
        match self {
            Self::Id(id) | Self::Composite { id, .. } => Some(*id),
            Self::AlternateKey(_) => None,
        }
    }

    /// Returns the value of a column in the key, for example of `partitionid`.
    ///
    /// Returns `None` for a column that isn't part of the key, and for an id that is the whole key.
    pub fn key_value(&self, column: &str) -> Option<String> {
        match self {
            Self::Id(_) => None,
            Self::Composite { key, .. } | Self::AlternateKey(key) => value_in(key, column),
        }
    }

    /// Parses the URL of a row, `https://…/accounts(…)`. Returns `None` for a row of another table.
    pub(super) fn parse(url: &str) -> Option<Self> {
        let url = percent_decode_str(url).decode_utf8().ok()?;
        let (before, rest) = url.split_once('(')?;
        let entity_set = before.rsplit('/').next()?;
        if entity_set != T::info().entity_set {
            return None;
        }
        let key = rest.strip_suffix(')')?;
        if let Ok(id) = key.parse() {
            return Some(Self::Id(id));
        }
        let id = value_in(key, T::info().primary_id).and_then(|id| id.parse().ok());
        match id {
            Some(id) if parts(key).count() == 1 => Some(Self::Id(id)),
            Some(id) => Some(Self::Composite {
                id,
                key: key.to_owned(),
            }),
            None => key
                .contains('=')
                .then(|| Self::AlternateKey(key.to_owned())),
        }
    }
}

/// Returns the parts of a key, which are between commas outside of quotes.
fn parts(key: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    key.split(move |sign| {
        is_quoted ^= sign == '\'';
        sign == ',' && !is_quoted
    })
}

/// Returns the value of a column in a key, without quotes.
fn value_in(key: &str, column: &str) -> Option<String> {
    let literal = parts(key).find_map(|part| {
        let (name, literal) = part.split_once('=')?;
        (name.trim() == column).then_some(literal.trim())
    })?;
    let text = literal
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''));
    Some(text.map_or_else(|| literal.to_owned(), |text| text.replace("''", "'")))
}

impl<T> Display for EntityId<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => Display::fmt(id, f),
            Self::Composite { key, .. } | Self::AlternateKey(key) => f.write_str(key),
        }
    }
}
