use dataverse_schema_runtime::internal::Never;
use dataverse_schema_runtime::table::{Lists, Locator, Table, message};
use dataverse_schema_runtime::value::Uuid;

use super::aggregate::Aggregate;
use super::fetch::{Fetch, FetchGroups, View};
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

            /// Starts a query for rows in FetchXML.
            fn fetch() -> Fetch<$P>
            where <$P::Row as Table>::Messages: Lists<message::RetrieveMultiple> {
                Fetch::new()
            }

            /// Queries the rows of the view with this id (`savedQuery`), which all users have.
            fn saved_view(id: Uuid) -> View<$P>
            where <$P::Row as Table>::Messages: Lists<message::RetrieveMultiple> {
                View::saved(id)
            }

            /// Queries the rows of the caller's own view with this id (`userQuery`).
            fn user_view(id: Uuid) -> View<$P>
            where <$P::Row as Table>::Messages: Lists<message::RetrieveMultiple> {
                View::of_user(id)
            }

            /// Queries rows by text in FetchXML, which isn't checked.
            fn fetch_text(xml: &str) -> View<$P>
            where <$P::Row as Table>::Messages: Lists<message::RetrieveMultiple> {
                View::text(xml)
            }

            /// Starts a query for the row with this id or alternate key.
            fn retrieve(id_or_key: impl Locator<$P::Row>) -> Retrieve<$P>
            where <$P::Row as Table>::Messages: Lists<message::Retrieve> {
                Retrieve::new(id_or_key.address().to_string())
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
                Aggregate::new($T::info().entity_set.to_owned())
            }

            /// Starts a query in FetchXML for groups of rows, or for totals over all rows.
            fn fetch_groups() -> FetchGroups<$T>
            where $T: Table, $T::Messages: Lists<message::RetrieveMultiple> {
                FetchGroups::new()
            }
        }
    };
}

/// A trait that no type implements, for the error about `columns`. As a condition on a projection
/// itself, the compiler would propose it as a bound.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no function `columns`",
    label = "expected a row type",
    note = "use the row type of the table: `TheTable::columns()`; a projection has only fields",
    note = "in generic code, pass the column as an argument: `fn f<T: Table, V, A>(column: Column<T, V, A>)`; `T::info().columns` describes all columns"
)]
pub trait HasColumns<P>: Never<P> {
    /// The type of the result.
    type Columns;
}

/// A trait that no type implements, for the error about a kind of relationship.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no relationships of this kind",
    label = "expected a row type with relationships of this kind",
    note = "for a table's row type, `include_schema!` generates the relationships on its page, unless the option `relationships` leaves them out: choose more, for example `relationships = only(name)`, or remove the option",
    note = "for a projection, use the row type of the table: `TheTable::many_to_one()`"
)]
pub trait HasRelationships<P>: Never<P> {
    /// The type of the result.
    type Relationships;
}

/// Starts queries, for a table's row type or for a projection.
pub trait Queryable: Projection {
    queries! { listed for Self }

    /// Is a function of row types; it exists so that the compiler says so of projections.
    #[doc(hidden)]
    fn columns() -> <UnlistedMessages<Self> as HasColumns<Self>>::Columns
    where
        UnlistedMessages<Self>: HasColumns<Self>,
    {
        UnlistedMessages::<Self>::never()
    }

    /// Is a function of row types with such relationships; it exists so that the compiler says so.
    #[doc(hidden)]
    fn many_to_one() -> <UnlistedMessages<Self> as HasRelationships<Self>>::Relationships
    where
        UnlistedMessages<Self>: HasRelationships<Self>,
    {
        UnlistedMessages::<Self>::never()
    }

    /// See [`many_to_one`](Self::many_to_one).
    #[doc(hidden)]
    fn one_to_many() -> <UnlistedMessages<Self> as HasRelationships<Self>>::Relationships
    where
        UnlistedMessages<Self>: HasRelationships<Self>,
    {
        UnlistedMessages::<Self>::never()
    }

    /// See [`many_to_one`](Self::many_to_one).
    #[doc(hidden)]
    fn many_to_many() -> <UnlistedMessages<Self> as HasRelationships<Self>>::Relationships
    where
        UnlistedMessages<Self>: HasRelationships<Self>,
    {
        UnlistedMessages::<Self>::never()
    }
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
