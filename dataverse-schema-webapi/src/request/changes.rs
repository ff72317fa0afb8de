use dataverse_schema_runtime::changes::{Changes, Target};
use dataverse_schema_runtime::check::Checks;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::Table;

use super::body::Body;
use super::method::Method;
use super::request::Request;

/// Turns changes into a request.
pub trait IntoRequest: Sized {
    /// Checks all rules and returns the request: `POST` for a new row, otherwise `PATCH`.
    ///
    /// An update has the header `If-Match: *`, so that a deleted row isn't created again. An upsert
    /// doesn't have it.
    ///
    /// # Errors
    /// Returns all violated rules.
    fn into_request(self) -> Result<Request, Invalid> {
        self.into_request_with(&Checks::default())
    }

    /// Runs the given checks and returns the request, like [`into_request`](Self::into_request).
    ///
    /// # Errors
    /// Returns all violated rules.
    fn into_request_with(self, checks: &Checks) -> Result<Request, Invalid>;
}

impl<T: Table, M> IntoRequest for Changes<T, M> {
    fn into_request_with(self, checks: &Checks) -> Result<Request, Invalid> {
        self.validate_with(checks)?;
        let (method, path, guard) = match self.target() {
            Target::New => (
                Method::Post,
                T::info().entity_set.to_owned(),
                Some(("If-None-Match", "null")),
            ),
            Target::Existing(row) => (Method::Patch, row.to_string(), Some(("If-Match", "*"))),
            Target::Upsert(row) => (Method::Patch, row.to_string(), None),
        };
        let request = Request::new(method, path).with_body(Body::Json(self.body()?));
        Ok(match guard {
            Some((name, value)) => request.header(name, value),
            None => request,
        })
    }
}
