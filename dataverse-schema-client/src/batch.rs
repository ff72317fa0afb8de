use dataverse_schema_webapi::batch::Batch;
use dataverse_schema_webapi::response::{Answers, Response};

use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Repeat;

impl Client {
    /// Sends a batch and returns the answers to its requests.
    ///
    /// A request that failed is an answer, not an error:
    /// [`Answers::success`](dataverse_schema_webapi::response::Answers::success). The batch is only
    /// repeated if the service executed nothing of it. Requests that failed are not repeated.
    ///
    /// # Errors
    /// Returns an error if the batch is invalid, or if the service rejected it as a whole.
    pub async fn batch(&self, batch: Batch) -> Result<Answers, Error> {
        let request = batch.into_request(self.base()).map_err(Error::invalid)?;
        let reply = self.exchange(request, Repeat::Unsafe).await?;
        reply.read(Response::batch)
    }
}
