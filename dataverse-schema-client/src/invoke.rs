use dataverse_schema_runtime::operation::Operation;
use dataverse_schema_webapi::request::Invoke as _;
use dataverse_schema_webapi::response::Response;

use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Retry;

impl Client {
    /// Calls an action or a function and returns its result.
    ///
    /// A function is retried after any fault, an action only if the service didn't execute it.
    ///
    /// # Errors
    /// Returns an error if a new row among the arguments violates a rule, or if the service didn't
    /// confirm the call: see [`Error::may_have_happened`].
    pub async fn invoke<O: Operation>(&self, operation: O) -> Result<O::Output, Error> {
        let request = operation.into_request().map_err(Error::invalid)?;
        let retry = Retry::of(&request);
        let reply = self.exchange(request, retry).await?;
        reply.read(Response::result::<O>)
    }
}
