use dataverse_schema_runtime::operation::Operation;
use dataverse_schema_runtime::rule::Invalid;

use super::body::Body;
use super::method::Method;
use super::request::Request;

/// Turns an action or a function into a request.
pub trait Invoke: Operation {
    /// Checks the new rows among the arguments and returns the request: `POST` for an action, `GET`
    /// for a function. [`Response::result`](crate::response::Response::result) reads the response.
    ///
    /// # Errors
    /// Returns all rules that the first invalid row violates.
    fn into_request(self) -> Result<Request, Invalid> {
        const WRITABLE: &str = "arguments are valid, and so JSON";
        let call = self.call();
        call.validate()?;
        let method = if call.is_function() {
            Method::Get
        } else {
            Method::Post
        };
        let request = Request::new(method, call.path().expect(WRITABLE));
        Ok(match call.body().expect(WRITABLE) {
            Some(body) => request.with_body(Body::Json(body)),
            None => request,
        })
    }
}

impl<O: Operation> Invoke for O {}
