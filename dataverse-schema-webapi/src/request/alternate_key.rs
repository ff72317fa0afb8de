use core::marker::PhantomData;

use dataverse_schema_runtime::check::Checks;
use dataverse_schema_runtime::row::{ColumnValue, Comparable};
use dataverse_schema_runtime::table::{Column, Locator, Readable, Table};
use dataverse_schema_runtime::value::{Id, IntoValue};

use crate::text::push_literal;

/// An alternate key: values of columns that identify a row of table `T`, for example
/// `accounts(accountnumber='ABC123')`.
///
/// The columns must form a key of the table. Pages don't list keys; an overlay may. The service
/// doesn't support values that contain one of `/ < > * % & : \ ? +`.
#[derive(Clone, Debug)]
#[must_use]
pub struct AlternateKey<T> {
    values: String,
    checks: Checks,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> AlternateKey<T> {
    /// Creates a key of one column.
    pub fn new<V: ColumnValue + Comparable, A: Readable>(
        column: Column<T, V, A>,
        value: impl IntoValue<V>,
    ) -> Self {
        let empty = Self {
            values: String::new(),
            checks: Checks::default(),
            table: PhantomData,
        };
        empty.and(column, value)
    }

    /// Adds another column to the key.
    pub fn and<V: ColumnValue + Comparable, A: Readable>(
        mut self,
        column: Column<T, V, A>,
        value: impl IntoValue<V>,
    ) -> Self {
        if !self.values.is_empty() {
            self.values.push(',');
        }
        self.values.push_str(column.info().property);
        self.values.push('=');
        push_literal(&mut self.values, &value.into_value().value());
        self.checks = self.checks.ignore(column);
        self
    }

    /// Returns the checks for a row whose URL already contains the key's values.
    pub(super) fn checks(&self) -> &Checks {
        &self.checks
    }

    pub(super) fn path(&self) -> String {
        format!("{}({})", T::info().entity_set, self.values)
    }
}

impl<T: Table> Locator<T> for AlternateKey<T> {
    fn locate(self) -> String {
        format!("/{}", self.path())
    }
}

/// The address of a row of table `T`: its path below the base URL.
///
/// Functions that take an address also take an [`Id`] or an [`AlternateKey`].
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

    /// Returns the path below the base URL.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl<T: Table> From<Id<T>> for Address<T> {
    fn from(id: Id<T>) -> Self {
        Self::new(format!("{}({id})", T::info().entity_set))
    }
}

impl<T: Table> From<AlternateKey<T>> for Address<T> {
    fn from(key: AlternateKey<T>) -> Self {
        Self::new(key.path())
    }
}
