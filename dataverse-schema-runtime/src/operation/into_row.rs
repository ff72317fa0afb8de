use core::marker::PhantomData;

use super::row_value::RowValue;
use crate::changes::Changes;
use crate::table::{AlternateKey, EntitySet, Table};
use crate::value::Id;

/// A parameter that takes rows of the table `T`.
#[derive(Debug)]
pub struct RowOf<T>(PhantomData<fn() -> T>);

/// A parameter that takes rows of any table.
#[derive(Debug)]
pub struct AnyRow;

/// A row that a parameter of an operation takes: the id or an alternate key of an existing row, or a new row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a row that this parameter takes",
    label = "expected `{K}`",
    note = "pass the `Id` or an `AlternateKey` of an existing row, or a new row: `TheTable::create().set(column, value)`",
    note = "of a table without a page, pass JSON: `RowValue::from(Json::new(&value)?)`"
)]
pub trait IntoRow<K> {
    /// Returns the row.
    fn into_row(self) -> RowValue;
}

impl<T: EntitySet> IntoRow<RowOf<T>> for Id<T> {
    fn into_row(self) -> RowValue {
        self.into()
    }
}

impl<T: EntitySet> IntoRow<AnyRow> for Id<T> {
    fn into_row(self) -> RowValue {
        self.into()
    }
}

impl<T: Table> IntoRow<RowOf<T>> for AlternateKey<T> {
    fn into_row(self) -> RowValue {
        self.into()
    }
}

impl<T: Table> IntoRow<AnyRow> for AlternateKey<T> {
    fn into_row(self) -> RowValue {
        self.into()
    }
}

impl<T: Table, M> IntoRow<RowOf<T>> for Changes<T, M> {
    fn into_row(self) -> RowValue {
        self.into()
    }
}

impl<T: Table, M> IntoRow<AnyRow> for Changes<T, M> {
    fn into_row(self) -> RowValue {
        self.into()
    }
}

impl<K> IntoRow<K> for RowValue {
    fn into_row(self) -> RowValue {
        self
    }
}
