use core::fmt::{self, Display};

use crate::number::with_commas;

/// The maximum number of requests in a batch.
pub(super) const MAX_REQUESTS: usize = 1_000;

/// An invalid batch.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BatchError {
    /// No request, or more than 1,000.
    Count(usize),
    /// A change set without requests.
    EmptyChangeSet,
    /// A line break in a URL or header, which would begin another header. It has the URL.
    LineBreak(String),
    /// A nested batch.
    Nested,
    /// The content of a file, which isn't text.
    Bytes(String),
    /// A GET in a change set.
    GetInChangeSet(String),
    /// A reference to a request that isn't an earlier one of the same change set.
    Reference(String),
}

impl Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(0) => f.write_str("empty batch: add requests"),
            Self::Count(count) => write!(
                f,
                "batch has {} requests; the limit is {}: send several batches",
                with_commas(*count),
                with_commas(MAX_REQUESTS)
            ),
            Self::EmptyChangeSet => f.write_str("empty change set: add requests, or leave it out"),
            Self::LineBreak(path) => write!(
                f,
                "line break in the URL or a header of the request `{}`: remove it",
                path.escape_debug()
            ),
            Self::Nested => f.write_str("nested batch: add its requests to the outer batch"),
            Self::Bytes(path) => write!(
                f,
                "cannot send the file content of `{path}` in a batch: send it as a separate request"
            ),
            Self::GetInChangeSet(path) => write!(
                f,
                "GET request `{path}` in a change set: add it to the batch itself"
            ),
            Self::Reference(path) => write!(
                f,
                "invalid reference `{path}`: refer to an earlier request of the same change set"
            ),
        }
    }
}

impl core::error::Error for BatchError {}
