use core::fmt::{self, Debug};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::table::{NAVIGATION, TABLE};
use crate::info::TableInfo;
use crate::json::{deserialize_row, serialize_row};
use crate::row::{Extras, Row, Slot, SlotReader, SlotWriter};
use crate::table::derives::{clone_row, debug_row, eq_rows};
use crate::table::{Table, message};
use crate::value::name::Name;
use crate::value::party_role::PartyRole;
use crate::value::{Lookup, Reference};

/// A party of an activity: a row of the table `activityparty`.
///
/// It has only the columns that concern the activity.
pub struct Party<S> {
    id: Option<Uuid>,
    participant: Option<Lookup<S>>,
    role: Option<PartyRole>,
    address: Option<String>,
    /// Other properties of the response.
    pub extras: Extras,
}

impl<S: 'static> Party<S> {
    /// Returns the id of the row of `activityparty`.
    pub fn id(&self) -> Option<Uuid> {
        self.id
    }

    /// Returns the row that takes part (`partyid`).
    ///
    /// Returns `None` if only an address is known.
    pub fn participant(&self) -> Option<&Lookup<S>> {
        self.participant.as_ref()
    }

    /// Returns the role (`participationtypemask`).
    pub fn role(&self) -> Option<PartyRole> {
        self.role
    }

    /// Returns the email address (`addressused`).
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// Sets the party's table from the navigation property if the response doesn't name the table.
    ///
    /// The navigation property is named after the table.
    pub(crate) fn with_implied_table(mut self) -> Self {
        let reference = self.participant.as_ref().map(Lookup::reference);
        let navigation_property = reference
            .filter(|reference| reference.table.is_none())
            .and_then(Reference::navigation_property);
        let table = navigation_property.and_then(|name| name.strip_prefix(NAVIGATION));
        if let (Some(table), Some(reference)) = (table, reference) {
            self.participant = Some(Lookup::new(Reference {
                table: Some(Name::new(table.to_owned())),
                is_implied: true,
                ..reference.clone()
            }));
        }
        self
    }
}

impl<S: 'static> Row for Party<S> {
    fn extras(&self) -> &Extras {
        &self.extras
    }

    fn slots<'r>(&'r self, reader: SlotReader<'_, 'r>) {
        reader.read(&[&self.participant, &self.id, &self.address, &self.role]);
    }

    fn slots_mut(&mut self, writer: SlotWriter<'_>) {
        let slots: &mut [&mut dyn Slot] = &mut [
            &mut self.participant,
            &mut self.id,
            &mut self.address,
            &mut self.role,
        ];
        writer.write(slots, &mut self.extras);
    }
}

#[diagnostic::do_not_recommend]
impl<S: 'static> Table for Party<S> {
    type Messages = message::Unknown;

    fn info() -> &'static TableInfo {
        &TABLE
    }
}

impl<S> Default for Party<S> {
    fn default() -> Self {
        Self {
            id: None,
            participant: None,
            role: None,
            address: None,
            extras: Extras::EMPTY,
        }
    }
}

impl<S: 'static> Clone for Party<S> {
    fn clone(&self) -> Self {
        clone_row(self)
    }
}

impl<S: 'static> PartialEq for Party<S> {
    fn eq(&self, other: &Self) -> bool {
        eq_rows(self, other)
    }
}

impl<S: 'static> Debug for Party<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_row(self, f)
    }
}

impl<S: 'static> Serialize for Party<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serialize_row(self, serializer)
    }
}

impl<'de, S: 'static> Deserialize<'de> for Party<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_row(deserializer).map(Self::with_implied_table)
    }
}
