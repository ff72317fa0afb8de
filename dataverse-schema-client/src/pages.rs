use core::pin::Pin;
use core::task::{Context, Poll};

use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_webapi::query::{Projection, Query};
use dataverse_schema_webapi::request::Request;
use dataverse_schema_webapi::response::Response;
use futures_core::Stream;

use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Repeat;

/// The pages of a query. It ends after the last page, or after an error.
#[must_use]
pub struct PageStream<P> {
    client: Client,
    query: Query<P>,
    state: State<P>,
}

type Page<P> = Pin<Box<dyn Future<Output = Result<Rows<P>, Error>> + Send>>;

enum State<P> {
    Invalid(Error),
    /// The request for the next page, which is sent when the page is asked for.
    Ready(Request),
    Waiting(Page<P>),
    Done,
}

impl Client {
    /// Returns all pages of a query, one after the other.
    ///
    /// The link to the next page is requested as the service sent it, with the preferences of the
    /// query. An error in the query is the first item.
    pub fn pages<P: Projection>(&self, query: Query<P>) -> PageStream<P> {
        let state = match query.clone().into_request() {
            Ok(request) => State::Ready(request),
            Err(error) => State::Invalid(Error::invalid(error)),
        };
        PageStream {
            client: self.clone(),
            query,
            state,
        }
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
        let mut page = match core::mem::replace(&mut self.state, State::Done) {
            State::Done => return Poll::Ready(None),
            State::Invalid(error) => return Poll::Ready(Some(Err(error))),
            State::Ready(request) => load(self.client.clone(), request),
            State::Waiting(page) => page,
        };
        let Poll::Ready(rows) = page.as_mut().poll(context) else {
            self.state = State::Waiting(page);
            return Poll::Pending;
        };
        let next = rows.as_ref().ok().and_then(Rows::next_link);
        if let Some(link) = next {
            self.state = State::Ready(self.query.next_page(link));
        }
        Poll::Ready(Some(rows))
    }
}

fn load<P: Projection + 'static>(client: Client, request: Request) -> Page<P> {
    Box::pin(async move {
        let reply = client.exchange(request, Repeat::Safe).await?;
        reply.read(Response::rows)
    })
}

impl<P: Projection + 'static> Stream for PageStream<P> {
    type Item = Result<Rows<P>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}
