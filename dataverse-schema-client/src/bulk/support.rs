use dataverse_schema_runtime::info::TableInfo;
use dataverse_schema_webapi::request::{BulkMessage, Method, Request};
use dataverse_schema_webapi::response::Response;

use crate::cause::Cause;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::outgoing::Retry;
use crate::page::Page;

impl Client {
    /// Returns true if a table supports the message for many rows. The service is asked unless its
    /// page lists the message: a page may be older than that, or made without a list.
    pub(super) async fn supports<M: BulkMessage>(&self, table: &TableInfo) -> Result<bool, Error> {
        if table.supports(M::BULK) == Some(true) || table.is_elastic() {
            return Ok(true);
        }
        for message in M::BULK_ENTRIES {
            let ask = self.ask(message, table.logical_name);
            let supported = self.supported();
            if !supported.get(message, table.logical_name, ask).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Asks the service whether a table supports a message, in the way that [Microsoft] documents.
    ///
    /// [Microsoft]: https://learn.microsoft.com/power-apps/developer/data-platform/bulk-operations#availability-with-standard-tables
    async fn ask(&self, message: &str, table: &str) -> Result<bool, Error> {
        let path = format!(
            "sdkmessagefilters?$select=sdkmessagefilterid\
             &$filter=sdkmessageid/name%20eq%20@message%20and%20primaryobjecttypecode%20eq%20@table\
             &@message='{message}'&@table='{table}'"
        );
        let request = Request::new(Method::Get, path);
        let reply = self.exchange(request, Retry::Safe).await?;
        match reply.read(Response::decode::<Page>)?.rows {
            Some(filters) => Ok(!filters.is_empty()),
            None => Err(reply.error(Cause::Missing("value"))),
        }
    }
}

/// Returns true if batches may succeed although the question failed with this error.
pub(super) fn allows_batches(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Rejected
            | ErrorKind::InvalidResponse
            | ErrorKind::TooLarge
            | ErrorKind::Redirect
            | ErrorKind::Lost
            | ErrorKind::Timeout
    )
}
