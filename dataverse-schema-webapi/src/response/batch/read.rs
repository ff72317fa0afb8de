use super::answer::Answers;
use super::{json, multipart};
use crate::response::response::Response;
use crate::response::response_error::{ResponseError, ResponseErrorKind};

impl Response {
    /// Reads the answers to a batch, in the order of its requests and change sets.
    ///
    /// Without [`continue_on_error`](crate::batch::Batch::continue_on_error) the first failed
    /// request has the last answer. The body is multipart, or OData's JSON format for batches.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the whole batch, or an error for an invalid body.
    pub fn batch(&self) -> Result<Answers, ResponseError> {
        let content_type = self.header("Content-Type").unwrap_or_default();
        let answers = match multipart::boundary(content_type) {
            Some(boundary) => multipart::read(&self.body, &boundary).map_err(|reason| {
                // A batch that is rejected as a whole may have any body.
                let invalid = || self.error(ResponseErrorKind::Batch(reason));
                self.success().err().unwrap_or_else(invalid)
            })?,
            None if json::is_json(content_type) => {
                json::read(&self.success()?.body).map_err(|error| self.invalid_body(error))?
            }
            None => {
                self.success()?;
                let reason = "missing boundary in the header `Content-Type`";
                return Err(self.error(ResponseErrorKind::Batch(reason)));
            }
        };
        Ok(Answers::new(answers))
    }
}
