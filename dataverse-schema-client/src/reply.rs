use dataverse_schema_webapi::response::{Response, ResponseError};

use crate::cause::Cause;
use crate::error::{Error, Trail};

/// A response that the client accepts, with what happened before it came.
pub(crate) struct Reply {
    pub(crate) response: Response,
    pub(crate) trail: Trail,
    pub(crate) is_write: bool,
}

impl Reply {
    /// Reads the response, and explains the error if it can't be read.
    pub(crate) fn read<V>(
        &self,
        read: impl FnOnce(&Response) -> Result<V, ResponseError>,
    ) -> Result<V, Error> {
        read(&self.response).map_err(|error| self.error(Cause::Response(error)))
    }

    /// Explains what is wrong with the response. A write was executed even so.
    pub(crate) fn error(&self, cause: Cause) -> Error {
        let mut trail = self.trail.clone();
        trail.may_have_happened |= self.is_write;
        Error::from(cause).with_trail(trail)
    }
}
