use core::fmt::{self, Display};

/// The most requests that a batch takes.
pub(super) const MAX_REQUESTS: usize = 1_000;

/// Requests that make no batch.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BatchError {
    /// None, or more than 1,000.
    Count(usize),
    /// A batch in a batch.
    Nested,
    /// The content of a file, which isn't text.
    Bytes(String),
    /// A GET in a change set.
    GetInChangeSet(String),
    /// A reference to a request that doesn't stand before in the same change set.
    Reference(String),
}

impl Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(0) => f.write_str("a batch without a request"),
            Self::Count(count) => write!(
                f,
                "{count} requests: a batch may have {MAX_REQUESTS}; send several"
            ),
            Self::Nested => f.write_str("a batch can't stand in a batch"),
            Self::Bytes(path) => write!(
                f,
                "`{path}`: the content of a file can't stand in a batch; send it by itself"
            ),
            Self::GetInChangeSet(path) => write!(
                f,
                "`{path}`: a change set takes no GET; add it to the batch itself"
            ),
            Self::Reference(path) => write!(
                f,
                "`{path}` refers to a request that doesn't stand before it in the same change set"
            ),
        }
    }
}

impl core::error::Error for BatchError {}
