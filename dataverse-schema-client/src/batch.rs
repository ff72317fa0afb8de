use dataverse_schema_webapi::batch::Batch;
use dataverse_schema_webapi::request::Body;
use dataverse_schema_webapi::response::{Answer, Answers, Response};

use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Retry;
use crate::reply::Reply;

impl Client {
    /// Sends a batch and returns the answers to its requests.
    ///
    /// A request that failed is an answer, not an error:
    /// [`Answers::success`](dataverse_schema_webapi::response::Answers::success). The batch is only
    /// retried if the service executed nothing of it. Requests that failed are not retried, but
    /// the client waits if the service was too busy for one of them.
    ///
    /// # Errors
    /// Returns an error if the batch is invalid, if a request has a URL of another origin than the
    /// base URL, or if the service rejected the batch as a whole.
    pub async fn batch(&self, batch: Batch) -> Result<Answers, Error> {
        let request = batch.into_request(self.base()).map_err(Error::invalid)?;
        if let Body::Parts(parts) = &request.body {
            parts
                .lines()
                .filter_map(requested_url)
                .try_for_each(|url| self.check_url(url))?;
        }
        let reply = self.exchange(request, Retry::Unsafe).await?;
        self.answers(&reply)
    }

    /// Reads the answers to a batch. If the service is too busy for one of its requests, all
    /// requests of the client wait.
    pub(crate) fn answers(&self, reply: &Reply) -> Result<Answers, Error> {
        let answers = reply.read(Response::batch)?;
        let responses = answers.iter().flat_map(Answer::responses);
        responses.for_each(|response| self.note_pause(response));
        Ok(answers)
    }
}

/// Returns the URL of a request line. Neither headers nor JSON have lines of this form.
fn requested_url(line: &str) -> Option<&str> {
    let (method, url) = line.strip_suffix(" HTTP/1.1")?.split_once(' ')?;
    let is_method = method.bytes().all(|byte| byte.is_ascii_uppercase());
    is_method.then_some(url)
}
