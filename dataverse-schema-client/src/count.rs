use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_webapi::request::Request;
use dataverse_schema_webapi::response::Response;

use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Retry;
use crate::pages::PageStream;
use crate::query::{Ids, Next, RowsQuery};

impl Client {
    /// Returns the exact number of rows that a `Query` or a `Fetch` returns.
    ///
    /// The service [counts] up to 5,000 rows itself (500 in an elastic table). It takes one request
    /// to get that number. If there are more rows, or if the query has `top`, the client reads the
    /// ids of all rows, page by page: one request for each 5,000 rows. Rows that others create or
    /// delete meanwhile may or may not be counted.
    ///
    /// A `Fetch` for which the service sends no paging cookie, such as one that is ordered by
    /// columns of linked rows, has at most 50,000 rows: more are an error. Groups with
    /// `Total::count()` count up to 50,000 rows in one request.
    ///
    /// The service's own number for a large table, `RetrieveTotalRecordCount`, is up to 24 hours
    /// old and knows no filter, so it isn't used.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response.
    ///
    /// [counts]: https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/count-rows
    pub async fn count<Q: RowsQuery>(&self, query: Q) -> Result<u64, Error> {
        let Ids { paged, counted } = query.into_ids();
        if let Some(request) = counted {
            let rows = self.counted::<Q>(request?).await?;
            if let Some(count) = exact_count(&rows, &paged.next) {
                return Ok(count);
            }
        }
        let mut count = 0;
        let mut pages = PageStream::of(self, paged);
        while let Some(page) = pages.next().await {
            count += page?.len() as u64;
        }
        Ok(count)
    }

    async fn counted<Q: RowsQuery>(&self, request: Request) -> Result<Rows<Q::IdRow>, Error> {
        let reply = self.exchange(request, Retry::Safe).await?;
        reply.read(Response::rows)
    }
}

/// Returns the number of rows if the service counted all of them.
fn exact_count<R>(rows: &Rows<R>, next: &Next<R>) -> Option<u64> {
    if matches!(next, Next::Link) && rows.next_link().is_none() {
        return Some(rows.len() as u64);
    }
    let is_exact = rows.is_count_limit_exceeded() == Some(false);
    let count = rows.count().filter(|_| is_exact)?;
    count.try_into().ok()
}
