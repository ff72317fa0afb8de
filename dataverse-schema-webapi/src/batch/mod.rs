//! Several requests in one.

mod batch;
mod change_set;
mod error;
mod item;
mod part;
mod parts;

pub use self::batch::Batch;
pub use self::change_set::{ChangeSet, ContentId, HasContentId};
pub use self::error::BatchError;
pub use self::part::IntoPart;
