//! Requests to the Dataverse Web API: method, path, headers and body. It does no I/O; any HTTP client can send them.
//!
//! Users name these items through the crate `dataverse_schema`, which re-exports them.

mod error;
mod request;

pub use error::ServiceError;
pub use request::{IntoRequest, Method, Request, WebApi};
