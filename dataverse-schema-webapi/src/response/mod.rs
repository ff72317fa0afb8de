//! Responses and what they contain.

mod batch;
mod entity_id;
mod response;
mod response_error;
mod service_error;

pub use self::batch::Answer;
pub use self::entity_id::EntityId;
pub use self::response::Response;
pub use self::response_error::ResponseError;
pub use self::service_error::ServiceError;
