use core::fmt::{self, Display};

use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::value::Id;
use percent_encoding::percent_decode_str;

/// Which row a response tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityId<T> {
    /// By its id: `accounts(7eb682f1-…)`.
    Id(Id<T>),
    /// By the alternate key that the request named it by: `accountnumber='ABC123'`.
    Key(String),
}

impl<T: Table> EntityId<T> {
    /// The id; `None` where the row is told by a key.
    pub fn id(&self) -> Option<Id<T>> {
        match self {
            Self::Id(id) => Some(*id),
            Self::Key(_) => None,
        }
    }

    /// From the address of a row, `https://…/accounts(…)`, if it is one of this table.
    pub(super) fn of(url: &str) -> Option<Self> {
        let url = percent_decode_str(url).decode_utf8().ok()?;
        let (before, rest) = url.split_once('(')?;
        let entity_set = before.rsplit('/').next()?;
        if entity_set != T::info().entity_set {
            return None;
        }
        let key = rest.strip_suffix(')')?;
        Some(match key.parse() {
            Ok(id) => Self::Id(id),
            Err(_) => match key.contains('=') {
                true => Self::Key(key.to_owned()),
                false => return None,
            },
        })
    }
}

impl<T> Display for EntityId<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => Display::fmt(id, f),
            Self::Key(key) => f.write_str(key),
        }
    }
}
