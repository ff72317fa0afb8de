use dataverse_schema_runtime::table::{ManyToMany, ManyToOne, OneToMany};

use super::ast::{Criteria, Quantifier};
use super::filter::{FetchFilter, IntoFetchFilter};
use super::join::Joinable;
use super::linked_column::LinkedColumn;
use crate::query::fetch_column::FetchColumn;

/// Conditions on the rows that a relationship of any kind leads to. They return each row once, and
/// no columns of the linked rows.
pub trait LinkConditions: Sized {
    /// Matches rows with at least one linked row that matches the condition (`any`). For any linked
    /// row, the condition is `()`.
    fn link_any(self, condition: impl IntoFetchFilter<To<Self>>) -> FetchFilter<From<Self>>
    where
        Self: Joinable,
    {
        linked(self, Quantifier::Any, condition)
    }

    /// Matches rows without a linked row that matches the condition (`not any`). For rows without
    /// any linked row, the condition is `()`.
    fn link_not_any(self, condition: impl IntoFetchFilter<To<Self>>) -> FetchFilter<From<Self>>
    where
        Self: Joinable,
    {
        linked(self, Quantifier::NotAny, condition)
    }

    /// Matches rows with linked rows, none of which matches the condition (`all`).
    ///
    /// Despite the operator's name, this is what Microsoft documents: for rows whose linked rows
    /// all match a condition, pass its opposite.
    fn link_all(self, condition: impl IntoFetchFilter<To<Self>>) -> FetchFilter<From<Self>>
    where
        Self: Joinable,
    {
        linked(self, Quantifier::All, condition)
    }

    /// Matches rows with at least one linked row that matches the condition (`not all`), like
    /// [`link_any`](Self::link_any).
    fn link_not_all(self, condition: impl IntoFetchFilter<To<Self>>) -> FetchFilter<From<Self>>
    where
        Self: Joinable,
    {
        linked(self, Quantifier::NotAll, condition)
    }

    /// Matches rows whose linked row matches the condition, after the query has linked them. With
    /// `outer()`, the linked row may be missing, so that all its columns are null.
    ///
    /// The query must have the link: it is the first one over this relationship, with its filter.
    fn linked_row(self, condition: impl IntoFetchFilter<To<Self>>) -> FetchFilter<From<Self>>
    where
        Self: Joinable,
    {
        FetchFilter::new(Criteria::Joined {
            hop: self.hop(),
            filter: Box::new(condition.into_fetch_filter().criteria),
        })
    }

    /// Returns a column of the rows that a query for groups links, as a key or to compute a total.
    /// Links of linked rows are nested: `list.linked_column(other.linked_column(c.name))`.
    ///
    /// The query must have the link: it is the first one over this relationship, with its filter.
    fn linked_column<C: FetchColumn<Table = To<Self>>>(
        self,
        column: C,
    ) -> LinkedColumn<From<Self>, C::Value>
    where
        Self: Joinable,
    {
        LinkedColumn::new(self.hop(), column.linked_path())
    }
}
type From<R> = <R as Joinable>::From;
type To<R> = <R as Joinable>::To;

// The methods have the bound, so that the compiler explains it instead of missing a method.
impl<T, To, N> LinkConditions for ManyToOne<T, To, N> {}
impl<T, To, N> LinkConditions for OneToMany<T, To, N> {}
impl<T, To, N> LinkConditions for ManyToMany<T, To, N> {}

fn linked<R: Joinable>(
    relationship: R,
    quantifier: Quantifier,
    condition: impl IntoFetchFilter<R::To>,
) -> FetchFilter<R::From> {
    FetchFilter::new(Criteria::Linked {
        quantifier,
        hop: relationship.hop(),
        filter: Box::new(condition.into_fetch_filter().criteria),
    })
}
