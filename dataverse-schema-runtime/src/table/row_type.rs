use core::fmt::Debug;

use crate::info::TableInfo;
use crate::row::Row;
use crate::value::{Choice, StateChoice, StatusChoice, named::Named};

/// The row type of a table whose page is included.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't the row type of an included page",
    label = "expected the row type of a table",
    note = "a type of the module `tables` becomes a row type if the table's page is added to `include_schema!`",
    note = "for a projection or another struct, use the row type of its table here"
)]
pub trait Table: Row + Clone + Debug + Default + PartialEq + Send + Sync + 'static {
    /// The text that [`info`](Self::info) is read from, or an empty string.
    ///
    /// Constants use it because they can't call `info`.
    #[doc(hidden)]
    const DESCRIPTION: &'static str = "";

    /// The messages that the page [`Lists`](super::message::Lists).
    type Messages;

    /// Returns the description of the table on the page.
    fn info() -> &'static TableInfo;
}

/// A table with a State and a Status column.
pub trait HasState: Table {
    /// The enum of the State column.
    type State: StateChoice<Status = Self::Status> + Choice;
    /// The enum of the Status column.
    type Status: StatusChoice<State = Self::State> + Choice;
}

impl<T: Table> Named for T {
    fn logical_name() -> &'static str {
        T::info().logical_name
    }
}
