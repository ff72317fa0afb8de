use dataverse_schema_runtime::rule::Failure;
use dataverse_schema_runtime::table::{Column, Locator, Table};

use super::action::Parameters;
use crate::request::bulk::row_reference;
use crate::request::file::FileColumn;
use crate::request::request::Request;

/// Transfers the content of a file or image in blocks. Unlike the parts of
/// [`Transfer`](crate::request::Transfer), blocks are sent in JSON, and may be sent in any order
/// ([file columns]).
///
/// [file columns]: https://learn.microsoft.com/power-apps/developer/data-platform/file-column-data#use-dataverse-messages-to-upload-a-file
pub trait TransferBlocks<T: Table>: Sized {
    /// Checks the size and returns the request that begins an upload in blocks
    /// (`InitializeFileBlocksUpload`).
    ///
    /// [`Response::block_upload`](crate::response::Response::block_upload) reads the response.
    /// `size` is the size of the whole file in bytes.
    ///
    /// # Errors
    /// Returns an error if the file is larger than the page allows.
    fn begin_block_upload(
        self,
        row: impl Locator<T>,
        file_name: &str,
        size: u64,
    ) -> Result<Request, Failure>
    where
        Self: FileColumn;

    /// Returns the request that begins a download in blocks (`InitializeFileBlocksDownload`).
    ///
    /// [`Response::block_download`](crate::response::Response::block_download) reads the response.
    fn begin_block_download(self, row: impl Locator<T>) -> Request
    where
        Self: FileColumn;
}

// The methods have the bound, so that the compiler explains it instead of missing a method.
impl<T: Table, V, A> TransferBlocks<T> for Column<T, V, A> {
    fn begin_block_upload(
        self,
        row: impl Locator<T>,
        file_name: &str,
        size: u64,
    ) -> Result<Request, Failure>
    where
        Self: FileColumn,
    {
        self.check_content(size)?;
        let parameters = Parameters::new()
            .with("Target", &row_reference(&row.address()))
            .with("FileName", &file_name)
            .with("FileAttributeName", &self.info().logical_name);
        Ok(parameters.action("InitializeFileBlocksUpload"))
    }

    fn begin_block_download(self, row: impl Locator<T>) -> Request
    where
        Self: FileColumn,
    {
        let parameters = Parameters::new()
            .with("Target", &row_reference(&row.address()))
            .with("FileAttributeName", &self.info().logical_name);
        parameters.action("InitializeFileBlocksDownload")
    }
}
