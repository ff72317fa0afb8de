use crate::model::{Column, Table};

/// The parties that a PartyList column contains. Pages don't specify them.
///
/// The roles are those of Microsoft's article "ActivityParty table" (activityparty-entity), which
/// lists for each kind of activity the columns and the values of `participationtypemask`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyRole {
    /// The parties with this `participationtypemask`.
    Known(i32),
    /// Parties of every role.
    All,
    /// Parties of a role that the article doesn't contain.
    Unknown,
}

impl PartyRole {
    pub(super) fn new(table: &Table, column: &Column) -> Self {
        let table = table.facts.logical_name.as_ref();
        // The article names several columns of this table for one role.
        if table.is_some_and(|table| table.value == "campaignresponse") {
            return Self::Unknown;
        }
        match column.logical_name().as_str() {
            "from" => Self::Known(1),
            "to" => Self::Known(2),
            "cc" => Self::Known(3),
            "bcc" => Self::Known(4),
            "requiredattendees" => Self::Known(5),
            "optionalattendees" => Self::Known(6),
            "organizer" => Self::Known(7),
            "resources" => Self::Known(10),
            "customers" => Self::Known(11),
            "allparties" => Self::All,
            _ => Self::Unknown,
        }
    }
}
