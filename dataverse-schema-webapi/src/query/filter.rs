use core::marker::PhantomData;
use core::ops::Not;

use dataverse_schema_runtime::row::{ColumnValue, Comparable, Ordered};
use dataverse_schema_runtime::value::IntoValue;

use super::ast::{ColumnPath, Condition, Operand};
use super::query_column::Property;

/// A condition on rows of table `T` (`$filter`).
///
/// It is made by the methods of columns ([`Filterable`], [`Matches`](super::Matches)), and of relationships to lists
/// ([`Lambda`](super::Lambda)).
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

    /// Rows on which this condition holds and the other.
    pub fn and(self, other: Self) -> Self {
        Self::new(self.condition.and(other.condition))
    }

    /// Rows on which this condition holds or the other, or both.
    pub fn or(self, other: Self) -> Self {
        Self::new(self.condition.or(other.condition))
    }
}

/// Rows on which the condition doesn't hold. The service refuses `not` in front of its query functions, most of which have a
/// counterpart (`is_not_in`, `not_between`, …).
impl<T> Not for Filter<T> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(Condition::Not(Box::new(self.condition)))
    }
}

/// The conditions that a column can be put under. Texts are compared without regard to case, as the service does.
#[allow(clippy::wrong_self_convention)] // They are questions to the service.
pub trait Filterable: Property {
    /// The value is this one. A lookup is compared by the id of the row that it points to.
    fn eq(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        compare(self, "eq", value)
    }

    /// The value is another one, or there is none.
    fn ne(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        compare(self, "ne", value)
    }

    /// The value is greater.
    fn gt(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        compare(self, "gt", value)
    }

    /// The value is greater, or the same.
    fn ge(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        compare(self, "ge", value)
    }

    /// The value is less.
    fn lt(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        compare(self, "lt", value)
    }

    /// The value is less, or the same.
    fn le(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        compare(self, "le", value)
    }

    /// There is no value.
    fn is_null(self) -> Filter<Self::Table> {
        compared(self.path(), "eq", Operand::Null)
    }

    /// There is a value.
    fn is_not_null(self) -> Filter<Self::Table> {
        compared(self.path(), "ne", Operand::Null)
    }

    /// The text contains this one.
    fn contains(self, text: impl Into<String>) -> Filter<Self::Table>
    where
        Self: Property<Value = String>,
    {
        text_function(self, "contains", text.into())
    }

    /// The text starts with this one.
    fn starts_with(self, text: impl Into<String>) -> Filter<Self::Table>
    where
        Self: Property<Value = String>,
    {
        text_function(self, "startswith", text.into())
    }

    /// The text ends with this one.
    fn ends_with(self, text: impl Into<String>) -> Filter<Self::Table>
    where
        Self: Property<Value = String>,
    {
        text_function(self, "endswith", text.into())
    }
}
impl<P: Property> Filterable for P {}

fn compare<P: Property>(
    property: P,
    operator: &'static str,
    value: impl IntoValue<P::Value>,
) -> Filter<P::Table> {
    let value = value.into_value().value().into_owned();
    compared(property.path(), operator, Operand::Value(value))
}

fn compared<T>(path: ColumnPath, operator: &'static str, operand: Operand) -> Filter<T> {
    Filter::new(Condition::Compare {
        path,
        operator,
        operand,
    })
}

fn text_function<P: Property>(
    property: P,
    function: &'static str,
    text: String,
) -> Filter<P::Table> {
    Filter::new(Condition::Text {
        function,
        path: property.path(),
        text,
    })
}
