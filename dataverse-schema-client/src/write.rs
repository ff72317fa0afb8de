use std::collections::BTreeMap;

use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::table::message::{self, Create, Update, Upsert};
use dataverse_schema_runtime::table::{Lists, Locator, Table};
use dataverse_schema_runtime::value::Id;
use dataverse_schema_webapi::request::{Body, IntoRequest as _, Request, Writable as _};
use dataverse_schema_webapi::response::{EntityId, Response};
use serde::de::IgnoredAny;

use crate::cause::Cause;
use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Retry;

impl Client {
    /// Creates a row and returns its id.
    ///
    /// The request is retried after any fault if the changes set the primary key, as no second row
    /// can have that id. Without it, a fault that may leave a new row behind is an error.
    ///
    /// # Errors
    /// Returns an error if the changes violate a rule, or if the service didn't confirm the new
    /// row: see [`Error::may_have_happened`].
    pub async fn create<T: Table>(&self, changes: Changes<T, Create>) -> Result<Id<T>, Error> {
        let request = changes.into_request().map_err(Error::invalid)?;
        let retry = if has_property(&request, T::info().primary_id) {
            Retry::Safe
        } else {
            Retry::Unsafe
        };
        let reply = self.exchange(request, retry).await?;
        let id = reply.read(Response::entity_id::<T>)?.id();
        id.ok_or_else(|| reply.error(Cause::Missing("OData-EntityId")))
    }

    /// Updates a row, which must exist.
    ///
    /// # Errors
    /// Returns an error if the changes violate a rule, if there is no such row
    /// ([`Error::is_not_found`]), or if the service didn't confirm the update.
    pub async fn update<T: Table>(&self, changes: Changes<T, Update>) -> Result<(), Error> {
        let request = changes.into_request().map_err(Error::invalid)?;
        self.exchange(request, Retry::Safe).await.map(drop)
    }

    /// Updates a row, or creates it if it doesn't exist. Returns its id, or the alternate key that
    /// identified it.
    ///
    /// # Errors
    /// Returns an error if the changes violate a rule, or if the service didn't confirm the write.
    pub async fn upsert<T: Table>(
        &self,
        changes: Changes<T, Upsert>,
    ) -> Result<EntityId<T>, Error> {
        let request = changes.into_request().map_err(Error::invalid)?;
        let reply = self.exchange(request, Retry::Safe).await?;
        reply.read(Response::entity_id)
    }

    /// Deletes the row with this id or alternate key.
    ///
    /// # Errors
    /// Returns an error if there was no such row ([`Error::is_not_found`]), unless an earlier
    /// attempt may have deleted it, or if the service didn't confirm that the row is gone.
    pub async fn delete<T: Table>(&self, row: impl Locator<T>) -> Result<(), Error>
    where
        T::Messages: Lists<message::Delete>,
    {
        match self.exchange(T::delete(row), Retry::Safe).await {
            Err(error) if error.is_not_found() && error.may_have_happened() => Ok(()),
            result => result.map(drop),
        }
    }
}

/// Returns true if the body, a JSON object, has this property.
fn has_property(request: &Request, name: &str) -> bool {
    let Body::Json(json) = &request.body else {
        return false;
    };
    let properties = json.parse::<BTreeMap<String, IgnoredAny>>();
    properties.is_ok_and(|properties| properties.contains_key(name))
}
