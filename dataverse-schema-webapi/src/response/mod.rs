//! Responses and what they contain.
//!
//! * [`Response`] takes what an HTTP client has received, and reads rows, ids, counts, and files.
//! * [`ResponseError`] is a response other than the one that was asked for. It has the status, and
//!   the [`ServiceError`] if the service sent one.
//! * [`Answers`] has the responses of a batch.

mod batch;
mod blocks;
mod entity_id;
mod headers;
#[cfg(feature = "http")]
mod http;
mod response;
mod response_error;
mod retry_after;
mod service_error;

pub use self::batch::{Answer, Answers};
pub use self::blocks::CommittedFile;
pub use self::entity_id::EntityId;
pub use self::response::Response;
pub use self::response_error::{ResponseError, ResponseErrorKind};
pub use self::retry_after::RetryAfter;
pub use self::service_error::ServiceError;
