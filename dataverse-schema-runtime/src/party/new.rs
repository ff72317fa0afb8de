use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::table::{ADDRESS, NAVIGATION, ROLE};
use crate::table::row_address::RowAddress;
use crate::table::{EntitySet, Locator};
use crate::value::Choice;
use crate::value::party_role::PartyRole;

/// A party of a new activity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewParty {
    /// The index of the PartyList column.
    pub(crate) column: u16,
    pub(crate) role: PartyRole,
    pub(crate) participant: Participant,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Participant {
    Row {
        table: &'static str,
        row: RowAddress,
    },
    Address(String),
}

impl Participant {
    pub(crate) fn row<R: EntitySet>(row: impl Locator<R>) -> Self {
        Self::Row {
            table: R::logical_name(),
            row: row.address().into_row(),
        }
    }
}

impl Serialize for NewParty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(ROLE.logical_name, &self.role.value())?;
        match &self.participant {
            Participant::Row { table, row } => {
                let name = format!("{NAVIGATION}{table}@odata.bind");
                map.serialize_entry(&name, &row.bind_path())?;
            }
            Participant::Address(address) => map.serialize_entry(ADDRESS.logical_name, address)?,
        }
        map.end()
    }
}
