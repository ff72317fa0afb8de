//! Responses and what they contain.

mod batch;
mod entity_id;
mod headers;
#[cfg(feature = "http")]
mod http;
mod response;
mod response_error;
mod retry_after;
mod service_error;

pub use self::batch::{Answer, Answers};
pub use self::entity_id::EntityId;
pub use self::response::Response;
pub use self::response_error::{ResponseError, ResponseErrorKind};
pub use self::retry_after::RetryAfter;
pub use self::service_error::ServiceError;
