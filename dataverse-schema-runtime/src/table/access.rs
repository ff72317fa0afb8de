//! The kinds of access to a column, as types that the compiler checks.
//!
//! They are the third parameter of [`Column`](super::Column).

use core::convert::Infallible;
use core::marker::PhantomData;

use super::message::{Create, Update, Upsert};

/// The access to a column that can be read and set.
#[derive(Clone, Copy, Debug)]
pub enum ReadWrite {}
/// The access to a column that can't be set in a request body.
///
/// Dataverse fills the columns that the page lists under "Read-only columns". The others are
/// files.
#[derive(Clone, Copy, Debug)]
pub enum ReadOnly {}
/// The access to a column that can be set but is never returned (`IsValidForRead` is False).
#[derive(Clone, Copy, Debug)]
pub enum WriteOnly {}
/// The access to a writable lookup, which is bound to a row instead of set to a value.
#[derive(Clone, Copy, Debug)]
pub enum ByBind {}
/// The access to a writable lookup whose relationship the page lacks.
///
/// The owner of a row isn't one: its navigation property is `ownerid` in every table.
///
/// Requests could bind it, but the name of its navigation property isn't known. An overlay with the
/// relationship, or a current page, specifies it.
#[derive(Clone, Copy, Debug)]
pub enum ByUnknownBind {}
/// The access to a writable PartyList column, whose parties are added with a new row.
#[derive(Clone, Copy, Debug)]
pub enum ByParty {}
/// The access to a state or status column, which `set_state` sets together.
#[derive(Clone, Copy, Debug)]
pub enum ByState {}

/// The access to a column that is found by name at run time.
///
/// What the compiler checks for other columns is checked with the query or the changes: whether
/// the column can be read or set, and the type of its value.
#[derive(Clone, Copy, Debug)]
pub enum ByName {}

/// The access `A` to a column that only new rows can set (`IsValidForUpdate` is False).
///
/// The service drops the value from an update without an error.
#[derive(Clone, Copy, Debug)]
pub struct CreateOnly<A>(Infallible, PhantomData<A>);
/// The access `A` to a column that only existing rows can set (`IsValidForCreate` is False).
///
/// An image that isn't the table's primary image is one of them: the service rejects new rows with
/// it (error `0x80090487`).
#[derive(Clone, Copy, Debug)]
pub struct UpdateOnly<A>(Infallible, PhantomData<A>);

/// The access `A` to a lookup that always has a value (SystemRequired).
///
/// It is that of a one-to-many relationship over the lookup: a row of the other table can be moved
/// to another row, but not removed from the list.
#[derive(Clone, Copy, Debug)]
pub struct Required<A>(Infallible, PhantomData<A>);

/// Columns that are returned with a row, and that queries can select, filter, and order by.
#[diagnostic::on_unimplemented(
    message = "a column with access `{Self}` is never returned",
    label = "this column can't be read, filtered, or ordered",
    note = "a `WriteOnly` column has `IsValidForRead|False` on the page: remove it from the query; if your environment returns it, set `IsValidForRead|True` in an overlay",
    note = "the parties of a PartyList column are rows of another table: expand the relationship to `activityparty`, then use `row.parties(column)`",
    note = "to filter by parties, include the page of `activityparty` and use `TheTable::one_to_many().relationship.any(condition)`, or `any_row()`"
)]
pub trait Readable {}
impl Readable for ReadWrite {}
impl Readable for ReadOnly {}
impl Readable for ByBind {}
impl Readable for ByUnknownBind {}
impl Readable for ByState {}
#[diagnostic::do_not_recommend]
impl Readable for ByName {}
#[diagnostic::do_not_recommend]
impl<A: Readable> Readable for CreateOnly<A> {}
#[diagnostic::do_not_recommend]
impl<A: Readable> Readable for UpdateOnly<A> {}

