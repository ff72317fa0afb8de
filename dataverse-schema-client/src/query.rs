//! The queries whose answers have pages.

use dataverse_schema_runtime::projection::FromRow;
use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_webapi::query::fetch::{
    Fetch, FetchGroups, FetchKeys, FetchTotals, LinkedRows,
};
use dataverse_schema_webapi::query::{
    Aggregate, GroupKeys, Groups, Projection, Query, ReadGroups, Totals,
};
use dataverse_schema_webapi::request::{Request, ResponseAnnotation};

use crate::cause::Cause;
use crate::error::Error;
use crate::follow::follow;

/// A query for rows: a `Query`, or a `Fetch` in FetchXML.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a query for rows",
    label = "expected a `Query` or a `Fetch`",
    note = "pass a row of its own to `row`, an aggregate to `groups`, and other requests to `send`"
)]
pub trait RowsQuery: private::Sealed {
    /// The type that each row is read as.
    type Row: FromRow + 'static;

    /// The type of the rows of which only the ids are read.
    #[doc(hidden)]
    type IdRow: FromRow + 'static;

    #[doc(hidden)]
    fn into_paged(self) -> Paged<Self::Row>;
    /// Returns the query for the first row.
    #[doc(hidden)]
    fn into_first(self) -> Paged<Self::Row>;
    #[doc(hidden)]
    fn into_ids(self) -> Ids<Self::IdRow>;
}

/// The query for the ids of rows.
#[doc(hidden)]
pub struct Ids<P> {
    pub(crate) paged: Paged<P>,
    /// The request that has the service count the rows, unless their number is limited.
    pub(crate) counted: Option<Result<Request, Error>>,
}

/// The first request of a query, and how the next one is found.
#[doc(hidden)]
pub struct Paged<P> {
    pub(crate) first: Result<Request, Error>,
    pub(crate) next: Next<P>,
    /// Whether rows have lists of related rows, which may have further pages.
    pub(crate) has_lists: bool,
}

/// What leads from a page to the next one.
pub(crate) enum Next<P> {
    /// A link.
    Link,
    /// A link. The last page must have one to later changes.
    TrackedLink,
    /// The cookie of the page, with which this function makes a request.
    Cookie(NextRequest<P>),
}

type NextRequest<P> = Box<dyn FnMut(&Rows<P>) -> Result<Option<Request>, Error> + Send>;

/// Returns the query for the ids of a query's rows. Both kinds of query have these functions,
/// though not of one trait.
macro_rules! ids_of {
    ($query:expr) => {{
        let ids = $query.ids();
        let counted = (!ids.has_top()).then(|| {
            let counted = ids.clone().count().page_size(1);
            let counted = counted.annotations([ResponseAnnotation::TotalCount]);
            counted.into_paged().first
        });
        Ids {
            paged: ids.into_paged(),
            counted,
        }
    }};
}

impl<P: Projection + 'static> RowsQuery for Query<P> {
    type Row = P;
    type IdRow = P::Row;

    fn into_paged(self) -> Paged<P> {
        Paged {
            first: self.into_request().map_err(Error::invalid),
            next: Next::Link,
            has_lists: P::selection().has_lists(),
        }
    }

    fn into_first(self) -> Paged<P> {
        self.first().into_paged()
    }

    fn into_ids(self) -> Ids<P::Row> {
        ids_of!(self)
    }
}

impl<P, L> RowsQuery for Fetch<P, L>
where
    P: Projection + 'static,
    L: LinkedRows<Joined<P>: FromRow + 'static> + 'static,
{
    type Row = L::Joined<P>;
    type IdRow = P::Row;

    fn into_paged(mut self) -> Paged<L::Joined<P>> {
        Paged {
            first: self.to_request().map_err(Error::invalid),
            next: Next::Cookie(Box::new(move |rows| {
                let next = self.next_page(rows).map_err(Cause::Paging);
                let Some(next) = next? else {
                    return Ok(None);
                };
                self = next;
                self.to_request().map(Some).map_err(Error::invalid)
            })),
            has_lists: false,
        }
    }

    fn into_first(self) -> Paged<L::Joined<P>> {
        self.first().into_paged()
    }

    fn into_ids(self) -> Ids<P::Row> {
        ids_of!(self)
    }
}

/// A query for groups of rows: an `Aggregate`, or `FetchGroups` in FetchXML.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a query for groups",
    label = "expected an `Aggregate` or `FetchGroups`"
)]
pub trait GroupsQuery: ReadGroups + private::Sealed {
    #[doc(hidden)]
    fn first(&self) -> Result<Request, Error>;
    /// Returns the request for the page after these groups, which are those of the page with this
    /// number, or `None` if they are the last.
    #[doc(hidden)]
    fn next(
        &self,
        request: Request,
        groups: &Groups<Self::Keys, Self::Totals>,
        page: u32,
    ) -> Result<Option<Request>, Error>;
}

impl<T: Table, K: GroupKeys<T>, V: Totals<T>> GroupsQuery for Aggregate<T, K, V> {
    fn first(&self) -> Result<Request, Error> {
        self.to_request().map_err(Error::invalid)
    }

    fn next(
        &self,
        mut request: Request,
        groups: &Groups<K::Values, V::Values>,
        _: u32,
    ) -> Result<Option<Request>, Error> {
        let Some(link) = groups.next_link() else {
            return Ok(None);
        };
        follow(&mut request, link)?;
        Ok(Some(request))
    }
}

impl<T: Table, K: FetchKeys<T>, V: FetchTotals<T>> GroupsQuery for FetchGroups<T, K, V> {
    fn first(&self) -> Result<Request, Error> {
        self.to_page_request(1).map_err(Error::invalid)
    }

    fn next(
        &self,
        _: Request,
        groups: &Groups<K::Values, V::Values>,
        page: u32,
    ) -> Result<Option<Request>, Error> {
        let Some(next) = self.next_page(page, groups).map_err(Cause::Paging)? else {
            return Ok(None);
        };
        self.to_page_request(next).map(Some).map_err(Error::invalid)
    }
}

mod private {
    use super::{Aggregate, Fetch, FetchGroups, Query};

    pub trait Sealed {}

    impl<P> Sealed for Query<P> {}
    impl<P, L> Sealed for Fetch<P, L> {}
    impl<T, K, V> Sealed for Aggregate<T, K, V> {}
    impl<T, K, V> Sealed for FetchGroups<T, K, V> {}
}
