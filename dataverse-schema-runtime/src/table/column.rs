use core::fmt::{self, Debug};
use core::marker::PhantomData;

use super::row_type::Table;
use crate::info::{ColumnInfo, ColumnKind};
use crate::row::ColumnValue;
use crate::rule::{Failure, Scope, limit};
use crate::value::{File, Image};

/// A column of table `T` with values of type `V` and the access `A` (see
/// [`access`](super::access)).
#[rustfmt::skip]
pub struct Column<T, V, A> { // not a condition: write `c.active.eq(false)` in place of `!c.active`
    index: u16,
    r#type: PhantomData<fn(T, A) -> V>,
}

/// Creates the column with this index in
/// [`TableInfo::columns`](crate::info::TableInfo::columns).
pub const fn column<T, V, A>(index: u16) -> Column<T, V, A> {
    Column {
        index,
        r#type: PhantomData,
    }
}

impl<T, V, A> Clone for Column<T, V, A> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T, V, A> Copy for Column<T, V, A> {}
impl<T: Table, V, A> Debug for Column<T, V, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = T::info();
        write!(f, "{}.{}", table.logical_name, self.info().logical_name)
    }
}

impl<T: Table, V, A> Column<T, V, A> {
    /// Returns the description of the column on the page.
    pub fn info(self) -> &'static ColumnInfo {
        &T::info().columns[usize::from(self.index)]
    }
}

impl<T, V, A> Column<T, V, A> {
    pub(crate) const fn index(self) -> u16 {
        self.index
    }
}

impl<T: Table, V: ColumnValue, A> Column<T, V, A> {
    /// Checks a value against the column's limits.
    ///
    /// A value that the service rounds is valid: see
    /// [`Checks::deny_rounding`](crate::check::Checks::deny_rounding).
    ///
    /// # Errors
    /// Returns the rule that the value violates.
    pub fn check(self, value: &V) -> Result<(), Failure> {
        let column = self.info();
        match value.violation(&column.kind, Scope::DEFAULT) {
            Some(rule) => Err(Failure::new(column, rule)),
            None => Ok(()),
        }
    }
}

/// Values with a maximum length: text.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` have no maximum length",
    label = "only text columns have a maximum length",
    note = "an integer column has `range()`, a File or Image column `max_size()`; all limits of a column are in `info().kind`"
)]
pub trait LimitedLength {}
impl LimitedLength for String {}

/// Values with a maximum size: files and images.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` have no maximum size",
    label = "only File and Image columns have a maximum size",
    note = "a text column has `max_length()`, an integer column `range()`; all limits of a column are in `info().kind`"
)]
pub trait LimitedSize {}
impl LimitedSize for File {}
impl LimitedSize for Image {}

/// Values with a range: integers.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` have no range of integers",
    label = "only integer columns have a range",
    note = "a text column has `max_length()`, a File or Image column `max_size()`; all limits of a column are in `info().kind`"
)]
pub trait LimitedRange {}
impl LimitedRange for i32 {}

// The methods have the bounds, so that the compiler explains them instead of missing a method.
impl<T: Table, V, A> Column<T, V, A> {
    /// Returns the maximum length in UTF-16 code units, or `None` if the column has no maximum.
    pub fn max_length(self) -> Option<u32>
    where
        V: LimitedLength,
    {
        match self.info().kind {
            ColumnKind::String { max_length } | ColumnKind::Memo { max_length } => Some(max_length),
            _ => None,
        }
    }

    /// Returns the maximum size of a file or image in bytes, or `None` if the page has no limit.
    ///
    /// The page specifies the size as `MaxSizeInKB`, in units of 1,024 bytes.
    pub fn max_size(self) -> Option<u64>
    where
        V: LimitedSize,
    {
        max_size(self.info())
    }

    /// Checks the size in bytes of a file or image to upload.
    ///
    /// # Errors
    /// Returns an error if the size exceeds the limit on the page.
    pub fn check_size(self, bytes: u64) -> Result<(), Failure>
    where
        V: LimitedSize,
    {
        check_size(self.info(), bytes)
    }

    /// Returns the inclusive range of allowed values.
    pub fn range(self) -> core::ops::RangeInclusive<i32>
    where
        V: LimitedRange,
    {
        match self.info().kind {
            ColumnKind::Integer { min, max } => min..=max,
            _ => i32::MIN..=i32::MAX,
        }
    }
}

fn check_size(column: &'static ColumnInfo, bytes: u64) -> Result<(), Failure> {
    let rule = match column.kind {
        ColumnKind::File { max_size } | ColumnKind::Image { max_size, .. } => {
            limit::size(bytes, max_size)
        }
        _ => None,
    };
    rule.map_or(Ok(()), |rule| Err(Failure::new(column, rule)))
}

fn max_size(column: &ColumnInfo) -> Option<u64> {
    match column.kind {
        ColumnKind::File { max_size } | ColumnKind::Image { max_size, .. } => {
            (max_size != u32::MAX).then_some(u64::from(max_size) * 1024)
        }
        _ => None,
    }
}
