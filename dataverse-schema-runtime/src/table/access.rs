//! What may be done with a column, as types, so that the compiler answers: the third parameter of [`Column`](super::Column).

/// Can be read and set.
#[derive(Clone, Copy, Debug)]
pub enum ReadWrite {}
/// Filled by Dataverse (the page lists it under "Read-only columns"), or not settable in a body (files, lookups for
/// which the page names no navigation property).
#[derive(Clone, Copy, Debug)]
pub enum ReadOnly {}
/// Can be set, but is never returned (`IsValidForRead` is False).
#[derive(Clone, Copy, Debug)]
pub enum WriteOnly {}
/// A writable lookup: it is bound to a row of another table, not set to a value.
#[derive(Clone, Copy, Debug)]
pub enum ByBind {}
/// A writable PartyList column: parties are given with a new row.
#[derive(Clone, Copy, Debug)]
pub enum ByParty {}
/// A state or status: both are set together with `set_state`.
#[derive(Clone, Copy, Debug)]
pub enum ByState {}

/// Columns whose values come with a row, so that they can be selected, filtered and ordered by.
#[diagnostic::on_unimplemented(
    message = "a column with access `{Self}` is never returned",
    label = "this column can't be read",
    note = "its `IsValidForRead` is False on the page, or it is a PartyList column, whose parties are read over the relationship to `activityparty`"
)]
pub trait Readable {}
impl Readable for ReadWrite {}
impl Readable for ReadOnly {}
impl Readable for ByBind {}
impl Readable for ByState {}

/// Columns that [`Changes::set`](crate::changes::Changes::set) takes.
#[diagnostic::on_unimplemented(
    message = "a column with access `{Self}` can't be set",
    label = "this column isn't settable",
    note = "Dataverse fills read-only columns; use `bind` for a lookup, `set_state` for a state or status, `add_party` for parties"
)]
pub trait Settable {}
impl Settable for ReadWrite {}
impl Settable for WriteOnly {}

/// Columns that [`Changes::clear`](crate::changes::Changes::clear) takes.
#[diagnostic::on_unimplemented(
    message = "a column with access `{Self}` can't be cleared",
    label = "this column can't be set to null",
    note = "Dataverse fills read-only columns; a state or status always has a value"
)]
pub trait Clearable {}
impl Clearable for ReadWrite {}
impl Clearable for WriteOnly {}
impl Clearable for ByBind {}

/// Columns that [`Changes::bind`](crate::changes::Changes::bind) takes.
#[diagnostic::on_unimplemented(
    message = "a lookup with access `{Self}` can't be bound",
    label = "this lookup isn't writable",
    note = "a lookup can be bound if it is in the page's writable section and has a many-to-one relationship"
)]
pub trait Bindable {}
impl Bindable for ByBind {}