/// Columns that [`Changes::set`](crate::changes::Changes::set) accepts in a request with the
/// message `M`.
#[diagnostic::on_unimplemented(
    message = "a column with access `{Self}` can't be set by the message `{M}`",
    label = "this column can't be set here",
    note = "leave out a `ReadOnly` column, which Dataverse fills",
    note = "use `bind` for a lookup, `set_state(status)` or `set_state_by_default(state)` for a state or status, `add_party(column, row)` or `add_party_address(column, text)` for parties",
    note = "a `CreateOnly` column can be set only with `create()` or `upsert(…)`, an `UpdateOnly` column only with `update(…)` or `upsert(…)`"
)]
pub trait Settable<M> {}
impl<M> Settable<M> for ReadWrite {}
impl<M> Settable<M> for WriteOnly {}
#[diagnostic::do_not_recommend]
impl<M> Settable<M> for ByName {}

/// Columns that [`Changes::clear`](crate::changes::Changes::clear) takes in a request with the
/// message `M`.
#[diagnostic::on_unimplemented(
    message = "a column with access `{Self}` can't be cleared by the message `{M}`",
    label = "this column can't be set to null here",
    note = "leave out a `ReadOnly` column, which Dataverse fills; a state, a status, or a `Required` lookup always has a value",
    note = "a `CreateOnly` column can be cleared only with `create()` or `upsert(…)`, an `UpdateOnly` column only with `update(…)` or `upsert(…)`"
)]
pub trait Clearable<M> {}
impl<M> Clearable<M> for ReadWrite {}
impl<M> Clearable<M> for WriteOnly {}
impl<M> Clearable<M> for ByBind {}
#[diagnostic::do_not_recommend]
impl<M> Clearable<M> for ByName {}
impl<M: KnownRelationship> Clearable<M> for ByUnknownBind {}

/// Columns that [`Changes::bind`](crate::changes::Changes::bind) takes in a request with the
/// message `M`.
#[diagnostic::on_unimplemented(
    message = "a column with access `{Self}` can't be bound by the message `{M}`",
    label = "this column can't be bound here",
    note = "Dataverse fills a `ReadOnly` lookup: leave it out; if your environment accepts it, an overlay with the lookup in its section `Writable columns/attributes` makes it writable",
    note = "a `CreateOnly` lookup can be bound only with `create()` or `upsert(…)`, an `UpdateOnly` lookup only with `update(…)` or `upsert(…)`"
)]
pub trait Bindable<M> {}
impl<M> Bindable<M> for ByBind {}
#[diagnostic::do_not_recommend]
impl<M> Bindable<M> for ByName {}
impl<M: KnownRelationship> Bindable<M> for ByUnknownBind {}

#[diagnostic::do_not_recommend]
impl<M, A: Bindable<M>> Bindable<M> for Required<A> {}

/// A trait that no type implements, for the message about lookups with the access
/// [`ByUnknownBind`].
#[diagnostic::on_unimplemented(
    message = "the page doesn't list the relationship of this lookup",
    label = "the navigation property of this lookup isn't known",
    note = "the lookup is writable, but requests set it through a navigation property, which the page names under \"Many-to-One relationships\"",
    note = "add the relationship in an overlay page, or replace the page by a current one"
)]
#[doc(hidden)]
pub trait KnownRelationship {}

macro_rules! only {
    ($($access:ident: $($trait:ident<$message:ident>),*;)*) => {
        $($(
            #[diagnostic::do_not_recommend]
            impl<A: $trait<$message>> $trait<$message> for $access<A> {}
        )*)*
    };
}
only! {
    CreateOnly: Settable<Create>, Clearable<Create>, Bindable<Create>;
    CreateOnly: Settable<Upsert>, Clearable<Upsert>, Bindable<Upsert>;
    UpdateOnly: Settable<Update>, Clearable<Update>, Bindable<Update>;
    UpdateOnly: Settable<Upsert>, Clearable<Upsert>, Bindable<Upsert>;
}
