use super::member::Definition;
use crate::fields::Fields;
use crate::response::{Response, ResponseError};

impl Response {
    /// Reads a definition.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn definition<D: Definition>(&self) -> Result<D, ResponseError> {
        let fields: Fields = self.decode()?;
        D::read(&fields).map_err(|error| self.invalid_body(error))
    }

    /// Reads definitions.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn definitions<D: Definition>(&self) -> Result<Vec<D>, ResponseError> {
        let all: Vec<Fields> = self.decode_field("value")?;
        let all = all.iter().map(D::read).collect::<Result<_, _>>();
        all.map_err(|error| self.invalid_body(error))
    }
}
