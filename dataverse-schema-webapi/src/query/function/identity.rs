use dataverse_schema_runtime::row::{ColumnValue, Comparable};
use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::{Id, IntoValue, Lookup};

use super::declare::{function, functions};
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::Property;

/// Values that identify a row: ids and lookups.
#[diagnostic::on_unimplemented(message = "`{Self}` identifies no row")]
pub trait Identity: Comparable {}
impl<T> Identity for Id<T> {}
impl<S> Identity for Lookup<S> {}

/// The conditions on ids and lookups that go by who asks, or by a hierarchy of rows.
pub trait OfCaller: Property<Value: Identity> {
    functions! {
        /// The business unit of the user who asks
        equal_business_id = "EqualBusinessId" ();
        /// Another business unit than that of the user who asks
        not_equal_business_id = "NotEqualBusinessId" ();
        /// The user who asks
        equal_user_id = "EqualUserId" ();
        /// Another user than the one who asks
        not_equal_user_id = "NotEqualUserId" ();
        /// The teams of the user who asks
        equal_user_teams = "EqualUserTeams" ();
        /// The user who asks, or one of that user's teams
        equal_user_or_user_teams = "EqualUserOrUserTeams" ();
        /// The user who asks, or one below in the hierarchy
        equal_user_or_user_hierarchy = "EqualUserOrUserHierarchy" ();
        /// The user who asks, or one below in the hierarchy, or one of their teams
        equal_user_or_user_hierarchy_and_teams = "EqualUserOrUserHierarchyAndTeams" ();
        /// Above this row in its hierarchy
        above = "Above" [value];
        /// This row, or above it in its hierarchy
        above_or_equal = "AboveOrEqual" [value];
        /// Below this row in its hierarchy
        under = "Under" [value];
        /// This row, or below it in its hierarchy
        under_or_equal = "UnderOrEqual" [value];
        /// Not below this row in its hierarchy
        not_under = "NotUnder" [value];
    }
}
impl<T: Table, V: ColumnValue + Identity, A: Readable> OfCaller for Column<T, V, A> {}
