use core::marker::PhantomData;
use core::ops::Not;

use dataverse_schema_runtime::{
    Column, ColumnValue, Comparable, IntoValue, ManyToMany, Named, OneToMany, Ordered, Readable,
    Relationship, Table, Value,
};

use super::property::{Path, Property};

/// A condition on rows of table `T` (`$filter`).
///
/// It is made by the methods of columns ([`Filterable`], [`Matches`](super::Matches)), and of relationships to lists
/// ([`Lambda`]).
#[derive(Clone, Debug)]
#[must_use]
pub struct Filter<T> {
    pub(crate) condition: Condition,
    table: PhantomData<fn() -> T>,
}

/// A condition whatever its table.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Compare {
        path: Path,
        operator: &'static str,
        operand: Operand,
    },
    /// One of OData's functions on texts. Wildcards in the text are escaped.
    Text {
        function: &'static str,
        path: Path,
        text: String,
    },
    /// One of Dataverse's query functions.
    Function {
        name: &'static str,
        path: Path,
        arguments: Arguments,
    },
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Lambda {
        quantifier: &'static str,
        navigation: &'static str,
        condition: Option<Box<Condition>>,
    },
}

#[derive(Clone, Debug)]
pub(crate) enum Operand {
    Null,
    Value(Value<'static>),
    Column(Path),
}

/// The arguments of a query function besides the name of the property.
#[derive(Clone, Debug)]
pub(crate) enum Arguments {
    None,
    Value(Value<'static>),
    /// `PropertyValue1`, `PropertyValue2`
    Numbers(i64, i64),
    List(Vec<Value<'static>>),
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
        Self::new(match self.condition {
            Condition::And(mut all) => {
                all.push(other.condition);
                Condition::And(all)
            }
            first => Condition::And(vec![first, other.condition]),
        })
    }

    /// Rows on which this condition holds or the other, or both.
    pub fn or(self, other: Self) -> Self {
        Self::new(match self.condition {
            Condition::Or(mut any) => {
                any.push(other.condition);
                Condition::Or(any)
            }
            first => Condition::Or(vec![first, other.condition]),
        })
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

/// Comparisons of two columns of one row, whose values are of one type.
pub trait ComparableColumns: Property {
    /// Both have the same value.
    fn eq_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        columns(self, "eq", other)
    }

    /// They have different values.
    fn ne_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        columns(self, "ne", other)
    }

    /// The value is greater than that of the other.
    fn gt_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        columns(self, "gt", other)
    }

    /// The value is that of the other, or greater.
    fn ge_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        columns(self, "ge", other)
    }

    /// The value is less than that of the other.
    fn lt_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        columns(self, "lt", other)
    }

    /// The value is that of the other, or less.
    fn le_column<A: Readable>(
        self,
        other: Column<Self::Table, Self::Value, A>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        columns(self, "le", other)
    }
}
impl<T: Table, V: ColumnValue, A: Readable> ComparableColumns for Column<T, V, A> {}

/// Conditions on the rows of a list that a relationship leads to.
pub trait Lambda: Relationship {
    /// There is a related row on which the condition holds.
    fn any(self, condition: Filter<Self::To>) -> Filter<Self::From> {
        lambda(self, "any", Some(condition))
    }

    /// There is a related row.
    fn any_row(self) -> Filter<Self::From> {
        lambda(self, "any", None::<Filter<Self::To>>)
    }

    /// The condition holds on all related rows, of which there may be none.
    fn all(self, condition: Filter<Self::To>) -> Filter<Self::From> {
        lambda(self, "all", Some(condition))
    }
}
impl<T: Table, To: Named> Lambda for OneToMany<T, To> {}
impl<T: Table, To: Named> Lambda for ManyToMany<T, To> {}

fn lambda<R: Relationship>(
    relationship: R,
    quantifier: &'static str,
    condition: Option<Filter<R::To>>,
) -> Filter<R::From> {
    Filter::new(Condition::Lambda {
        quantifier,
        navigation: relationship.info().navigation_property,
        condition: condition.map(|filter| Box::new(filter.condition)),
    })
}

fn compare<P: Property>(
    property: P,
    operator: &'static str,
    value: impl IntoValue<P::Value>,
) -> Filter<P::Table> {
    let value = value.into_value().value().into_owned();
    compared(property.path(), operator, Operand::Value(value))
}

fn columns<P: Property, V: ColumnValue, A: Readable>(
    property: P,
    operator: &'static str,
    other: Column<P::Table, V, A>,
) -> Filter<P::Table> {
    compared(property.path(), operator, Operand::Column(other.path()))
}

fn compared<T>(path: Path, operator: &'static str, operand: Operand) -> Filter<T> {
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
