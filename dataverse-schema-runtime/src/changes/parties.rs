use super::set::{Inserted, Rows};
use super::typed::{Changes, MayCreate};
use crate::info::ColumnKind;
use crate::party::{HasRole, NewParty, Participant, Parties, PartyRole};
use crate::table::access::ByParty;
use crate::table::{Column, EntitySet, Locator, Table};
use crate::value::Accepts;

impl<T: Table, M> Changes<T, M> {
    /// Adds a row to the parties of a new activity, in the role of this column.
    #[rustfmt::skip]
    pub fn add_party<S: Accepts<R>, R: EntitySet, K: HasRole>( // a PartyList column; lookup: `bind`
        self,
        column: Column<T, Parties<S, K>, ByParty>,
        row: impl Locator<R>,
    ) -> Self
    where
        M: MayCreate,
    {
        let role = role(column);
        self.add(column, role, Participant::row(row))
    }

    /// Adds a row to the parties of a new activity, in the given role.
    ///
    /// The column's role may differ or be unknown.
    #[rustfmt::skip]
    pub fn add_party_as<S: Accepts<R>, R: EntitySet, K>( // column, role, row: `add_party_as(column, role, id)`
        self,
        column: Column<T, Parties<S, K>, ByParty>,
        role: PartyRole,
        row: impl Locator<R>,
    ) -> Self
    where
        M: MayCreate,
    {
        self.add(column, role, Participant::row(row))
    }

    /// Adds an email address to the parties of a new activity, in the role of this column.
    ///
    /// Use it for a party whose row isn't known (`addressused`).
    pub fn add_party_address<S>(
        self,
        column: Column<T, Parties<S>, ByParty>,
        address: impl Into<String>,
    ) -> Self
    where
        M: MayCreate,
    {
        let role = role(column);
        self.add(column, role, Participant::Address(address.into()))
    }

    fn add<V>(
        mut self,
        column: Column<T, V, ByParty>,
        role: PartyRole,
        participant: Participant,
    ) -> Self {
        let column = column.index();
        let relationship = T::info().parties();
        let relationship = relationship.expect("a table with such a column has the relationship");
        let party = NewParty {
            column,
            role,
            participant,
        };
        let rows = Rows::List(vec![Inserted::Party(party)]);
        self.set.insert(relationship, rows);
        self
    }
}

fn role<T: Table, S, K: HasRole>(column: Column<T, Parties<S, K>, ByParty>) -> PartyRole {
    match column.info().kind {
        ColumnKind::PartyList {
            role: Some(role), ..
        } => role,
        _ => unreachable!("the type of the column guarantees a known role"),
    }
}
