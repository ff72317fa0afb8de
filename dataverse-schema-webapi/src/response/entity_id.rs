use core::fmt::{self, Display};

use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::value::Id;
use percent_encoding::percent_decode_str;

/// The id or alternate key of a written row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityId<T> {
    /// The id: `accounts(7eb682f1-…)`.
    Id(Id<T>),
    /// The alternate key that identified the row in the request: `accountnumber='ABC123'`.
    AlternateKey(String),
}

impl<T: Table> EntityId<T> {
    /// Returns the id, or `None` for an alternate key.
    pub fn id(&self) -> Option<Id<T>> {
        match self {
            Self::Id(id) => Some(*id),
            Self::AlternateKey(_) => None,
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
        match key.parse() {
            Ok(id) => Some(Self::Id(id)),
            Err(_) => key
                .contains('=')
                .then(|| Self::AlternateKey(key.to_owned())),
        }
    }
}

impl<T> Display for EntityId<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => Display::fmt(id, f),
            Self::AlternateKey(key) => f.write_str(key),
        }
    }
}
