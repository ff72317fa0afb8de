use core::mem::replace;
use core::pin::Pin;
use core::task::{Context, Poll};

use dataverse_schema_runtime::projection::FromRow;
use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_webapi::request::Request;
use dataverse_schema_webapi::response::Response;
use futures_core::Stream;

use crate::cause::Cause;
use crate::client::Client;
use crate::error::{Error, Trail};
use crate::follow::follow;
use crate::query::{Next, Paged, RowsQuery};

/// The pages of a query. It ends after the last page, or after an error.
#[must_use]
pub struct PageStream<P> {
    client: Client,
    state: State<P>,
    next: Next<P>,
    has_lists: bool,
    delta_link: Option<String>,
}

/// A page, its request, and what happened before it came.
type Page<P> = (Rows<P>, Request, Trail);
type Load<P> = Pin<Box<dyn Future<Output = Result<Page<P>, Error>> + Send>>;

enum State<P> {
    /// The error that follows the pages.
    Failed(Error),
    /// The request for the next page, which is sent when the page is asked for.
    Ready(Request),
    Waiting(Load<P>),
    Done,
}

impl Client {
    /// Returns all pages of a query, one after the other.
    ///
    /// The query is a `Query`, for whose next page the link is requested as the service sent it,
    /// with the preferences of the query; or a `Fetch`, whose next page is found by the cookie of
    /// the one before. An error in the query is the first item.
    ///
    /// Lists of related rows in a projection have all their rows: those on further pages are
    /// requested, one list after the other.
    pub fn pages<Q: RowsQuery>(&self, query: Q) -> PageStream<Q::Row> {
        PageStream::of(self, query.into_paged())
    }
}

impl<P> PageStream<P> {
    pub(crate) fn of(client: &Client, paged: Paged<P>) -> Self {
        Self {
            client: client.clone(),
            state: paged.first.map_or_else(State::Failed, State::Ready),
            next: paged.next,
            has_lists: paged.has_lists,
            delta_link: None,
        }
    }

    /// Returns the pages that begin with this request and are linked.
    pub(crate) fn new(client: &Client, first: Result<Request, Error>) -> Self {
        let (next, has_lists) = (Next::Link, false);
        let paged = Paged {
            first,
            next,
            has_lists,
        };
        Self::of(client, paged)
    }

    /// Returns a stream without pages.
    pub(crate) fn empty(client: &Client) -> Self {
        Self {
            client: client.clone(),
            state: State::Done,
            next: Next::Link,
            has_lists: false,
            delta_link: None,
        }
    }

    pub(crate) fn tracked(mut self) -> Self {
        self.next = Next::TrackedLink;
        self
    }

    /// Returns the link to later changes, after the last page.
    pub(crate) fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }
}

impl<P: FromRow + 'static> PageStream<P> {
    /// Returns the next page, or `None` after the last one.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response.
    pub async fn next(&mut self) -> Option<Result<Rows<P>, Error>> {
        core::future::poll_fn(|context| self.poll_page(context)).await
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Rows<P>, Error>>> {
        let mut load = match replace(&mut self.state, State::Done) {
            State::Done => return Poll::Ready(None),
            State::Failed(error) => return Poll::Ready(Some(Err(error))),
            State::Ready(request) => load(self.client.clone(), request, self.has_lists),
            State::Waiting(load) => load,
        };
        let Poll::Ready(page) = load.as_mut().poll(context) else {
            self.state = State::Waiting(load);
            return Poll::Pending;
        };
        Poll::Ready(Some(page.map(|page| self.turn(page))))
    }

    /// Prepares the request for the next page, or the error that follows this one.
    fn turn(&mut self, (rows, mut request, trail): Page<P>) -> Rows<P> {
        let next = match (&mut self.next, rows.next_link()) {
            (Next::Cookie(next), _) => next(&rows),
            (_, Some(link)) => follow(&mut request, link).map(|()| Some(request)),
            (Next::TrackedLink, None) if rows.delta_link().is_none() => {
                Err(Cause::Missing("@odata.deltaLink").into())
            }
            (_, None) => Ok(None),
        };
        match next {
            Ok(Some(next)) => self.state = State::Ready(next),
            Ok(None) => self.delta_link = rows.delta_link().map(str::to_owned),
            Err(error) => self.state = State::Failed(error.with_trail(trail)),
        }
        rows
    }
}

fn load<P: FromRow + 'static>(client: Client, request: Request, has_lists: bool) -> Load<P> {
    Box::pin(async move {
        let reply = client.load(request.clone(), has_lists).await?;
        let rows = reply.read(Response::rows::<P>)?;
        Ok((rows, request, reply.trail))
    })
}

impl<P: FromRow + 'static> Stream for PageStream<P> {
    type Item = Result<Rows<P>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}
