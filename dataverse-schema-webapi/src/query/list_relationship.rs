use dataverse_schema_runtime::related::Expanded;
use dataverse_schema_runtime::table::{Relationship, Table};

use super::expand::{Expandable, WithOptions};
use super::lambda::Lambda;
use crate::cardinality::ToMany;

/// A relationship to a list of rows of an included table, for generic code:
/// `fn f<R: ListRelationship>(relationship: R) { … }`.
///
/// It is the relationship of a condition, an expansion with options, and expanded rows.
/// [`NavigationPath::new`](dataverse_schema_runtime::table::NavigationPath::new) starts a query
/// of the related rows of a row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a relationship to a list of rows of an included table",
    label = "expected a relationship of `one_to_many()` or `many_to_many()`",
    note = "if the page of the related table isn't included, add it to `include_schema!`; a lookup of `many_to_one()` leads to one row"
)]
pub trait ListRelationship:
    Relationship<To: Table>
    + Expanded<Found = Vec<<Self as Relationship>::To>>
    + Expandable<<Self as Relationship>::From>
    + ToMany
    + Lambda
    + WithOptions
{
}
#[diagnostic::do_not_recommend]
impl<R> ListRelationship for R where
    R: Relationship<To: Table>
        + Expanded<Found = Vec<<R as Relationship>::To>>
        + Expandable<<R as Relationship>::From>
        + ToMany
        + Lambda
        + WithOptions
{
}
