use dataverse_schema_runtime::table::{Lists, Locator, Table, message};

use super::aggregate::Aggregate;
use super::projection::Projection;
use super::query::Query;
use super::retrieve::Retrieve;
use crate::request::{UnlistedMessages, listed, unlisted};

/// Queries for rows of the type `P`, each with a bound on the message that the page must list.
macro_rules! queries {
    ($functions:ident for $P:ident) => {
        $functions! {
            /// Starts a query for rows.
            fn query() -> Query<$P>
            where <$P::Row as Table>::Messages: Lists<message::RetrieveMultiple> {
                Query::new($P::Row::info().entity_set.to_owned())
            }

            /// Starts a query for the row with this id or alternate key.
            fn retrieve(row: impl Locator<$P::Row>) -> Retrieve<$P>
            where <$P::Row as Table>::Messages: Lists<message::Retrieve> {
                Retrieve::new(row.address().to_string())
            }
        }
    };
}

/// Queries over rows of the table `T`, each with a bound on the message that the page must list.
macro_rules! aggregates {
    ($functions:ident for $T:ident) => {
        $functions! {
            /// Starts a query for groups of rows, or for totals over all rows.
            fn aggregate() -> Aggregate<$T>
            where $T: Table, $T::Messages: Lists<message::RetrieveMultiple> {
                Aggregate::new()
            }
        }
    };
}

/// Starts queries, for a table's row type or for a projection.
pub trait Queryable: Projection {
    queries! { listed for Self }
    aggregates! { listed for Self }

    /// Returns the same functions, and those of [`Writable`](crate::request::Writable), also for
    /// messages that the page doesn't list.
    fn unlisted() -> UnlistedMessages<Self> {
        UnlistedMessages::NEW
    }
}
impl<P: Projection> Queryable for P {}

impl<P: Projection> UnlistedMessages<P> {
    queries! { unlisted for P }
}

impl<T: Table> UnlistedMessages<T> {
    aggregates! { unlisted for T }
}
