use dataverse_schema_runtime::row::{ColumnValue, Comparable, Ordered};
use dataverse_schema_runtime::table::Column;

use super::ast::Criteria;
use super::filter::FetchFilter;
use crate::query::ast::{Condition, Operand};
use crate::query::filter::TextValue;
use crate::query::query_column::QueryColumn;
use crate::query::traverse::RelatedColumn;

/// Declares comparisons with a column of a related row.
macro_rules! comparisons {
    ($($(#[$doc:meta])* $method:ident = $operator:literal: $bound:ident;)*) => {
        $($(#[$doc])*
        fn $method(
            self,
            other: RelatedColumn<<Self as QueryColumn>::Table, <Self as QueryColumn>::Value>,
        ) -> FetchFilter<<Self as QueryColumn>::Table>
        where
            Self: QueryColumn<Value: $bound>,
        {
            compare_related(self, $operator, other)
        })*
    };
}

/// Conditions on a column that only FetchXML has.
pub trait FetchConditions: Sized {
    /// Matches rows whose value matches a pattern: `%` matches any text, `_` one character,
    /// and `[a-f]` and `[^a-f]` one of a set.
    fn matches(self, pattern: impl Into<String>) -> FetchFilter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: TextValue>,
    {
        like(self, pattern.into(), false)
    }

    /// Matches rows whose value doesn't match a pattern. See [`matches`](Self::matches).
    fn does_not_match(self, pattern: impl Into<String>) -> FetchFilter<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: TextValue>,
    {
        like(self, pattern.into(), true)
    }

    comparisons! {
        /// Matches rows with the same value as in a column of a related row.
        eq_related = "eq": Comparable;
        /// Matches rows with another value than in a column of a related row.
        ne_related = "ne": Comparable;
        /// Matches rows whose value is greater than that of a column of a related row.
        gt_related = "gt": Ordered;
        /// Matches rows whose value is greater than or equal to that of a column of a related row.
        ge_related = "ge": Ordered;
        /// Matches rows whose value is less than that of a column of a related row.
        lt_related = "lt": Ordered;
        /// Matches rows whose value is less than or equal to that of a column of a related row.
        le_related = "le": Ordered;
    }
}
impl<T, V, A> FetchConditions for Column<T, V, A> {}
impl<T, V> FetchConditions for RelatedColumn<T, V> {}

fn like<C: QueryColumn>(column: C, pattern: String, is_negated: bool) -> FetchFilter<C::Table> {
    FetchFilter::new(Criteria::Like {
        path: column.path(),
        pattern,
        is_negated,
    })
}

fn compare_related<C: QueryColumn>(
    column: C,
    operator: &'static str,
    other: RelatedColumn<C::Table, C::Value>,
) -> FetchFilter<C::Table>
where
    C::Value: ColumnValue,
{
    FetchFilter::new(Criteria::Plain(Condition::Compare {
        path: column.path(),
        operator,
        operand: Operand::Column(other.path()),
    }))
}
