use dataverse_schema_runtime::changes::{Changes, Target};
use dataverse_schema_runtime::check::Checks;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::{Lists, Table, message};

use super::alternate_key::AlternateKey;
use super::body::Body;
use super::method::Method;
use super::request::Request;

/// Turns changes into a request.
pub trait IntoRequest<T: Table>: Sized {
    /// Checks all rules and returns the request: `POST` for a new row, otherwise `PATCH`.
    ///
    /// An update has the header `If-Match: *`, so that a deleted row isn't created again. An upsert
    /// doesn't have it.
    ///
    /// # Errors
    /// All violated rules.
    fn into_request(self) -> Result<Request, Invalid> {
        self.into_request_with(&Checks::default())
    }

    /// Like [`into_request`](Self::into_request), but runs only the given checks.
    ///
    /// # Errors
    /// All violated rules.
    fn into_request_with(self, checks: &Checks) -> Result<Request, Invalid>;

    /// Returns the request that updates the row with this alternate key, or creates it if it
    /// doesn't exist. The changes must be a new row; columns of the key need no value.
    ///
    /// # Errors
    /// All violated rules.
    fn into_upsert(self, key: AlternateKey<T>) -> Result<Request, Invalid>
    where
        T::Messages: Lists<message::Upsert>;
}

impl<T: Table> IntoRequest<T> for Changes<T> {
    fn into_request_with(self, checks: &Checks) -> Result<Request, Invalid> {
        self.validate_with(checks)?;
        let entity_set = T::info().entity_set;
        let (method, path, guard) = match self.target() {
            Target::New => (
                Method::Post,
                entity_set.to_owned(),
                Some(("If-None-Match", "null")),
            ),
            Target::Existing(id) => (
                Method::Patch,
                format!("{entity_set}({id})"),
                Some(("If-Match", "*")),
            ),
            Target::Upsert(id) => (Method::Patch, format!("{entity_set}({id})"), None),
        };
        let request = Request::new(method, path).with_body(Body::Json(self.body()?));
        Ok(match guard {
            Some((name, value)) => request.header(name, value),
            None => request,
        })
    }

    fn into_upsert(self, key: AlternateKey<T>) -> Result<Request, Invalid>
    where
        T::Messages: Lists<message::Upsert>,
    {
        upsert_request(&self, &key)
    }
}

pub(super) fn upsert_request<T: Table>(
    changes: &Changes<T>,
    key: &AlternateKey<T>,
) -> Result<Request, Invalid> {
    changes.validate_with(key.checks())?;
    let body = Body::Json(changes.body()?);
    Ok(Request::new(Method::Patch, key.path()).with_body(body))
}
