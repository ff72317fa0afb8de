use dataverse_schema_runtime::table::Table;
use dataverse_schema_webapi::query::{
    Aggregate, Group, GroupKeys, Projection, Query, Retrieve, Totals,
};
use dataverse_schema_webapi::response::Response;

use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Repeat;

impl Client {
    /// Returns a row.
    ///
    /// # Errors
    /// Returns an error if there is no such row ([`Error::is_not_found`]), or if it hasn't changed
    /// since the etag of the query ([`Error::is_not_modified`]).
    pub async fn row<P: Projection>(&self, query: Retrieve<P>) -> Result<P, Error> {
        let request = query.into_request().map_err(Error::invalid)?;
        let reply = self.exchange(request, Repeat::Safe).await?;
        reply.read(Response::row)
    }

    /// Returns the first row of a query, or `None` if no row matches. A page size or number of rows
    /// of the query doesn't matter.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response.
    pub async fn first<P: Projection>(&self, query: Query<P>) -> Result<Option<P>, Error> {
        let request = query.first().into_request().map_err(Error::invalid)?;
        let reply = self.exchange(request, Repeat::Safe).await?;
        Ok(reply.read(Response::rows)?.into_iter().next())
    }

    /// Returns all groups of an aggregate, over all pages.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response.
    pub async fn groups<T: Table, K: GroupKeys<T>, V: Totals<T>>(
        &self,
        query: &Aggregate<T, K, V>,
    ) -> Result<Vec<Group<K::Values, V::Values>>, Error> {
        let mut all = Vec::new();
        let mut request = query.to_request().map_err(Error::invalid)?;
        loop {
            let reply = self.exchange(request, Repeat::Safe).await?;
            let groups = reply.read(|response| response.groups(query))?;
            let next = groups.next_link().map(|link| query.next_page(link));
            all.extend(groups);
            match next {
                Some(next) => request = next,
                None => return Ok(all),
            }
        }
    }
}
