//! Those who take part in an activity.

mod new;
mod row;
mod table;

use core::marker::PhantomData;

pub(crate) use self::new::{NewParty, Who};
pub use self::row::Party;
pub(crate) use self::table::ADDRESS;
pub use crate::value::party_role::PartyRole;

/// What a PartyList column holds: those who take part in an activity in one role, each of them a row of one of the tables `S`.
///
/// It is no property of its own. [`RowExt::parties`](crate::row_ext::RowExt::parties) reads it from the expanded relationship
/// `<activity>_activity_parties`, [`Changes::add_party`](crate::changes::Changes::add_party) gives parties with a new row. `R` says whether
/// the role is known: see [`UnknownRole`].
pub struct Parties<S, R = KnownRole>(PhantomData<fn() -> (S, R)>);

/// The column stands for one role, or for all of them.
#[derive(Clone, Copy, Debug)]
pub enum KnownRole {}

/// No source says which role the column stands for. It has to be named: see
/// [`RowExt::parties_as`](crate::row_ext::RowExt::parties_as) and [`Changes::add_party_as`](crate::changes::Changes::add_party_as).
#[derive(Clone, Copy, Debug)]
pub enum UnknownRole {}
