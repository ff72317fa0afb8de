use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::table::{ADDRESS, NAVIGATION, ROLE};
use crate::table::{EntitySet, bind_path};
use crate::value::party_role::PartyRole;
use crate::value::{Choice, Id};

/// A party of a new activity.
#[derive(Clone, Debug)]
pub(crate) struct NewParty {
    /// The index of the PartyList column.
    pub(crate) column: u16,
    pub(crate) role: PartyRole,
    pub(crate) who: Who,
}

#[derive(Clone, Debug)]
pub(crate) enum Who {
    Row { table: &'static str, path: String },
    Address(String),
}

impl Who {
    pub(crate) fn row<R: EntitySet>(id: Id<R>) -> Self {
        Self::Row {
            table: R::logical_name(),
            path: bind_path(R::entity_set(), id.uuid()),
        }
    }
}

impl Serialize for NewParty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(ROLE.logical_name, &self.role.value())?;
        match &self.who {
            Who::Row { table, path } => {
                map.serialize_entry(&format!("{NAVIGATION}{table}@odata.bind"), path)?;
            }
            Who::Address(address) => map.serialize_entry(ADDRESS.logical_name, address)?,
        }
        map.end()
    }
}
