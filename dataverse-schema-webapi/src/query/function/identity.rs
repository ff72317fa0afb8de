use dataverse_schema_runtime::row::{ColumnValue, Comparable, IntoValue};
use dataverse_schema_runtime::table::Column;
use dataverse_schema_runtime::value::{Id, Lookup, Value, ValueType};

use super::declare::{call_function, functions};
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::{OwnColumn, QueryColumn};
use crate::query::traverse::RelatedColumn;

/// Ids and lookups, which identify a row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't identify a row",
    label = "only ids and lookups have this condition",
    note = "use a lookup such as the owner, or the primary key"
)]
pub trait Identity: Comparable {}
impl<T> Identity for Id<T> {}
impl<S> Identity for Lookup<S> {}
#[diagnostic::do_not_recommend]
impl Identity for Value<'static> {}

fn is_identity(value_type: ValueType) -> bool {
    matches!(value_type, ValueType::Guid | ValueType::Lookup)
}

/// Conditions on ids and lookups that depend on the caller or on a hierarchy of rows.
pub trait IdentityFunctions: Sized {
    functions! {
        Identity, is_identity:
        /// Matches the caller's business unit
        equal_business_id = "EqualBusinessId" ();
        /// Matches business units other than the caller's
        not_equal_business_id = "NotEqualBusinessId" ();
        /// Matches the caller
        equal_user_id = "EqualUserId" ();
        /// Matches users other than the caller
        not_equal_user_id = "NotEqualUserId" ();
        /// Matches the caller's teams
        equal_user_teams = "EqualUserTeams" ();
        /// Matches the caller and the caller's teams
        equal_user_or_user_teams = "EqualUserOrUserTeams" ();
        /// Matches the caller and users below the caller in the hierarchy
        equal_user_or_user_hierarchy = "EqualUserOrUserHierarchy" ();
        /// Matches the caller, users below the caller in the hierarchy, and their teams
        equal_user_or_user_hierarchy_and_teams = "EqualUserOrUserHierarchyAndTeams" ();
        /// Matches rows above this one in the hierarchy
        above = "Above" [value];
        /// Matches this row and rows above it in the hierarchy
        above_or_equal = "AboveOrEqual" [value];
        /// Matches rows below this one in the hierarchy
        under = "Under" [value];
        /// Matches this row and rows below it in the hierarchy
        under_or_equal = "UnderOrEqual" [value];
        /// Matches rows that aren't below this one in the hierarchy
        not_under = "NotUnder" [value];
    }
}
impl<T, V, A> IdentityFunctions for Column<T, V, A> {}
impl<T, V> IdentityFunctions for RelatedColumn<T, V> {}
