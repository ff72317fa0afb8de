//! What is asked for, and how it is written in a URL.

mod aggregate;
mod ast;
mod check;
mod column_comparison;
mod expand;
mod filter;
mod function;
mod lambda;
mod order;
mod print;
mod projection;
mod query;
mod query_column;
mod queryable;
mod related;
mod retrieve;
mod selectable;
mod via;

pub use self::aggregate::{
    Aggregate, Average, Computable, Extreme, Group, Groups, Keys, Total, Totals,
};
pub use self::check::{Problem, Problems};
pub use self::column_comparison::ComparableColumns;
pub use self::expand::{Expand, Expandable, WithOptions};
pub use self::filter::{Filter, Filterable};
pub use self::function::{
    Calendar, Clock, Identity, InHours, InTime, Matches, OfCaller, OfChoices, OfLanguage,
};
pub use self::lambda::Lambda;
pub use self::order::{Order, Sortable};
pub use self::projection::{Projection, Selection};
pub use self::query::Query;
pub use self::query_column::Property;
pub use self::queryable::Ask;
pub use self::related::{QueryRelated, RetrieveRelated};
pub use self::retrieve::Retrieve;
pub use self::selectable::Selectable;
pub use self::via::{Through, Via, ViaColumn};
pub use crate::cardinality::{ToMany, ToOne};
