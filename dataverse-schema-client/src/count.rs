use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_webapi::query::{Projection, Query};
use dataverse_schema_webapi::request::Annotation;
use dataverse_schema_webapi::response::Response;

use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Repeat;

impl Client {
    /// Returns the exact number of rows that a query returns.
    ///
    /// The service counts up to 5,000 rows itself (500 in an elastic table). It takes one request
    /// to get that number. If there are more rows, or if the query has `top`, the client reads the
    /// ids of all rows, page by page: one request for each 5,000 rows. Rows that others create or
    /// delete meanwhile may or may not be counted.
    ///
    /// The service's own number for a large table, `RetrieveTotalRecordCount`, is up to 24 hours
    /// old and knows no filter, so it isn't used.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response.
    pub async fn count<P: Projection>(&self, query: Query<P>) -> Result<u64, Error>
    where
        P::Row: 'static,
    {
        let ids = query.ids();
        if !ids.has_top()
            && let Some(count) = self.count_by_service(ids.clone()).await?
        {
            return Ok(count);
        }
        let mut count = 0;
        let mut pages = self.pages(ids);
        while let Some(page) = pages.next().await {
            count += page?.len() as u64;
        }
        Ok(count)
    }

    /// Returns the number of rows if the service counts all of them.
    async fn count_by_service<P: Projection>(&self, ids: Query<P>) -> Result<Option<u64>, Error> {
        let query = ids
            .count()
            .page_size(1)
            .annotations([Annotation::TotalCount]);
        let request = query.into_request().map_err(Error::invalid)?;
        let reply = self.exchange(request, Repeat::Safe).await?;
        let rows: Rows<P> = reply.read(Response::rows)?;
        if rows.next_link().is_none() {
            return Ok(Some(rows.len() as u64));
        }
        let is_exact = rows.is_count_limit_exceeded() == Some(false);
        let count = rows.count().filter(|_| is_exact);
        Ok(count.and_then(|count| count.try_into().ok()))
    }
}
