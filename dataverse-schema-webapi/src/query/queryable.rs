use dataverse_schema_runtime::table::{Lists, Table, message};

use super::aggregate::Aggregate;
use super::projection::Projection;
use super::query::Query;
use super::retrieve::Retrieve;
use crate::request::{Address, Unlisted, listed, unlisted};

/// Queries for rows of the type `P`.
macro_rules! queries {
    ($functions:ident for $P:ident) => {
        $functions! {
            /// A query for rows.
            fn query() -> Query<$P>
            where <$P::Row as Table>::Messages: Lists<message::RetrieveMultiple> {
                Query::new($P::Row::info().entity_set.to_owned())
            }

            /// A query for the row with this id or alternate key.
            fn retrieve(row: impl Into<Address<$P::Row>>) -> Retrieve<$P>
            where <$P::Row as Table>::Messages: Lists<message::Retrieve> {
                Retrieve::new(row.into().path().to_owned())
            }
        }
    };
}

/// Queries over rows of the table `T`.
macro_rules! aggregates {
    ($functions:ident for $T:ident) => {
        $functions! {
            /// A query for groups of rows, and for what is computed over each.
            fn aggregate() -> Aggregate<$T>
            where $T: Table, $T::Messages: Lists<message::RetrieveMultiple> {
                Aggregate::new()
            }
        }
    };
}

/// What can be asked of a table, for its row type or for a projection.
pub trait Ask: Projection {
    queries! { listed for Self }
    aggregates! { listed for Self }

    /// The same functions, without regard to the messages that the page lists.
    fn unlisted() -> Unlisted<Self> {
        Unlisted::NEW
    }
}
impl<P: Projection> Ask for P {}

impl<P: Projection> Unlisted<P> {
    queries! { unlisted for P }
}

impl<T: Table> Unlisted<T> {
    aggregates! { unlisted for T }
}
