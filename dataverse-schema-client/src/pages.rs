use core::pin::Pin;
use core::task::{Context, Poll};

use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_webapi::query::{Projection, Query};
use dataverse_schema_webapi::request::Request;
use dataverse_schema_webapi::response::Response;
use futures_core::Stream;

use crate::cause::Cause;
use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Repeat;

/// The pages of a query. It ends after the last page, or after an error.
#[must_use]
pub struct PageStream<P> {
    client: Client,
    state: State<P>,
    /// Whether the last page must have a link to later changes.
    is_tracked: bool,
    delta_link: Option<String>,
}

/// A page, and the request for the next one.
type Page<P> = (Rows<P>, Option<Request>);
type Load<P> = Pin<Box<dyn Future<Output = Result<Page<P>, Error>> + Send>>;

enum State<P> {
    Invalid(Error),
    /// The request for the next page, which is sent when the page is asked for.
    Ready(Request),
    Waiting(Load<P>),
    Done,
}

impl Client {
    /// Returns all pages of a query, one after the other.
    ///
    /// The link to the next page is requested as the service sent it, with the preferences of the
    /// query. An error in the query is the first item.
    pub fn pages<P: Projection>(&self, query: Query<P>) -> PageStream<P> {
        PageStream::new(self, query.into_request().map_err(Error::invalid))
    }
}

impl<P> PageStream<P> {
    pub(crate) fn new(client: &Client, first: Result<Request, Error>) -> Self {
        Self {
            client: client.clone(),
            state: first.map_or_else(State::Invalid, State::Ready),
            is_tracked: false,
            delta_link: None,
        }
    }

    /// Returns a stream without pages.
    pub(crate) fn empty(client: &Client) -> Self {
        Self {
            client: client.clone(),
            state: State::Done,
            is_tracked: false,
            delta_link: None,
        }
    }

    pub(crate) fn tracked(mut self) -> Self {
        self.is_tracked = true;
        self
    }

    /// Returns the link to later changes, after the last page.
    pub(crate) fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }
}

impl<P: Projection + 'static> PageStream<P> {
    /// Returns the next page, or `None` after the last one.
    ///
    /// # Errors
    /// Returns an error if the query is invalid, or if there is no valid response.
    pub async fn next(&mut self) -> Option<Result<Rows<P>, Error>> {
        core::future::poll_fn(|context| self.poll_page(context)).await
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Rows<P>, Error>>> {
        let mut load = match core::mem::replace(&mut self.state, State::Done) {
            State::Done => return Poll::Ready(None),
            State::Invalid(error) => return Poll::Ready(Some(Err(error))),
            State::Ready(request) => load(self.client.clone(), request, self.is_tracked),
            State::Waiting(load) => load,
        };
        let Poll::Ready(page) = load.as_mut().poll(context) else {
            self.state = State::Waiting(load);
            return Poll::Pending;
        };
        Poll::Ready(Some(page.map(|(rows, next)| {
            match next {
                Some(next) => self.state = State::Ready(next),
                None => self.delta_link = rows.delta_link().map(str::to_owned),
            }
            rows
        })))
    }
}

fn load<P: Projection + 'static>(client: Client, request: Request, is_tracked: bool) -> Load<P> {
    Box::pin(async move {
        let mut next = request.clone();
        let reply = client.exchange(request, Repeat::Safe).await?;
        let rows = reply.read(Response::rows::<P>)?;
        match rows.next_link() {
            Some(link) => {
                link.clone_into(&mut next.path);
                Ok((rows, Some(next)))
            }
            None if is_tracked && rows.delta_link().is_none() => {
                let missing = Cause::Missing("@odata.deltaLink");
                Err(Error::from(missing).with_trail(reply.trail))
            }
            None => Ok((rows, None)),
        }
    })
}

impl<P: Projection + 'static> Stream for PageStream<P> {
    type Item = Result<Rows<P>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}
