//! The kinds of access to a column, as types that the compiler checks.
//!
//! They are the third parameter of [`Column`](super::Column).

/// The access to a column that can be read and set.
#[derive(Clone, Copy, Debug)]
pub enum ReadWrite {}
/// The access to a column that can't be set in a request body.
///
/// Dataverse fills the columns that the page lists under "Read-only columns". The others are
/// files, and lookups without a navigation property on the page.
#[derive(Clone, Copy, Debug)]
pub enum ReadOnly {}
/// The access to a column that can be set but is never returned (`IsValidForRead` is False).
#[derive(Clone, Copy, Debug)]
pub enum WriteOnly {}
/// The access to a writable lookup, which is bound to a row instead of set to a value.
#[derive(Clone, Copy, Debug)]
pub enum ByBind {}
/// The access to a writable PartyList column, whose parties are added with a new row.
#[derive(Clone, Copy, Debug)]
pub enum ByParty {}
/// The access to a state or status column, which `set_state` sets together.
#[derive(Clone, Copy, Debug)]
pub enum ByState {}

/// Columns that are returned with a row, and that queries can select, filter and order by.
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
