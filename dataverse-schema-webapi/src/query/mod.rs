//! Queries, from the table to the request.
//!
//! * [`Query`] requests rows, and [`Retrieve`] one row. A row type's `query()` and `retrieve(id)`
//!   create them.
//! * [`Projection`] is a struct of yours that rows are read as; it has a `query()` of its own.
//! * [`Aggregate`] requests groups of rows and totals, by `aggregate()`.
//! * [`fetch`] has queries in FetchXML, by `fetch()`.
//! * [`QueryErrors`] lists why the service would reject a query.
//!
//! The other traits have the methods of columns and relationships: filters, orders, expansions. The
//! prelude imports them.

mod aggregate;
mod ast;
mod changes_since;
mod check;
mod column_comparison;
mod compose;
mod expand;
pub mod fetch;
mod fetch_column;
mod filter;
mod function;
mod lambda;
mod list_relationship;
mod order;
mod own_options;
mod print;
mod projection;
mod query;
mod query_column;
mod queryable;
mod related;
mod retrieve;
mod returning;
mod selectable;
mod tracked;
mod traverse;

pub use self::aggregate::{
    Aggregate, Computable, Group, GroupKeys, Groups, MinMax, ReadGroups, Summable, Total, Totals,
    Unset,
};
pub use self::check::{FetchError, QueryError, QueryErrors};
pub use self::column_comparison::ComparableColumns;
pub use self::compose::{Compose, Composition, CompositionAs};
pub use self::expand::{Expand, Expandable, WithOptions};
pub use self::fetch_column::{AnyQuery, FetchColumn, OnlyFetch};
pub use self::filter::{Filter, Filterable, IntoFilter, TextValue};
pub use self::function::{
    ChoicesFunctions, DateFunctions, DateValue, Identity, IdentityFunctions, IntoOptions,
    IntoValues, Language, LanguageFunctions, ListFunctions, OptionSet, TimeFunctions, TimeValue,
};
pub use self::lambda::Lambda;
pub use self::list_relationship::ListRelationship;
pub use self::order::{IntoOrder, Order, Sortable};
pub use self::projection::{Projection, Selection, WholeRow};
pub use self::query::Query;
pub use self::query_column::{OwnColumn, QueryColumn};
pub use self::queryable::Queryable;
pub use self::related::{QueryRelated, RetrieveRelated};
pub use self::retrieve::Retrieve;
pub use self::returning::{ReturnRow, Returning, ReturningError};
pub use self::selectable::Selectable;
pub use self::tracked::Tracked;
pub use self::traverse::{LookupPath, RelatedColumn, Traverse};
pub use crate::cardinality::{ToMany, ToOne};
