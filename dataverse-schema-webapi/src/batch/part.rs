use crate::request::Request;

/// A part of a batch or a change set: a [`Request`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a request",
    label = "expected a `Request`",
    note = "turn a query into a request with `into_batch_request()?`, changes with `into_request()?`; handle the error of a `Result`, for example with `?`",
    note = "add a list of requests one by one, and a change set with `change_set(set)`"
)]
pub trait IntoPart {
    #[doc(hidden)]
    fn into_part(self) -> Request;
}

impl IntoPart for Request {
    fn into_part(self) -> Self {
        self
    }
}
