use uuid::Uuid;

use super::row_type::Table;
use crate::value::Id;
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
}

/// A value that identifies a row of table `R`, such as its id or an alternate key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't identify a row of `{R}`",
    label = "expected a row of `{R}`"
)]
pub trait Locator<R> {
    /// Returns the row's address for a request body (`@odata.bind`).
    fn locate(self) -> String;
}

impl<T: EntitySet> Locator<T> for Id<T> {
    fn locate(self) -> String {
        bind_path(T::entity_set(), self.uuid())
    }
}

/// Returns the path that binds a row, relative to the base URL of the Web API.
pub(crate) fn bind_path(entity_set: &str, id: Uuid) -> String {
    format!("/{entity_set}({id})")
}

impl<T: Table> EntitySet for T {
    fn entity_set() -> &'static str {
        T::info().entity_set
    }
}
