use core::ops::Range;

use super::MAX_BLOCK;
use super::action::Parameters;
use crate::request::request::Request;

/// A download in blocks, which
/// [`Response::block_download`](crate::response::Response::block_download) reads.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BlockDownload {
    /// The token that identifies the download (`FileContinuationToken`).
    pub token: String,
    /// The size of the file in bytes.
    pub size: u64,
    /// The name of the file.
    pub file_name: Option<String>,
}

impl BlockDownload {
    pub(crate) fn new(token: String, size: u64, file_name: Option<String>) -> Self {
        Self {
            token,
            size,
            file_name,
        }
    }

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

    /// Returns the requests for the whole content, in order.
    pub fn blocks(&self) -> impl Iterator<Item = Request> {
        let starts = (0..self.size).step_by(MAX_BLOCK as usize);
        starts.map(|start| self.block(start..self.size.min(start + MAX_BLOCK)))
    }
}
