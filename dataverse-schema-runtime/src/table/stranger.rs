//! Types that don't identify a row, each with an error that says what to use instead.
//!
//! The impls of [`Locator`] here have conditions that never hold, which the compiler explains. It
//! explains only conditions on another type than the implementor, so they are conditions on the
//! address.

use uuid::Uuid;

use super::address::{Address, Locator};
use super::column::Column;
use crate::row::IntoValue;
use crate::value::Lookup;
use crate::value::never::{Never as _, never};

never! {
    /// The condition of a string.
    #[diagnostic::on_unimplemented(
        message = "text doesn't identify a row of `{T}`",
        label = "expected an id or an alternate key of a row of `{T}`, found text",
        note = "parse the id: `text.parse::<Id<{T}>>()?`; if the column has several targets, write one in place of `_`",
        note = "to identify the row by other columns, use `AlternateKey::new(column, value)?`; a party without a row is added by `add_party_address(column, text)`"
    )]
    ParsedId [T]

    /// The condition of a GUID.
    #[diagnostic::on_unimplemented(
        message = "a `Uuid` doesn't identify a row of `{T}`, as it has no table",
        label = "expected an id or an alternate key of a row of `{T}`, found a `Uuid`",
        note = "create the id of a row of the table: `Id::<{T}>::new(uuid)`; if the column has several targets, write one in place of `_`"
    )]
    TypedId [T]

    /// The condition of an `Option`.
    #[diagnostic::on_unimplemented(
        message = "an `Option` doesn't identify a row of `{T}`",
        label = "expected an id or an alternate key of a row of `{T}`, found an `Option`",
        note = "the id of a row is an `Option`, as a query may not select it: use `?`, `expect(…)`, or `if let Some(id)`",
        note = "to set a lookup to null, use `clear(column)`"
    )]
    PresentRow [T]

    /// The condition of a `Result`.
    #[diagnostic::on_unimplemented(
        message = "a `Result` doesn't identify a row of `{T}`",
        label = "expected an id or an alternate key of a row of `{T}`, found a `Result`",
        note = "handle the error first, for example with `?`"
    )]
    CheckedRow [T]

    /// The condition of the value of a lookup.
    #[diagnostic::on_unimplemented(
        message = "a `Lookup` doesn't identify a row of `{T}`",
        label = "expected an id or an alternate key of a row of `{T}`, found a `Lookup`",
        note = "use its id: `lookup.id()`, or `lookup.id_of::<TheTable>()`, an `Option`, if it has several targets"
    )]
    LookupOfRow [T]

    /// The condition of a column as the value of a column.
    #[diagnostic::on_unimplemented(
        message = "a column can't be the value of a column that holds `{Self}`",
        label = "expected a value of type `{Self}`, found a column",
        note = "to compare two columns of a row in a filter, use `eq_column`, `ne_column`, `gt_column`, `ge_column`, `lt_column`, or `le_column`"
    )]
    FromColumn []

    /// The condition of an operator.
    #[diagnostic::on_unimplemented(
        message = "columns can't be compared by operators",
        label = "expected a method such as `eq`",
        note = "conditions are methods of columns: `c.name.eq(\"Contoso\")` for `==`, `ne` for `!=`, `gt` for `>`, `ge` for `>=`, `lt` for `<`, and `le` for `<=`",
        note = "the methods are those of traits: import them with `use dataverse_schema::prelude::*`"
    )]
    Operand []
}

macro_rules! stranger {
    ($([$($generics:tt)*] $type:ty where $trait:ident;)*) => {
        $(impl<$($generics)*> Locator<T> for $type
        where
            Address<T>: $trait<T>,
        {
            fn address(self) -> Address<T> {
                Address::<T>::never()
            }
        })*
    };
}
stranger! {
    [T] &str where ParsedId;
    [T] String where ParsedId;
    [T] Uuid where TypedId;
    [T, L] Option<L> where PresentRow;
    [T, L, E] Result<L, E> where CheckedRow;
    [T, S] Lookup<S> where LookupOfRow;
}

impl<V: FromColumn, T, X, A> IntoValue<V> for Column<T, X, A> {
    fn into_value(self) -> V {
        V::never()
    }
}

impl<T, V, A, R: Operand> PartialEq<R> for Column<T, V, A> {
    fn eq(&self, _: &R) -> bool {
        R::never()
    }
}

impl<T, V, A, R: Operand> PartialOrd<R> for Column<T, V, A> {
    fn partial_cmp(&self, _: &R) -> Option<core::cmp::Ordering> {
        R::never()
    }
}
