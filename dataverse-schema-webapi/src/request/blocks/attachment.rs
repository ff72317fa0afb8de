use core::fmt::{self, Display};

use dataverse_schema_runtime::changes::{Changes, Target};
use dataverse_schema_runtime::info::TableInfo;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::{Locator, Table};

use serde::Serialize;

use super::action::Parameters;
use crate::request::bulk::{changes_target, row_reference};
use crate::request::request::Request;

/// Transfers the content of a note (`annotation`) or of an attachment of an activity
/// (`activitymimeattachment`) in blocks, up to 128 MB ([attachments]).
///
/// A note needs an id, also a new one. An attachment of an activity has to be a new row.
///
/// [attachments]: https://learn.microsoft.com/power-apps/developer/data-platform/attachment-annotation-files
pub trait TransferAttachment<T: Table>: Sized {
    /// Checks all rules and returns the request that begins the upload of the row with its content
    /// (`InitializeAnnotationBlocksUpload`, `InitializeAttachmentBlocksUpload`).
    ///
    /// [`Response::block_upload`](crate::response::Response::block_upload) reads the response, and
    /// [`BlockUpload::commit_attachment`](super::BlockUpload::commit_attachment) stores the row.
    ///
    /// # Errors
    /// Returns an error for a row of another table, for one whose content can't be uploaded in
    /// blocks, or all violated rules.
    fn begin_block_upload(&self) -> Result<Request, AttachmentError>;
}

impl<T: Table, M> TransferAttachment<T> for Changes<T, M> {
    fn begin_block_upload(&self) -> Result<Request, AttachmentError> {
        let messages = messages(T::info())?;
        let parameters = Parameters::new().with("Target", &content_target(self)?);
        Ok(parameters.action(messages.begin_upload))
    }
}

impl Request {
    /// Creates the request that begins the download of the content of a note or of an attachment of
    /// an activity (`InitializeAnnotationBlocksDownload`, `InitializeAttachmentBlocksDownload`).
    ///
    /// [`Response::block_download`](crate::response::Response::block_download) reads the response.
    ///
    /// # Errors
    /// Returns an error for a row of another table.
    pub fn begin_attachment_download<T: Table>(
        row: impl Locator<T>,
    ) -> Result<Self, AttachmentError> {
        let messages = messages(T::info())?;
        let parameters = Parameters::new().with("Target", &row_reference(&row.address()));
        Ok(parameters.action(messages.begin_download))
    }
}

/// Returns the row as a parameter of the messages that upload its content.
pub(super) fn content_target<T: Table, M>(
    changes: &Changes<T, M>,
) -> Result<impl Serialize + use<T, M>, AttachmentError> {
    let target = changes_target(changes)?;
    let table = T::info();
    match (table.logical_name, changes.target()) {
        ("annotation", _) if !target.has(table.primary_id) => Err(AttachmentError::NoteWithoutId),
        ("activitymimeattachment", Target::Existing(_)) => Err(AttachmentError::ExistingAttachment),
        _ => Ok(target),
    }
}

/// The messages for the content of a table's rows.
pub(super) struct Messages {
    pub(super) begin_upload: &'static str,
    pub(super) commit: &'static str,
    pub(super) begin_download: &'static str,
}

pub(super) fn messages(table: &TableInfo) -> Result<Messages, AttachmentError> {
    match table.logical_name {
        "annotation" => Ok(Messages {
            begin_upload: "InitializeAnnotationBlocksUpload",
            commit: "CommitAnnotationBlocksUpload",
            begin_download: "InitializeAnnotationBlocksDownload",
        }),
        "activitymimeattachment" => Ok(Messages {
            begin_upload: "InitializeAttachmentBlocksUpload",
            commit: "CommitAttachmentBlocksUpload",
            begin_download: "InitializeAttachmentBlocksDownload",
        }),
        table => Err(AttachmentError::OtherTable(table)),
    }
}

/// The error for an attachment that can't be transferred.
#[derive(Debug)]
#[non_exhaustive]
pub enum AttachmentError {
    /// A row of another table than `annotation` and `activitymimeattachment`.
    OtherTable(&'static str),
    /// A note without an id, which the service rejects, also for a new note.
    NoteWithoutId,
    /// An existing attachment of an activity, whose content can't be replaced in blocks.
    ExistingAttachment,
    /// Violated rules of the row.
    InvalidValues(Invalid),
}

impl From<Invalid> for AttachmentError {
    fn from(invalid: Invalid) -> Self {
        Self::InvalidValues(invalid)
    }
}

impl Display for AttachmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherTable(table) => write!(
                f,
                "expected a row of `annotation` or `activitymimeattachment`, found one of `{table}`: transfer the content of a column with `begin_block_upload` or `begin_block_download` of the column"
            ),
            Self::NoteWithoutId => f.write_str(
                "the content of a note can't be uploaded in blocks without `annotationid`: set it to a new id, or update the note by its id",
            ),
            Self::ExistingAttachment => f.write_str(
                "the content of an existing row of `activitymimeattachment` can't be uploaded in blocks: create a new row and delete this one",
            ),
            Self::InvalidValues(invalid) => Display::fmt(invalid, f),
        }
    }
}

impl core::error::Error for AttachmentError {}
