use dataverse_schema_runtime::table::{ManyToMany, ManyToOne, OneToMany};

use super::ast::{Criteria, Quantifier};
use super::filter::{FetchFilter, IntoFetchFilter};
use super::join::Joinable;

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
        step: relationship.step(),
        filter: Box::new(condition.into_fetch_filter().criteria),
    })
}
