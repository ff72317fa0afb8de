use std::ops::Range;

use dataverse_schema_runtime::table::{Address, Column, Locator, Table};
use dataverse_schema_webapi::request::{FileColumn, Request, Transfer as _};
use dataverse_schema_webapi::response::Response;

use crate::cause::Cause;
use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Retry;

/// The maximum size of a part.
const PART: u64 = 4 << 20;

/// The bytes of a file that were transferred, and all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transferred {
    /// The number of bytes that were transferred.
    pub bytes: u64,
    /// The size of the file in bytes.
    pub size: u64,
}

impl Client {
    /// Uploads a file or image in parts, and calls the function after each.
    ///
    /// A part that fails is sent again. If the upload fails, the row keeps its old file.
    ///
    /// # Errors
    /// Returns an error if the file is larger than the page allows, or if the service didn't
    /// confirm a part.
    pub async fn upload<T: Table, V, A>(
        &self,
        column: Column<T, V, A>,
        row: impl Locator<T>,
        file_name: &str,
        content: &[u8],
        mut progress: impl FnMut(Transferred),
    ) -> Result<(), Error>
    where
        Column<T, V, A>: FileColumn,
    {
        let size = content.len() as u64;
        let request = column.begin_upload(row, file_name, size);
        let request = request.map_err(Error::invalid)?;
        let reply = self.exchange(request, Retry::Safe).await?;
        let location = reply.response.location();
        let location = location.ok_or_else(|| reply.error(Cause::Missing("Location")))?;
        let part = reply.response.chunk_size().unwrap_or(PART).clamp(1, PART);
        let mut bytes = 0;
        for part in content.chunks(part as usize) {
            let request = Request::upload_part(location, file_name, bytes, part.to_vec(), size);
            self.exchange(request, Retry::Safe).await?;
            bytes += part.len() as u64;
            progress(Transferred { bytes, size });
        }
        Ok(())
    }

    /// Downloads a file or image in parts, and calls the function after each. Returns `None` if
    /// there is no file.
    ///
    /// # Errors
    /// Returns an error if the file is larger than
    /// [`max_body`](crate::ClientBuilder::max_body), or if the service didn't send a part.
    pub async fn download<T: Table, V, A>(
        &self,
        column: Column<T, V, A>,
        row: impl Locator<T>,
        mut progress: impl FnMut(Transferred),
    ) -> Result<Option<Vec<u8>>, Error>
    where
        Column<T, V, A>: FileColumn,
    {
        let row: Address<T> = row.address();
        let limit = self.limits().max_body;
        let mut content = Vec::new();
        loop {
            let bytes = content.len() as u64;
            let range: Range<u64> = bytes..bytes + PART;
            let request = column.download_part(row.clone(), range);
            let reply = self.exchange(request, Retry::Safe).await?;
            let Some(part) = reply.read(|response| Ok(response.content()?.map(<[u8]>::to_vec)))?
            else {
                return Ok(None);
            };
            // Only a part has a range; images may come as a whole.
            let size = match reply.response.status {
                206 => size(&reply.response),
                _ => None,
            };
            if size.is_none() {
                content.clear();
            }
            let is_empty = part.is_empty();
            content.extend(part);
            let bytes = content.len() as u64;
            let size = size.unwrap_or(bytes);
            if size > limit {
                let status = reply.response.status;
                return Err(reply.error(Cause::TooLarge { limit, status }));
            }
            progress(Transferred { bytes, size });
            if bytes >= size {
                return Ok(Some(content));
            }
            if is_empty {
                return Err(reply.error(Cause::Missing("content")));
            }
        }
    }
}

/// Returns the size of the whole file: `bytes 0-9/100`.
fn size(response: &Response) -> Option<u64> {
    let in_range = response.header("Content-Range");
    let in_range = in_range.and_then(|range| range.rsplit_once('/')?.1.trim().parse().ok());
    in_range.or(response.file_size())
}
