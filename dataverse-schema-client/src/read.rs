use dataverse_schema_webapi::query::{Group, Projection, Retrieve};
use dataverse_schema_webapi::request::Request;
use dataverse_schema_webapi::response::Response;

use crate::client::Client;
use crate::error::Error;
use crate::expanded::add_related;
use crate::outgoing::Retry;
use crate::query::{GroupsQuery, RowsQuery};
use crate::reply::Reply;

impl Client {
    /// Returns a row.
    ///
    /// # Errors
    /// Returns an error if there is no such row ([`Error::is_not_found`]), or if it hasn't changed
    /// since the etag of the query ([`Error::is_not_modified`]).
    pub async fn row<P: Projection>(&self, query: Retrieve<P>) -> Result<P, Error> {
        let request = query.into_request().map_err(Error::invalid)?;
        self.load(request, P::selection().has_lists())
            .await?
            .read(Response::row)
    }

    /// Returns the first row of a `Query` or a `Fetch`, or `None` if no row matches. A page size,
    /// page, or number of rows of the query doesn't matter.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response.
    pub async fn first<Q: RowsQuery>(&self, query: Q) -> Result<Option<Q::Row>, Error> {
        let first = query.into_first();
        let reply = self.load(first.first?, first.has_lists).await?;
        Ok(reply.read(Response::rows)?.into_iter().next())
    }

    /// Sends the request of a query, and then those for related rows on further pages if there may
    /// be lists of them.
    pub(crate) async fn load(&self, request: Request, has_lists: bool) -> Result<Reply, Error> {
        if !has_lists {
            return self.exchange(request, Retry::Safe).await;
        }
        let mut reply = self.exchange(request.clone(), Retry::Safe).await?;
        add_related(self, &request, &mut reply).await?;
        Ok(reply)
    }

    /// Returns all groups of a query, over all pages. It is an `Aggregate`, or `FetchGroups` in
    /// FetchXML.
    ///
    /// Groups in FetchXML are also ordered by all keys that are columns of the table, so that pages
    /// don't overlap. If there may be more than 5,000 groups, add orders by keys of related rows.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response.
    pub async fn groups<Q: GroupsQuery>(
        &self,
        query: &Q,
    ) -> Result<Vec<Group<Q::Keys, Q::Totals>>, Error> {
        let mut all = Vec::new();
        let mut request = query.first()?;
        for page in 1.. {
            let reply = self.exchange(request.clone(), Retry::Safe).await?;
            let groups = reply.read(|response| response.groups(query))?;
            let next = query.next(request, &groups, page);
            let next = next.map_err(|error| error.with_trail(reply.trail))?;
            all.extend(groups);
            match next {
                Some(next) => request = next,
                None => break,
            }
        }
        Ok(all)
    }
}
