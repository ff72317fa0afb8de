use core::fmt::{self, Debug};

use super::access::Readable;
use super::address::{Address, Locator};
use super::column::Column;
use super::row_address::{RowAddress, RowKey};
use super::row_type::Table;
use crate::info::ColumnInfo;
use crate::row::{ColumnValue, Comparable, IntoValue};
use crate::rule::{Failure, Rule, limit};
use crate::value::Value;

/// The characters that the service doesn't support in the strings of an alternate key.
const UNSUPPORTED: [char; 10] = ['/', '<', '>', '*', '%', '&', ':', '\\', '?', '+'];

/// An alternate key: values of columns that identify a row of table `T`, for example
/// `accounts(accountnumber='ABC123')`.
///
/// The columns must form a key of the table. Microsoft's pages don't list keys, but an overlay may.
///
/// A row of an elastic table is identified by its id and its partition: use both as the columns of
/// the key.
pub struct AlternateKey<T> {
    values: Vec<(&'static ColumnInfo, Value<'static>)>,
    is_unchecked: bool,
    table: core::marker::PhantomData<fn() -> T>,
}

impl<T: Table> AlternateKey<T> {
    /// Creates a key of one column.
    ///
    /// # Errors
    /// Returns an error for a string with a character that the service doesn't support in a key,
    /// one of `/ < > * % & : \ ? +`. [`new_unchecked`](Self::new_unchecked) accepts it.
    /// A column that was found by name must be one that can be part of a key, and the value of its
    /// type.
    #[rustfmt::skip]
    pub fn new<V: ColumnValue + Comparable, A: Readable>( // a column of the table: `TheTable::columns().name`
        column: Column<T, V, A>,
        value: impl IntoValue<V>,
    ) -> Result<Self, Failure> {
        Self::empty().and(column, value)
    }

    /// Adds another column to the key.
    ///
    /// # Errors
    /// Returns an error for a string with an unsupported character, like [`new`](Self::new).
    #[rustfmt::skip]
    pub fn and<V: ColumnValue + Comparable, A: Readable>( // a column of the same table: `TheTable::columns().name`
        self,
        column: Column<T, V, A>,
        value: impl IntoValue<V>,
    ) -> Result<Self, Failure> {
        let value = value.into_value();
        let key = self.with_column(column, &value)?;
        if let Value::Text(text) = value.value()
            && let Some(character) = text.chars().find(|c| UNSUPPORTED.contains(c))
        {
            return Err(Failure::new(column.info(), Rule::KeyCharacter(character)));
        }
        Ok(key)
    }

    /// Creates a key of one column without checking the characters of a string.
    ///
    /// # Errors
    /// Returns an error for a column that was found by name if it can't be part of a key, or if
    /// the value isn't of its type.
    pub fn new_unchecked<V: ColumnValue + Comparable, A: Readable>(
        column: Column<T, V, A>,
        value: impl IntoValue<V>,
    ) -> Result<Self, Failure> {
        Self::empty().and_unchecked(column, value)
    }

    /// Adds another column to the key without checking the characters of a string.
    ///
    /// # Errors
    /// Returns an error for a column that was found by name, like
    /// [`new_unchecked`](Self::new_unchecked).
    pub fn and_unchecked<V: ColumnValue + Comparable, A: Readable>(
        mut self,
        column: Column<T, V, A>,
        value: impl IntoValue<V>,
    ) -> Result<Self, Failure> {
        self.is_unchecked = true;
        self.with_column(column, &value.into_value())
    }

    fn empty() -> Self {
        Self {
            values: Vec::new(),
            is_unchecked: false,
            table: core::marker::PhantomData,
        }
    }

    fn with_column<V: ColumnValue, A>(
        mut self,
        column: Column<T, V, A>,
        value: &V,
    ) -> Result<Self, Failure> {
        let (column, value) = (column.info(), value.value());
        match misfit(column, &value) {
            Some(rule) => Err(Failure::new(column, rule)),
            None => {
                self.values.push((column, value.into_owned()));
                Ok(self)
            }
        }
    }
}

/// Returns the violated rule if a column can't be part of a key, or the value isn't of its type.
///
/// The compiler checks that for columns that aren't found by name.
fn misfit(column: &ColumnInfo, value: &Value<'_>) -> Option<Rule> {
    let value_type = value.value_type();
    limit::wrong_type(&column.kind, value)
        .or_else(|| (!value_type.is_comparable()).then_some(Rule::NotInKey(value_type)))
        .or_else(|| (!column.valid_for_read).then_some(Rule::NotInRow))
}

/// The primary key alone is written without its name, which the service doesn't support for
/// `systemuser` and `team`.
impl<T: Table> Locator<T> for AlternateKey<T> {
    fn address(self) -> Address<T> {
        let table = T::info();
        let key = match self.values.as_slice() {
            [(column, Value::Guid(id))] if column.logical_name == table.primary_id => {
                RowKey::Id(*id)
            }
            _ => RowKey::Columns {
                values: self.values,
                is_unchecked: self.is_unchecked,
            },
        };
        Address::new(RowAddress {
            entity_set: table.entity_set,
            key,
        })
    }
}

impl<T> Clone for AlternateKey<T> {
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
            is_unchecked: self.is_unchecked,
            table: self.table,
        }
    }
}

impl<T> Debug for AlternateKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self
            .values
            .iter()
            .map(|(column, value)| (column.logical_name, value));
        f.debug_map().entries(names).finish()
    }
}
