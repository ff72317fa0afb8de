//! The queries whose answers have pages.

use dataverse_schema_runtime::projection::FromRow;
use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_webapi::query::fetch::{
    Fetch, FetchGroups, FetchKeys, FetchTotals, LinkedRows,
};
use dataverse_schema_webapi::query::{Aggregate, GroupKeys, Groups, Projection, Query, Totals};
use dataverse_schema_webapi::request::Request;
use dataverse_schema_webapi::response::{Response, ResponseError};

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

    #[doc(hidden)]
    fn into_paged(self) -> Paged<Self::Row>;
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

impl<P: Projection + 'static> RowsQuery for Query<P> {
    type Row = P;

    fn into_paged(self) -> Paged<P> {
        Paged {
            first: self.into_request().map_err(Error::invalid),
            next: Next::Link,
            has_lists: P::selection().has_lists(),
        }
    }
}

impl<P, L> RowsQuery for Fetch<P, L>
where
    P: Projection + 'static,
    L: LinkedRows<Joined<P>: FromRow + 'static> + 'static,
{
    type Row = L::Joined<P>;

    fn into_paged(mut self) -> Paged<L::Joined<P>> {
        Paged {
            first: self.to_request().map_err(Error::invalid),
            next: Next::Cookie(Box::new(move |rows| {
                let next = self.next_page(rows).map_err(Cause::Cookie);
                let Some(next) = next? else {
                    return Ok(None);
                };
                self = next;
                self.to_request().map(Some).map_err(Error::invalid)
            })),
            has_lists: false,
        }
    }
}

/// A query for groups of rows: an `Aggregate`, or `FetchGroups` in FetchXML.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a query for groups",
    label = "expected an `Aggregate` or `FetchGroups`"
)]
pub trait GroupsQuery: private::Sealed {
    /// The values of a group's keys.
    type Keys;
    /// The values of a group's totals.
    type Totals;

    #[doc(hidden)]
    fn first(&self) -> Result<Request, Error>;
    #[doc(hidden)]
    fn read(&self, response: &Response) -> Result<Groups<Self::Keys, Self::Totals>, ResponseError>;
    /// Returns the request for the page with this number, which is after these groups, or `None` if
    /// they are the last.
    #[doc(hidden)]
    fn next(
        &self,
        request: Request,
        groups: &Groups<Self::Keys, Self::Totals>,
        page: u32,
    ) -> Result<Option<Request>, Error>;
}

impl<T: Table, K: GroupKeys<T>, V: Totals<T>> GroupsQuery for Aggregate<T, K, V> {
    type Keys = K::Values;
    type Totals = V::Values;

    fn first(&self) -> Result<Request, Error> {
        self.to_request().map_err(Error::invalid)
    }

    fn read(&self, response: &Response) -> Result<Groups<K::Values, V::Values>, ResponseError> {
        response.groups(self)
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
    type Keys = K::Values;
    type Totals = V::Values;

    fn first(&self) -> Result<Request, Error> {
        self.to_page_request(1).map_err(Error::invalid)
    }

    fn read(&self, response: &Response) -> Result<Groups<K::Values, V::Values>, ResponseError> {
        response.fetch_groups(self)
    }

    fn next(
        &self,
        _: Request,
        groups: &Groups<K::Values, V::Values>,
        page: u32,
    ) -> Result<Option<Request>, Error> {
        if !groups.has_more() {
            return Ok(None);
        }
        self.to_page_request(page).map(Some).map_err(Error::invalid)
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
