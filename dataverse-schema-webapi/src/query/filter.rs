use core::marker::PhantomData;
use core::ops::Not;

use dataverse_schema_runtime::internal::Never;
use dataverse_schema_runtime::row::{ColumnValue, Comparable, IntoValue, Ordered};
use dataverse_schema_runtime::table::{Column, ManyToOne};
use dataverse_schema_runtime::value::Value;

use super::ast::{ColumnPath, Condition, Operand};
use super::query_column::QueryColumn;
use super::traverse::{LookupPath, RelatedColumn};

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

    /// Matches rows that match the text of a filter, such as `statecode eq 0`.
    ///
    /// The text isn't checked, and is percent-encoded as a whole. Double the single quotes in
    /// strings from users: `format!("name eq '{}'", text.replace('\'', "''"))`.
    ///
    /// It can't be used inside `any` or `all`, as its columns are those of the queried row. Write
    /// the whole `any` or `all` as text instead.
    pub fn unchecked(text: impl Into<String>) -> Self {
        Self::new(Condition::Unchecked(text.into()))
    }

    /// Matches rows that match at least one of the conditions of a list. Returns `None` for an empty
    /// list, for which no row matches.
    ///
    /// To compare a column to a list of values, use
    /// [`is_in`](super::ListFunctions::is_in), which is one condition for the service.
    pub fn any_of(conditions: impl IntoIterator<Item = impl IntoFilter<T>>) -> Option<Self> {
        let conditions = conditions.into_iter().map(IntoFilter::into_filter);
        conditions.reduce(Self::or)
    }

    /// Matches rows that match all of the conditions of a list. Returns `None` for an empty list,
    /// for which all rows match.
    pub fn all_of(conditions: impl IntoIterator<Item = impl IntoFilter<T>>) -> Option<Self> {
        let conditions = conditions.into_iter().map(IntoFilter::into_filter);
        conditions.reduce(Self::and)
    }

    /// Matches rows that match both conditions.
    pub fn and(self, other: impl IntoFilter<T>) -> Self {
        Self::new(self.condition.and(other.into_filter().condition))
    }

    /// Matches rows that match at least one of the conditions.
    pub fn or(self, other: impl IntoFilter<T>) -> Self {
        Self::new(self.condition.or(other.into_filter().condition))
    }
}

/// A condition on rows of table `T`: a [`Filter`], or a tuple of conditions, all of which rows match.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a condition on rows of `{T}`",
    label = "expected a condition on rows of `{T}`",
    note = "columns have methods that return conditions, with `let c = TheTable::columns();`: `c.name.eq(\"Contoso\")`, `c.active.eq(true)`, `c.revenue.gt(1_000)`; the methods `and` and `or` and the operator `!` combine them, as `&&`, `||`, `==`, and `<` return a `bool`; a tuple of up to 8 conditions means `and`",
    note = "for a condition on a related row, use `TheTable::many_to_one().lookup.column(c.name).eq(…)`; on a list of them, `TheTable::one_to_many().list.any(condition)`"
)]
pub trait IntoFilter<T> {
    #[doc(hidden)]
    fn into_filter(self) -> Filter<T>;
}

impl<T> IntoFilter<T> for Filter<T> {
    fn into_filter(self) -> Self {
        self
    }
}

macro_rules! tuples {
    ($first:ident $($name:ident)*) => {
        impl<T, $first: IntoFilter<T>, $($name: IntoFilter<T>),*> IntoFilter<T> for ($first, $($name,)*) {
            #[allow(non_snake_case)]
            fn into_filter(self) -> Filter<T> {
                let ($first, $($name,)*) = self;
                $first.into_filter()$(.and($name))*
            }
        }
        tuples! { $($name)* }
    };
    () => {};
}
tuples! { A B C D E F G H }

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

/// Values that are text, of which conditions can compare a part.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` aren't text",
    label = "only text columns have this condition",
    note = "use `eq`, `ne`, `is_in`, or `is_null`, and for numbers and dates also `gt`, `ge`, `lt`, `le`, or `between`; for a multi-select choice `contain_values([option])`; for the name of a related row, `many_to_one().lookup.column(c.name)`"
)]
pub trait TextValue: ColumnValue {}
impl TextValue for String {}
#[diagnostic::do_not_recommend]
impl TextValue for Value<'static> {}

/// A trait that no type implements, for the error about `like`.
#[diagnostic::on_unimplemented(
    message = "the Web API has no `like`",
    label = "expected `contains`, `starts_with`, or `ends_with`",
    note = "use `contains(\"Contoso\")`, `starts_with(\"Contoso\")`, or `ends_with(\"Contoso\")`, without wildcards"
)]
pub trait Like: Never {}

/// Conditions on a column. The service compares strings without regard to case.
#[allow(clippy::wrong_self_convention)] // `is_null` builds a condition.
pub trait Filterable: Sized {
    /// Matches rows with this value. A lookup is compared by the id of its row.
    fn eq(
        self,
        value: impl IntoValue<<Self as QueryColumn>::Value>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: Comparable>,
    {
        compare(self, "eq", value)
    }

    /// Matches rows with another value, or without a value.
    fn ne(
        self,
        value: impl IntoValue<<Self as QueryColumn>::Value>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: Comparable>,
    {
        compare(self, "ne", value)
    }

    /// Matches rows whose value is greater than this value.
    fn gt(
        self,
        value: impl IntoValue<<Self as QueryColumn>::Value>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: Ordered>,
    {
        compare(self, "gt", value)
    }

    /// Matches rows whose value is greater than or equal to this value.
    fn ge(
        self,
        value: impl IntoValue<<Self as QueryColumn>::Value>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: Ordered>,
    {
        compare(self, "ge", value)
    }

    /// Matches rows whose value is less than this value.
    fn lt(
        self,
        value: impl IntoValue<<Self as QueryColumn>::Value>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: Ordered>,
    {
        compare(self, "lt", value)
    }

    /// Matches rows whose value is less than or equal to this value.
    fn le(
        self,
        value: impl IntoValue<<Self as QueryColumn>::Value>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: Ordered>,
    {
        compare(self, "le", value)
    }

    /// Matches rows without a value.
    fn is_null(self) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn,
    {
        compare_with(self.path(), "eq", Operand::Null)
    }

    /// Matches rows with a value.
    fn is_not_null(self) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn,
    {
        compare_with(self.path(), "ne", Operand::Null)
    }

    /// Matches rows whose value contains this string.
    fn contains(self, text: impl Into<String>) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: TextValue>,
    {
        text_function(self, "contains", text.into())
    }

    /// Matches rows whose value starts with this string.
    fn starts_with(self, text: impl Into<String>) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: TextValue>,
    {
        text_function(self, "startswith", text.into())
    }

    /// Matches rows whose value ends with this string.
    fn ends_with(self, text: impl Into<String>) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: TextValue>,
    {
        text_function(self, "endswith", text.into())
    }

    /// Isn't a filter of the Web API; it exists so that the compiler names those that are.
    #[doc(hidden)]
    fn like(self, _: impl Into<String>) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: Like>,
    {
        <<Self as QueryColumn>::Value as Never>::never()
    }
}
// The methods have the bounds, so that the compiler explains them instead of missing a method.
impl<T, V, A> Filterable for Column<T, V, A> {}
impl<T, V> Filterable for RelatedColumn<T, V> {}
impl<T, To, N> Filterable for ManyToOne<T, To, N> {}
impl<T, To> Filterable for LookupPath<T, To> {}

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
