//! From a query to its XML: aliases of links, operators, and opposites of conditions.

mod condition;
mod joint;
mod lowered;
mod lowering;
mod scope;

pub(super) use self::joint::Joint;
pub(super) use self::lowered::{Lowered, Role, finish, lower, lower_joins};
pub(super) use self::lowering::Lowering;
pub(super) use self::scope::Scope;
