//! Parties of activities.

mod new;
mod row;
mod table;

use core::marker::PhantomData;

pub(crate) use self::new::{NewParty, Participant};
pub use self::row::Party;
pub(crate) use self::table::ADDRESS;
pub use crate::value::party_role::PartyRole;

/// The type of a PartyList column: the parties of an activity in one role.
///
/// Each party is a row of one of the tables `S`. `R` is [`UnknownRole`] if the role isn't known.
///
/// The Web API has no property for the column. [`RowExt::parties`](crate::row_ext::RowExt::parties)
/// reads it from the expanded relationship `<activity>_activity_parties`.
/// [`Changes::add_party`](crate::changes::Changes::add_party) adds parties to a new row.
pub struct Parties<S, R = KnownRole>(PhantomData<fn() -> (S, R)>);

/// A marker for a column that represents one role, or all of them.
#[derive(Clone, Copy, Debug)]
pub enum KnownRole {}

/// The markers of columns whose role is known.
#[diagnostic::on_unimplemented(
    message = "the role of this PartyList column isn't known",
    label = "expected a column with a known role",
    note = "give the role, too, a `dataverse_schema::party::PartyRole`: `add_party_as(column, PartyRole::Customer, row)`"
)]
pub trait HasRole {}
impl HasRole for KnownRole {}

/// A marker for a column whose role isn't documented.
///
/// Pass the role to [`RowExt::parties_as`](crate::row_ext::RowExt::parties_as) and
/// [`Changes::add_party_as`](crate::changes::Changes::add_party_as).
#[derive(Clone, Copy, Debug)]
pub enum UnknownRole {}
