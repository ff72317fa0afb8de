use dataverse_schema_runtime::value::Uuid;
use serde::de::Error as _;

use super::response::Response;
use super::response_error::ResponseError;
use crate::fields::{Fields, field_error};
use crate::request::{BlockDownload, BlockUpload, decode};

/// A file that was stored in blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CommittedFile {
    /// The id of the file; for a note or an attachment of an activity, that of its row.
    pub id: Uuid,
    /// The size of the file in bytes.
    pub size: u64,
}

impl Response {
    /// Reads the beginning of an upload in blocks.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn block_upload(&self) -> Result<BlockUpload, ResponseError> {
        let token = self.decode_field::<String>(TOKEN)?;
        Ok(BlockUpload::new(token))
    }

    /// Reads the beginning of a download in blocks.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn block_download(&self) -> Result<BlockDownload, ResponseError> {
        let body: Fields = self.decode()?;
        let read = || {
            let name = body.get("FileName");
            let name = name.map(|name| name.parse()).transpose();
            let name = name.map_err(|error| field_error("FileName", &error))?;
            let is_chunked = body.get("IsChunkingSupported");
            let is_chunked = is_chunked.map(|json| json.parse::<Option<bool>>());
            let is_chunked = is_chunked.transpose();
            let is_chunked =
                is_chunked.map_err(|error| field_error("IsChunkingSupported", &error))?;
            Ok(BlockDownload {
                token: body.parse(TOKEN)?,
                size: body.parse("FileSizeInBytes")?,
                file_name: name.flatten(),
                is_chunking_supported: is_chunked.flatten().unwrap_or(true),
            })
        };
        read().map_err(|error| self.invalid_body(error))
    }

    /// Reads a block of a file.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn block(&self) -> Result<Vec<u8>, ResponseError> {
        let data: String = self.decode_field("Data")?;
        decode(&data).ok_or_else(|| {
            let error = field_error("Data", &serde_json::Error::custom("invalid base64"));
            self.invalid_body(error)
        })
    }

    /// Reads the id and the size of a file after its last block was stored.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn committed_file(&self) -> Result<CommittedFile, ResponseError> {
        let body: Fields = self.decode()?;
        let ids = ["FileId", "AnnotationId", "ActivityMimeAttachmentId"];
        let name = ids.into_iter().find(|id| body.get(id).is_some());
        let name = name.unwrap_or("FileId");
        let read = || {
            let id: String = body.parse(name)?;
            let id = id.parse().map_err(|error| {
                let error = serde_json::Error::custom(error);
                field_error(name, &error)
            })?;
            let size = body.parse("FileSizeInBytes")?;
            Ok(CommittedFile { id, size })
        };
        read().map_err(|error| self.invalid_body(error))
    }
}

const TOKEN: &str = "FileContinuationToken";
