use core::pin::Pin;
use core::task::{Context, Poll, ready};

use dataverse_schema_runtime::projection::FromRow;
use futures_core::Stream;

use crate::client::Client;
use crate::error::Error;
use crate::pages::PageStream;
use crate::query::RowsQuery;

/// The rows of a query, over all pages. It ends after the last row, or after an error.
#[must_use]
pub struct RowStream<P> {
    pages: PageStream<P>,
    page: std::vec::IntoIter<P>,
}

impl Client {
    /// Returns the rows of a query, over all pages. A page is requested when its first row is asked
    /// for.
    ///
    /// The query is a `Query`, or a `Fetch` in FetchXML. An error in it is the first item.
    pub fn rows<Q: RowsQuery>(&self, query: Q) -> RowStream<Q::Row> {
        RowStream::new(Vec::new(), self.pages(query))
    }
}

impl<P> RowStream<P> {
    /// Returns these rows, followed by those of pages.
    pub(crate) fn new(rows: Vec<P>, pages: PageStream<P>) -> Self {
        Self {
            pages,
            page: rows.into_iter(),
        }
    }

    /// Returns the link to later changes, after the last row.
    pub(crate) fn delta_link(&self) -> Option<&str> {
        let is_read = self.page.len() == 0;
        self.pages.delta_link().filter(|_| is_read)
    }
}

impl<P: FromRow + Unpin + 'static> RowStream<P> {
    /// Returns the next row, or `None` after the last one.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response.
    pub async fn next(&mut self) -> Option<Result<P, Error>> {
        // Rows are large, so each move counts.
        if let Some(row) = self.page.next() {
            return Some(Ok(row));
        }
        core::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns all rows that are left.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response.
    pub async fn into_vec(mut self) -> Result<Vec<P>, Error> {
        let mut rows = self.page.collect::<Vec<_>>();
        while let Some(page) = self.pages.next().await {
            rows.extend(page?);
        }
        Ok(rows)
    }
}

impl<P: FromRow + Unpin + 'static> Stream for RowStream<P> {
    type Item = Result<P, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(row) = self.page.next() {
                return Poll::Ready(Some(Ok(row)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(rows)) => self.page = rows.into_vec().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}
