use core::fmt::{self, Debug};
use core::iter;
use core::ops::Range;

use super::MAX_BLOCK;
use super::action::Parameters;
use crate::request::request::Request;

/// A download in blocks, which
/// [`Response::block_download`](crate::response::Response::block_download) reads.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BlockDownload {
    /// The token that identifies the download (`FileContinuationToken`).
    pub token: String,
    /// The size of the file in bytes.
    pub size: u64,
    /// The name of the file.
    pub file_name: Option<String>,
    /// Whether the file can be downloaded in several blocks (`IsChunkingSupported`).
    pub is_chunking_supported: bool,
}

impl BlockDownload {
    /// Returns the request for a range of bytes of the content, of at most
    /// [`MAX_BLOCK`](super::MAX_BLOCK) bytes (`DownloadBlock`).
    ///
    /// [`Response::block`](crate::response::Response::block) reads the response.
    pub fn block(&self, bytes: Range<u64>) -> Request {
        let parameters = Parameters::new()
            .with("Offset", &bytes.start)
            .with("BlockLength", &bytes.end.saturating_sub(bytes.start))
            .with("FileContinuationToken", &self.token);
        parameters.action("DownloadBlock")
    }

    /// Returns the requests for the whole content, in order. It is one if the service doesn't
    /// support several blocks.
    pub fn blocks(&self) -> impl Iterator<Item = Request> {
        let length = if self.is_chunking_supported {
            MAX_BLOCK
        } else {
            self.size
        };
        let mut start = 0_u64;
        iter::from_fn(move || {
            let bytes = start..self.size.min(start.saturating_add(length));
            start = bytes.end;
            (!bytes.is_empty()).then(|| self.block(bytes))
        })
    }
}

/// Leaves out the token, with which anyone may read the file.
impl Debug for BlockDownload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockDownload")
            .field("size", &self.size)
            .field("file_name", &self.file_name)
            .field("is_chunking_supported", &self.is_chunking_supported)
            .finish_non_exhaustive()
    }
}
