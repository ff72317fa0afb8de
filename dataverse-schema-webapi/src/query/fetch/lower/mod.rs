//! From a query to its XML: aliases of links, operators, and opposites of conditions.

mod condition;
mod joint;
mod lowered;
mod lowering;
mod scope;

pub(super) use self::lowered::{Lowered, lower};
