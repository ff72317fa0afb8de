//! Files that are transferred in blocks, by actions of the service.

mod action;
mod attachment;
mod base64;
mod column;
mod download;
mod upload;

pub use self::attachment::{AttachmentError, TransferAttachment};
pub(crate) use self::base64::decode;
pub use self::column::TransferBlocks;
pub use self::download::BlockDownload;
pub use self::upload::{BlockTooLarge, BlockUpload};

/// The maximum size of a block in bytes, 4 MB ([`UploadBlock`]).
///
/// [`UploadBlock`]: https://learn.microsoft.com/power-apps/developer/data-platform/file-column-data#use-dataverse-messages-to-upload-a-file
pub const MAX_BLOCK: u64 = 4 * 1024 * 1024;
