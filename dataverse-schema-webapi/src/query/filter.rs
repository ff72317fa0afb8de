use core::marker::PhantomData;
use core::ops::Not;

use dataverse_schema_runtime::row::{ColumnValue, Comparable, Ordered};
use dataverse_schema_runtime::value::IntoValue;

use super::ast::{ColumnPath, Condition, Operand};
use super::query_column::QueryColumn;

/// A condition on rows of table `T` (`$filter`).
///
/// Methods of columns create one ([`Filterable`], [`ListFunctions`](super::ListFunctions)), and
/// methods of relationships to lists ([`Lambda`](super::Lambda)).
#[derive(Clone, Debug)]
#[must_use]
pub struct Filter<T> {
    pub(crate) condition: Condition,
    table: PhantomData<fn() -> T>,
}

impl<T> Filter<T> {
    pub(crate) fn new(condition: Condition) -> Self {
        Self {
            condition,
            table: PhantomData,
        }
    }

    /// Matches rows that match both conditions.
    pub fn and(self, other: Self) -> Self {
        Self::new(self.condition.and(other.condition))
    }

    /// Matches rows that match at least one of the conditions.
    pub fn or(self, other: Self) -> Self {
        Self::new(self.condition.or(other.condition))
    }
}

/// Matches rows that don't match the condition.
///
/// The service rejects `not` in front of its query functions. Many of them have a counterpart
/// (`is_not_in`, `not_between`, …).
impl<T> Not for Filter<T> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(Condition::Not(Box::new(self.condition)))
    }
}

/// Conditions on a column. The service compares strings without regard to case.
#[allow(clippy::wrong_self_convention)] // `is_null` builds a condition.
pub trait Filterable: QueryColumn {
    /// Matches rows with this value. A lookup is compared by the id of its row.
    fn eq(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        compare(self, "eq", value)
    }

    /// Matches rows with another value, or without a value.
    fn ne(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        compare(self, "ne", value)
    }

    /// Matches rows whose value is greater than this value.
    fn gt(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        compare(self, "gt", value)
    }

    /// Matches rows whose value is greater than or equal to this value.
    fn ge(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        compare(self, "ge", value)
    }

    /// Matches rows whose value is less than this value.
    fn lt(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        compare(self, "lt", value)
    }

    /// Matches rows whose value is less than or equal to this value.
    fn le(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        compare(self, "le", value)
    }

    /// Matches rows without a value.
    fn is_null(self) -> Filter<Self::Table> {
        compare_with(self.path(), "eq", Operand::Null)
    }

    /// Matches rows with a value.
    fn is_not_null(self) -> Filter<Self::Table> {
        compare_with(self.path(), "ne", Operand::Null)
    }

    /// Matches rows whose value contains this string.
    fn contains(self, text: impl Into<String>) -> Filter<Self::Table>
    where
        Self: QueryColumn<Value = String>,
    {
        text_function(self, "contains", text.into())
    }

    /// Matches rows whose value starts with this string.
    fn starts_with(self, text: impl Into<String>) -> Filter<Self::Table>
    where
        Self: QueryColumn<Value = String>,
    {
        text_function(self, "startswith", text.into())
    }

    /// Matches rows whose value ends with this string.
    fn ends_with(self, text: impl Into<String>) -> Filter<Self::Table>
    where
        Self: QueryColumn<Value = String>,
    {
        text_function(self, "endswith", text.into())
    }
}
impl<P: QueryColumn> Filterable for P {}

fn compare<P: QueryColumn>(
    column: P,
    operator: &'static str,
    value: impl IntoValue<P::Value>,
) -> Filter<P::Table> {
    let value = value.into_value().value().into_owned();
    compare_with(column.path(), operator, Operand::Value(value))
}

fn compare_with<T>(path: ColumnPath, operator: &'static str, operand: Operand) -> Filter<T> {
    Filter::new(Condition::Compare {
        path,
        operator,
        operand,
    })
}

fn text_function<P: QueryColumn>(
    column: P,
    function: &'static str,
    text: String,
) -> Filter<P::Table> {
    Filter::new(Condition::Text {
        function,
        path: column.path(),
        text,
    })
}
