use core::pin::Pin;
use core::task::{Context, Poll};

use dataverse_schema_webapi::query::{Projection, Query, Tracked};
use futures_core::Stream;

use crate::client::Client;
use crate::error::Error;
use crate::pages::PageStream;
use crate::rows::RowStream;

/// The changes of a table, over all pages. It ends after the last change, or after an error.
///
/// Then it has the [link](Self::delta_link) to the changes after them.
#[must_use]
pub struct ChangeStream<P: Projection> {
    rows: RowStream<Tracked<P>>,
}

impl Client {
    /// Returns the changes of a table since an earlier response with this link, or all rows without
    /// one: begin an empty copy then.
    ///
    /// The query has to be one with
    /// [`track_changes`](dataverse_schema_webapi::query::Query::track_changes), and the same for
    /// each link. An error in it is the first item.
    pub fn changes<P: Projection>(
        &self,
        query: Query<Tracked<P>>,
        since: Option<&str>,
    ) -> ChangeStream<P> {
        let first = query.into_request().map_err(Error::invalid);
        let first = first.map(|mut request| {
            if let Some(link) = since {
                link.clone_into(&mut request.path);
            }
            request
        });
        let pages = PageStream::new(self, first).tracked();
        ChangeStream {
            rows: RowStream::new(Vec::new(), pages),
        }
    }
}

impl<P: Projection + Unpin + 'static> ChangeStream<P> {
    /// Returns the next change, or `None` after the last one.
    ///
    /// Apply it in such a way that applying it again does no harm: after an error, the changes
    /// since the last link come again.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response. A response
    /// without a link to later changes is invalid: the table has no change tracking.
    pub async fn next(&mut self) -> Option<Result<Tracked<P>, Error>> {
        self.rows.next().await
    }

    /// Returns the link to the changes after these, or `None` before the last of these was
    /// returned.
    ///
    /// Keep it until the next time. It is valid for 7 days by default.
    pub fn delta_link(&self) -> Option<&str> {
        self.rows.delta_link()
    }
}

impl<P: Projection + Unpin + 'static> Stream for ChangeStream<P> {
    type Item = Result<Tracked<P>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.rows).poll_next(context)
    }
}
