use uuid::Uuid;

use super::row_type::Table;
use crate::value::Id;
use crate::value::named::Named;

/// A table whose entity set is known, so that URLs of its rows can be written.
#[diagnostic::on_unimplemented(
    message = "unknown entity set of `{Self}`",
    label = "cannot create the URL of a row of this table",
    note = "add the table's page to `include_schema!`, or its entity set: `entity_sets(the_table = \"the_tables\")`"
)]
pub trait EntitySet: Named {
    /// The name of the entity set.
    fn entity_set() -> &'static str;
}

/// What says where a row of table `R` is: its id, or what takes the place of one, such as an alternate key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't identify a row of `{R}`",
    label = "expected a row of `{R}`"
)]
pub trait Locator<R> {
    /// The row's address as a body names it (`@odata.bind`).
    fn locate(self) -> String;
}

impl<T: EntitySet> Locator<T> for Id<T> {
    fn locate(self) -> String {
        bind_path(T::entity_set(), self.uuid())
    }
}

/// What a row is bound by: the path to it, below the Web API's base address.
pub(crate) fn bind_path(entity_set: &str, id: Uuid) -> String {
    format!("/{entity_set}({id})")
}

impl<T: Table> EntitySet for T {
    fn entity_set() -> &'static str {
        T::info().entity_set
    }
}
