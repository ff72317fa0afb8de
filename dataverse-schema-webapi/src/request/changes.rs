use dataverse_schema_runtime::changes::{Changes, Target};
use dataverse_schema_runtime::check::Checks;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::{Lists, Table, message};

use super::alternate_key::Key;
use super::body::Body;
use super::method::Method;
use super::request::Request;

/// Changes that can be sent.
pub trait IntoRequest<T: Table>: Sized {
    /// The request that carries the changes out, after all rules were checked: `POST` for a new row, `PATCH` for the others.
    /// An update has `If-Match: *`, so that a row that is gone isn't created anew; an upsert hasn't.
    ///
    /// # Errors
    /// All rules that are broken.
    fn into_request(self) -> Result<Request, Invalid> {
        self.into_request_with(&Checks::default())
    }

    /// Like [`into_request`](Self::into_request), with a choice of what to check.
    ///
    /// # Errors
    /// All rules that are broken.
    fn into_request_with(self, checks: &Checks) -> Result<Request, Invalid>;

    /// The values of a new row as an upsert: the row with this alternate key is changed, or created where there is none. Columns
    /// of the key need no value.
    ///
    /// # Errors
    /// All rules that are broken.
    fn into_upsert(self, key: Key<T>) -> Result<Request, Invalid>
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

    fn into_upsert(self, key: Key<T>) -> Result<Request, Invalid>
    where
        T::Messages: Lists<message::Upsert>,
    {
        upsert(&self, &key)
    }
}

pub(super) fn upsert<T: Table>(changes: &Changes<T>, key: &Key<T>) -> Result<Request, Invalid> {
    changes.validate_with(key.checks())?;
    let body = Body::Json(changes.body()?);
    Ok(Request::new(Method::Patch, key.path()).with_body(body))
}
