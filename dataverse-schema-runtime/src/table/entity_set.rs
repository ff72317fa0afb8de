use super::row_type::Table;
use crate::value::named::Named;

/// A table with a known entity set, which the URLs of its rows require.
#[diagnostic::on_unimplemented(
    message = "unknown entity set of `{Self}`",
    label = "cannot create the URL of a row of this table",
    note = "add the table's page to `include_schema!`, or its entity set: `entity_sets(the_table = \"the_tables\")`"
)]
pub trait EntitySet: Named {
    /// Returns the name of the entity set.
    fn entity_set() -> &'static str;

    /// Returns the property that identifies a row in the body of an operation, if it is known.
    #[doc(hidden)]
    fn key() -> Option<&'static str> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl<T: Table> EntitySet for T {
    fn entity_set() -> &'static str {
        T::info().entity_set
    }

    fn key() -> Option<&'static str> {
        let info = T::info();
        // Users and teams inherit the key of principals.
        Some(match info.logical_name {
            "systemuser" | "team" => "ownerid",
            _ => info.primary_id,
        })
    }
}
