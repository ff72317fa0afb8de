use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use super::entity_set::EntitySet;
use super::row_address::{RowAddress, RowKey};
use crate::value::Id;

/// A value that identifies a row of table `T`: an [`Id`], an
/// [`AlternateKey`](super::AlternateKey), an [`Address`], or the content id of a request that
/// creates the row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't identify a row of `{T}`",
    label = "expected an id or an alternate key of a row of `{T}`",
    note = "use an `Id<{T}>` or an `AlternateKey<{T}>`, for example the field of a row's primary key; in a change set, use the `ContentId<{T}>` of the request that creates the row",
    note = "to update what differs between two rows, use `Changes::diff(id, &before, &after)`",
    note = "to create a related row together with a row, use `insert(relationship, changes)`",
    note = "if two includes generate the same table, take its type from one of them: `extern_tables(the_table = crate::other::TheTable)`"
)]
pub trait Locator<T> {
    /// Returns the address of the row.
    fn address(self) -> Address<T>;
}

/// The address of a row of table `T`.
///
/// It is formatted as the path below the base URL, percent-encoded.
pub struct Address<T> {
    row: RowAddress,
    table: PhantomData<fn() -> T>,
}

impl<T> Address<T> {
    pub(crate) fn new(row: RowAddress) -> Self {
        Self {
            row,
            table: PhantomData,
        }
    }

    /// Creates the address of the row that a request of the same change set creates.
    #[doc(hidden)]
    pub fn from_content_id(number: usize) -> Self
    where
        T: EntitySet,
    {
        Self::new(RowAddress {
            entity_set: T::entity_set(),
            key: RowKey::ContentId(number),
        })
    }

    /// Returns the id, or `None` if an alternate key identifies the row.
    pub fn id(&self) -> Option<Id<T>> {
        self.row.id().map(Id::new)
    }

    #[doc(hidden)]
    pub fn row(&self) -> &RowAddress {
        &self.row
    }

    pub(crate) fn into_row(self) -> RowAddress {
        self.row
    }
}

impl<T: EntitySet> Locator<T> for Id<T> {
    fn address(self) -> Address<T> {
        Address::new(RowAddress::new(T::entity_set(), self.uuid()))
    }
}

impl<T> Locator<T> for Address<T> {
    fn address(self) -> Address<T> {
        self
    }
}

impl<T> Clone for Address<T> {
    fn clone(&self) -> Self {
        Self::new(self.row.clone())
    }
}
impl<T> PartialEq for Address<T> {
    fn eq(&self, other: &Self) -> bool {
        self.row == other.row
    }
}
impl<T> Display for Address<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.row, f)
    }
}
impl<T> Debug for Address<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.row, f)
    }
}
