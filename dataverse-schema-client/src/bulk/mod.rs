//! Many rows at once.

mod chunk;
mod journal;
mod message;
mod options;
mod report;
mod row;
mod write_all;

pub use self::journal::Journal;
pub use self::message::BulkMessage;
pub use self::options::WriteOptions;
pub use self::report::{Progress, RowFailure, WriteError, WriteReport};
