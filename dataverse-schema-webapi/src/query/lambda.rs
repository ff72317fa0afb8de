use dataverse_schema_runtime::table::{ManyToMany, Named, OneToMany, Relationship, Table};

use super::ast::Condition;
use super::filter::Filter;

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
