use dataverse_schema_runtime::table::{ManyToMany, Named, OneToMany, Relationship, Table};

use super::ast::Condition;
use super::filter::Filter;

/// Conditions on the related rows of a relationship to a list of rows.
pub trait Lambda: Relationship {
    /// Matches rows with at least one related row that matches the condition.
    fn any(self, condition: Filter<Self::To>) -> Filter<Self::From> {
        lambda(self, "any", Some(condition))
    }

    /// Matches rows with at least one related row.
    fn any_row(self) -> Filter<Self::From> {
        lambda(self, "any", None::<Filter<Self::To>>)
    }

    /// Matches rows whose related rows all match the condition. Rows without related rows match,
    /// too.
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
