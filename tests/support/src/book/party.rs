//! The parties of a new activity.

use super::Book;
use super::json::Json;
use super::rules;
use super::table::Table;
use super::url::{Segment, below_base};
use super::value::integer;
use super::violations::Violations;

/// The table of parties.
pub(super) const TABLE: &str = "activityparty";

impl Book {
    /// Checks a party of a new activity: its role, and a row or an email address.
    pub(super) fn check_party(&self, activity: &Table, party: &Json, found: &mut Violations) {
        let what = format!("{party:?}");
        let role = party.get("participationtypemask").and_then(integer);
        let is_role = role.is_some_and(|role| (1..=13).contains(&role));
        found.check(is_role, &rules::PARTY, &what);
        let Json::Object(members) = party else {
            return;
        };
        let mut participants = 0;
        for (name, value) in members {
            let table = name
                .strip_prefix("partyid_")
                .and_then(|name| name.strip_suffix("@odata.bind"));
            if let Some(table) = table {
                let is_party = self.is_bound(table, value) && is_target(activity, table);
                found.check(is_party, &rules::PARTY, &what);
            }
            participants += usize::from(table.is_some() || name == "addressused");
        }
        found.check(participants == 1, &rules::PARTY, &what);
    }

    /// Returns true for the address of a row of the table.
    fn is_bound(&self, table: &str, value: &Json) -> bool {
        let path = value.text().and_then(below_base);
        path.is_some_and(|path| {
            let segment = Segment::read(path.trim_start_matches('/'));
            segment.key.is_some() && self.table_of_set(&segment.name) == Some(table)
        })
    }
}

fn is_target(activity: &Table, table: &str) -> bool {
    let mut lists = activity.columns.iter();
    lists.any(|column| column.kind == "PartyList" && column.targets().any(|name| name == table))
}
