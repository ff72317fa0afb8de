use crate::check::Checker;
use crate::model::Column;

/// Which parties of an activity a PartyList column holds. No page says it.
///
/// The roles are those of Microsoft's article "ActivityParty table" (activityparty-entity), which names for each kind of
/// activity the columns and the values of `participationtypemask`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyRole {
    /// Those with this `participationtypemask`.
    Known(i32),
    /// Parties of every role.
    All,
    /// A role that the article doesn't name.
    Unknown,
}

impl<'a> Checker<'a, '_> {
    pub(super) fn party_role(&self, column: &'a Column) -> PartyRole {
        let table = self.table.facts.logical_name.as_ref();
        // The article names several columns of this table for one role.
        if table.is_some_and(|table| table.value == "campaignresponse") {
            return PartyRole::Unknown;
        }
        PartyRole::Known(match column.logical_name().as_str() {
            "from" => 1,
            "to" => 2,
            "cc" => 3,
            "bcc" => 4,
            "requiredattendees" => 5,
            "optionalattendees" => 6,
            "organizer" => 7,
            "resources" => 10,
            "customers" => 11,
            "allparties" => return PartyRole::All,
            _ => return PartyRole::Unknown,
        })
    }
}
