use core::fmt::{self, Debug};
use core::marker::PhantomData;

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::found::Found;
use crate::name::Name;
use crate::read::deserialize_row;
use crate::row::{clone_row, debug_row, eq_rows};
use crate::table::bind_path;
use crate::write::serialize_row;
use crate::{
    Choice, ChoiceInfo, ColumnInfo, ColumnKind, EntitySet, Extras, Id, Lookup, OptionInfo,
    OptionRole, Reference, RequiredLevel, Row, Slot, Table, TableInfo,
};

/// What a PartyList column holds: those who take part in an activity in one role, each of them a row of one of the tables `S`.
///
/// It is no property of its own. [`RowExt::parties`](crate::RowExt::parties) reads it from the expanded relationship
/// `<activity>_activity_parties`, [`Changes::add_party`](crate::Changes::add_party) gives parties with a new row. `R` says whether
/// the role is known: see [`UnknownRole`].
pub struct Parties<S, R = KnownRole>(PhantomData<fn() -> (S, R)>);

/// The column stands for one role, or for all of them.
#[derive(Clone, Copy, Debug)]
pub enum KnownRole {}

/// No source says which role the column stands for. It has to be named: see
/// [`RowExt::parties_as`](crate::RowExt::parties_as) and [`Changes::add_party_as`](crate::Changes::add_party_as).
#[derive(Clone, Copy, Debug)]
pub enum UnknownRole {}

macro_rules! roles {
    ($($value:literal $name:ident $label:literal)*) => {
        /// The role in which somebody takes part in an activity: `participationtypemask`, with the values of Microsoft's article
        /// "ActivityParty table".
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum PartyRole {
            $(
                #[doc = concat!($label, " (", $value, ")")]
                $name,
            )*
            /// A value that the article doesn't list.
            Unknown(i32),
        }

        impl Choice for PartyRole {
            fn choice() -> &'static ChoiceInfo {
                &ROLES
            }

            fn from_value(value: i32) -> Self {
                match value {
                    $($value => Self::$name,)*
                    _ => Self::Unknown(value),
                }
            }

            fn value(self) -> i32 {
                match self {
                    $(Self::$name => $value,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        static ROLES: ChoiceInfo = ChoiceInfo {
            name: "activityparty_participationtypemask",
            options: &[
                $(OptionInfo {
                    value: $value,
                    label: $label,
                    name: stringify!($name),
                    role: OptionRole::Plain,
                },)*
            ],
            details: &[],
            labels: &[],
        };
    };
}
roles! {
    1 Sender "Sender"
    2 ToRecipient "To Recipient"
    3 CcRecipient "CC Recipient"
    4 BccRecipient "BCC Recipient"
    5 RequiredAttendee "Required attendee"
    6 OptionalAttendee "Optional attendee"
    7 Organizer "Organizer"
    8 Regarding "Regarding"
    9 Owner "Owner"
    10 Resource "Resource"
    11 Customer "Customer"
    12 ChatParticipant "Chat Participant"
    13 Related "Related"
}

/// Somebody who takes part in an activity: a row of the table `activityparty`, as far as it concerns the activity.
pub struct Party<S> {
    id: Option<Uuid>,
    who: Option<Lookup<S>>,
    role: Option<PartyRole>,
    address: Option<String>,
    /// What the response says besides.
    pub extras: Extras,
}

impl<S: 'static> Party<S> {
    /// The id of the row of `activityparty`.
    pub fn id(&self) -> Option<Uuid> {
        self.id
    }

    /// The row that takes part (`partyid`); `None` where only an address is known.
    pub fn who(&self) -> Option<&Lookup<S>> {
        self.who.as_ref()
    }

    /// The role (`participationtypemask`).
    pub fn role(&self) -> Option<PartyRole> {
        self.role
    }

    /// The e-mail address (`addressused`).
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// Where only the navigation property says which table the party's row belongs to, it is named after it.
    pub(crate) fn with_implied_table(mut self) -> Self {
        let reference = self.who.as_ref().map(Lookup::reference);
        let navigation_property = reference
            .filter(|reference| reference.table.is_none())
            .and_then(Reference::navigation_property);
        let table = navigation_property.and_then(|name| name.strip_prefix(NAVIGATION));
        if let (Some(table), Some(reference)) = (table, reference) {
            self.who = Some(Lookup::new(Reference {
                table: Some(Name::new(table.to_owned())),
                is_implied: true,
                ..reference.clone()
            }));
        }
        self
    }
}

/// What stands before a table's name in the navigation property to a party: `partyid_contact`.
const NAVIGATION: &str = "partyid_";

/// Somebody who is to take part in a new activity.
#[derive(Clone, Debug)]
pub(crate) struct NewParty {
    /// The place of the PartyList column.
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

const fn column(
    property: &'static str,
    logical_name: &'static str,
    kind: ColumnKind,
) -> ColumnInfo {
    ColumnInfo {
        logical_name,
        schema_name: logical_name,
        display_name: "",
        property,
        kind,
        required: RequiredLevel::None,
        writable: true,
        has_default: false,
        labels: &[],
        auto_number: "",
        formula: "",
    }
}

static COLUMNS: [ColumnInfo; 4] = [
    column(
        "_partyid_value",
        "partyid",
        ColumnKind::Lookup { targets: &[] },
    ),
    column(
        "activitypartyid",
        "activitypartyid",
        ColumnKind::Uniqueidentifier,
    ),
    column(
        "addressused",
        "addressused",
        ColumnKind::String { max_length: 200 },
    ),
    column(
        "participationtypemask",
        "participationtypemask",
        ColumnKind::Picklist { choice: &ROLES },
    ),
];
pub(crate) static ADDRESS: &ColumnInfo = &COLUMNS[2];
static ROLE: &ColumnInfo = &COLUMNS[3];

static TABLE: TableInfo = TableInfo {
    logical_name: "activityparty",
    schema_name: "ActivityParty",
    display_name: "Activity Party",
    labels: &[],
    collection_labels: &[],
    entity_set: "activityparties",
    primary_id: "activitypartyid",
    primary_name: "",
    ownership: "None",
    table_type: "Standard",
    messages: None,
    columns: &COLUMNS,
    row_columns: COLUMNS.len(),
    state_and_status: None,
    keys: &[],
    many_to_one: &[],
    one_to_many: &[],
    many_to_many: &[],
    entity_sets: &[],
    found: Found::nothing(),
};

impl<S: 'static> Row for Party<S> {
    fn extras(&self) -> &Extras {
        &self.extras
    }

    fn slots<'r>(&'r self, see: &mut dyn FnMut(&[&'r dyn Slot])) {
        see(&[&self.who, &self.id, &self.address, &self.role]);
    }

    fn slots_mut(&mut self, change: &mut dyn FnMut(&mut [&mut dyn Slot], &mut Extras)) {
        let slots: &mut [&mut dyn Slot] = &mut [
            &mut self.who,
            &mut self.id,
            &mut self.address,
            &mut self.role,
        ];
        change(slots, &mut self.extras);
    }
}

#[diagnostic::do_not_recommend]
impl<S: 'static> Table for Party<S> {
    type Messages = crate::message::Unknown;

    fn info() -> &'static TableInfo {
        &TABLE
    }
}

impl<S> Default for Party<S> {
    fn default() -> Self {
        Self {
            id: None,
            who: None,
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
