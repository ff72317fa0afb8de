use dataverse_schema_runtime::table::{
    ManyToMany, ManyToOne, Named, OneToMany, Relationship, Table,
};

use super::ast::{Condition, Step};
use super::filter::{Filter, IntoFilter};
use crate::cardinality::ToMany;

/// Conditions on the related rows of a relationship to a list of rows.
pub trait Lambda: Relationship {
    /// Matches rows with at least one related row that matches the condition.
    #[rustfmt::skip]
    fn any( // a condition on the related rows: `any(c.name.eq("Contoso"))`; for any row, `any_row()`
        self,
        condition: impl IntoFilter<Self::To>,
    ) -> Filter<Self::From>
    where
        Self: ToMany,
    {
        lambda(self, "any", Some(condition.into_filter()))
    }

    /// Matches rows with at least one related row.
    fn any_row(self) -> Filter<Self::From>
    where
        Self: ToMany,
    {
        lambda(self, "any", None::<Filter<Self::To>>)
    }

    /// Matches rows whose related rows all match the condition. Rows without related rows match,
    /// too.
    fn all(self, condition: impl IntoFilter<Self::To>) -> Filter<Self::From>
    where
        Self: ToMany,
    {
        lambda(self, "all", Some(condition.into_filter()))
    }
}
impl<T: Table, To: Named, N> Lambda for OneToMany<T, To, N> where Self: Relationship {}
impl<T: Table, To: Named> Lambda for ManyToMany<T, To> {}
// The methods have the bound, so that the compiler explains it instead of missing a method.
impl<T: Table, To: Named, N> Lambda for ManyToOne<T, To, N> where Self: Relationship {}

fn lambda<R: Relationship>(
    relationship: R,
    quantifier: &'static str,
    condition: Option<Filter<R::To>>,
) -> Filter<R::From> {
    Filter::new(Condition::Lambda {
        quantifier,
        step: Step {
            from: R::From::info(),
            relationship: relationship.info(),
            to: None,
        },
        condition: condition.map(|filter| Box::new(filter.condition)),
    })
}
