use core::fmt::{self, Debug, Display};

use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::table::Table;

use super::MAX_BLOCK;
use super::action::Parameters;
use super::attachment::{AttachmentError, content_target, messages};
use super::base64::encode;
use crate::number::with_commas;
use crate::request::request::Request;

/// An upload in blocks, which
/// [`Response::block_upload`](crate::response::Response::block_upload) reads.
///
/// ```text
/// let mut upload = response.block_upload()?;
/// for block in content.chunks(MAX_BLOCK as usize) {
///     send(upload.block(block)?);
/// }
/// send(upload.commit("label.pdf", "application/pdf"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct BlockUpload {
    token: String,
    blocks: Vec<String>,
}

impl BlockUpload {
    /// Creates an upload without blocks from its token (`FileContinuationToken`).
    pub fn new(token: impl Into<String>) -> Self {
        Self {
            token: token.into(),
            blocks: Vec::new(),
        }
    }

    /// Returns the token that identifies the upload.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Returns the request that stores the next block, of at most [`MAX_BLOCK`](super::MAX_BLOCK)
    /// bytes (`UploadBlock`).
    ///
    /// The requests may be sent at the same time, and again after a failure.
    ///
    /// # Errors
    /// Returns an error for a larger block, which isn't part of the upload then.
    pub fn block(&mut self, content: &[u8]) -> Result<Request, BlockTooLarge> {
        let size = content.len();
        if size as u64 > MAX_BLOCK {
            return Err(BlockTooLarge { size });
        }
        // The storage requires that the ids of a file have the same length.
        let id = encode(format!("{:08}", self.blocks.len()).as_bytes());
        let parameters = Parameters::new()
            .with("BlockId", &id)
            .with("BlockData", &encode(content))
            .with("FileContinuationToken", &self.token);
        self.blocks.push(id);
        Ok(parameters.action("UploadBlock"))
    }

    /// Returns the request that stores the blocks as the content of the column
    /// (`CommitFileBlocksUpload`).
    ///
    /// [`Response::committed_file`](crate::response::Response::committed_file) reads the response.
    pub fn commit(&self, file_name: &str, mime_type: &str) -> Request {
        let parameters = Parameters::new()
            .with("FileName", &file_name)
            .with("MimeType", &mime_type)
            .with("BlockList", &self.blocks)
            .with("FileContinuationToken", &self.token);
        parameters.action("CommitFileBlocksUpload")
    }

    /// Checks all rules and returns the request that stores the row of a note or of an attachment
    /// of an activity, with the blocks as its content. The changes are those with which the upload
    /// began ([`TransferAttachment::begin_block_upload`](super::TransferAttachment::begin_block_upload)).
    ///
    /// [`Response::committed_file`](crate::response::Response::committed_file) reads the response.
    ///
    /// # Errors
    /// Returns an error for a row of another table, for one whose content can't be uploaded in
    /// blocks, or all violated rules.
    pub fn commit_attachment<T: Table, M>(
        &self,
        changes: &Changes<T, M>,
    ) -> Result<Request, AttachmentError> {
        let parameters = Parameters::new()
            .with("Target", &content_target(changes)?)
            .with("BlockList", &self.blocks)
            .with("FileContinuationToken", &self.token);
        Ok(parameters.action(messages(T::info())?.commit))
    }
}

/// Leaves out the token, with which anyone may write to the file.
impl Debug for BlockUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockUpload")
            .field("blocks", &self.blocks.len())
            .finish_non_exhaustive()
    }
}

/// The error for a block of more than [`MAX_BLOCK`](super::MAX_BLOCK) bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BlockTooLarge {
    /// The size of the block in bytes.
    pub size: usize,
}

impl Display for BlockTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "block has {} bytes; the limit is {}: split the content by `chunks(MAX_BLOCK as usize)`",
            with_commas(self.size),
            with_commas(MAX_BLOCK as usize)
        )
    }
}

impl core::error::Error for BlockTooLarge {}
