use core::marker::PhantomData;

use dataverse_schema_runtime::check::Checks;
use dataverse_schema_runtime::row::{ColumnValue, Comparable};
use dataverse_schema_runtime::table::{Column, Locator, Readable, Table};
use dataverse_schema_runtime::value::{Id, IntoValue};

use crate::text::literal;

/// An alternate key: values of columns that identify a row of table `T`, for example `accounts(accountnumber='ABC123')`.
///
/// The service looks for the columns of a key that the table has; pages don't list these, an overlay may. It doesn't support
/// values with one of `/ < > * % & : \ ? +`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Key<T> {
    parts: String,
    checks: Checks,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> Key<T> {
    /// A key of one column.
    pub fn new<V: ColumnValue + Comparable, A: Readable>(
        column: Column<T, V, A>,
        value: impl IntoValue<V>,
    ) -> Self {
        let empty = Self {
            parts: String::new(),
            checks: Checks::default(),
            table: PhantomData,
        };
        empty.and(column, value)
    }

    /// A further column of the key.
    pub fn and<V: ColumnValue + Comparable, A: Readable>(
        mut self,
        column: Column<T, V, A>,
        value: impl IntoValue<V>,
    ) -> Self {
        if !self.parts.is_empty() {
            self.parts.push(',');
        }
        self.parts.push_str(column.info().property);
        self.parts.push('=');
        literal(&mut self.parts, &value.into_value().value());
        self.checks = self.checks.ignore(column);
        self
    }

    /// What is checked of a row that has the key's values in its address.
    pub(super) fn checks(&self) -> &Checks {
        &self.checks
    }

    pub(super) fn path(&self) -> String {
        format!("{}({})", T::info().entity_set, self.parts)
    }
}

impl<T: Table> Locator<T> for Key<T> {
    fn locate(self) -> String {
        format!("/{}", self.path())
    }
}

/// Where a row of table `T` is: its id or an alternate key, both of which can be given in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<T> {
    path: String,
    table: PhantomData<fn() -> T>,
}

impl<T> Address<T> {
    pub(crate) fn new(path: String) -> Self {
        Self {
            path,
            table: PhantomData,
        }
    }

    /// The path below the base address.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl<T: Table> From<Id<T>> for Address<T> {
    fn from(id: Id<T>) -> Self {
        Self::new(format!("{}({id})", T::info().entity_set))
    }
}

impl<T: Table> From<Key<T>> for Address<T> {
    fn from(key: Key<T>) -> Self {
        Self::new(key.path())
    }
}
