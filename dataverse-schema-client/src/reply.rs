use dataverse_schema_webapi::response::{Response, ResponseError};

use crate::cause::Cause;
use crate::error::{Error, Trail};

/// A response, with what happened before it came.
pub(crate) struct Reply {
    pub(crate) response: Response,
    pub(crate) trail: Trail,
}

impl Reply {
    /// Reads the response, and explains the error if it can't be read.
    pub(crate) fn read<V>(
        &self,
        read: impl FnOnce(&Response) -> Result<V, ResponseError>,
    ) -> Result<V, Error> {
        read(&self.response)
            .map_err(|error| Error::from(Cause::Response(error)).with_trail(self.trail.clone()))
    }
}
