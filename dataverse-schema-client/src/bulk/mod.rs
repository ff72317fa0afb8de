//! Many rows at once.

mod chunk;
mod journal;
mod options;
mod report;
mod row;
mod source;
mod support;
mod write_all;

pub use self::journal::Journal;
pub use self::options::WriteOptions;
pub use self::report::{Progress, RowFailure, StreamRow, WriteError, WriteReport};
pub use self::source::RowSource;
