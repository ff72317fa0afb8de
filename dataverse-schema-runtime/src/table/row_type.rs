use core::fmt::Debug;

use crate::info::TableInfo;
use crate::row::Row;
use crate::value::{Choice, StateChoice, StatusChoice, named::Named};

/// The row type of a table whose page is included.
#[diagnostic::on_unimplemented(
    message = "the page of table `{Self}` isn't included",
    note = "add the table's page to `include_schema!`"
)]
pub trait Table: Row + Clone + Debug + Default + PartialEq + Send + Sync + 'static {
    /// What [`info`](Self::info) is made of, or nothing: for constants, which can't call it.
    #[doc(hidden)]
    const DESCRIPTION: &'static str = "";

    /// Which messages the page lists: what it [`Lists`](super::message::Lists).
    type Messages;

    /// What the page says of the table.
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
