use core::ops::Range;

use dataverse_schema_runtime::rule::Failure;
use dataverse_schema_runtime::table::{Column, Table};
use dataverse_schema_runtime::value::{File, Image};

use super::alternate_key::Address;
use super::body::Body;
use super::method::Method;
use super::request::Request;
use super::value::path;
use crate::text::encode;

/// The transfer of a file's content, which doesn't come or go with its row.
pub trait Transfer<T: Table>: Sized {
    /// The request for the content (`GET accounts(…)/sample_filecolumn/$value`). Of an image it is the full one, if the column
    /// keeps it.
    fn download(self, row: impl Into<Address<T>>) -> Request;

    /// The request for a part of the content, from its first byte up to but not including its last: a range of at most 4 MB.
    fn download_part(self, row: impl Into<Address<T>>, bytes: Range<u64>) -> Request {
        let range = content_range(&bytes);
        self.download(row).header("Range", format!("bytes={range}"))
    }

    /// The request that takes the file away.
    fn remove(self, row: impl Into<Address<T>>) -> Request;

    /// The request that stores a file in one go, at most 128 MB, after its size was checked.
    ///
    /// # Errors
    /// When it is larger than the page allows.
    fn upload(
        self,
        row: impl Into<Address<T>>,
        file_name: &str,
        content: Vec<u8>,
    ) -> Result<Request, Failure>;

    /// The request that begins to store a file of this size in parts. The response says how large a part is
    /// ([`Response::chunk_size`](crate::response::Response::chunk_size)) and where the parts go
    /// ([`Response::location`](crate::response::Response::location)).
    ///
    /// # Errors
    /// When it is larger than the page allows.
    fn begin_upload(
        self,
        row: impl Into<Address<T>>,
        file_name: &str,
        size: u64,
    ) -> Result<Request, Failure>;
}

impl Request {
    /// The request that stores a part of a file: where [the beginning's](Transfer::begin_upload) response says, from this
    /// byte on, of so many in all.
    pub fn upload_part(
        location: &str,
        file_name: &str,
        first: u64,
        content: Vec<u8>,
        size: u64,
    ) -> Self {
        let range = content_range(&(first..first + content.len() as u64));
        let request = Self::new(Method::Patch, location).with_body(Body::Bytes(content));
        named(request, file_name).header("Content-Range", format!("bytes {range}/{size}"))
    }
}

fn content_range(bytes: &Range<u64>) -> String {
    format!("{}-{}", bytes.start, bytes.end.saturating_sub(1))
}

/// The request with the file's name: in a header, or, as headers are ASCII, in the query.
fn named(mut request: Request, file_name: &str) -> Request {
    let is_plain = |c: char| c == ' ' || c.is_ascii_graphic();
    if file_name.chars().all(is_plain) {
        return request.header("x-ms-file-name", file_name);
    }
    let separator = if request.path.contains('?') { '&' } else { '?' };
    request.path.push(separator);
    request.path.push_str("x-ms-file-name=");
    encode(&mut request.path, file_name);
    request
}

macro_rules! transfer {
    ($type:ident, $query:literal) => {
        impl<T: Table, A> Transfer<T> for Column<T, $type, A> {
            fn download(self, row: impl Into<Address<T>>) -> Request {
                let path = path(self, row);
                Request::new(Method::Get, format!("{path}/$value{}", $query))
                    .header("Accept", "application/octet-stream")
            }

            fn remove(self, row: impl Into<Address<T>>) -> Request {
                Request::new(Method::Delete, path(self, row))
            }

            fn upload(
                self,
                row: impl Into<Address<T>>,
                file_name: &str,
                content: Vec<u8>,
            ) -> Result<Request, Failure> {
                self.check_size(content.len() as u64)?;
                let request = Request::new(Method::Patch, path(self, row));
                Ok(named(request.with_body(Body::Bytes(content)), file_name))
            }

            fn begin_upload(
                self,
                row: impl Into<Address<T>>,
                file_name: &str,
                size: u64,
            ) -> Result<Request, Failure> {
                self.check_size(size)?;
                let request = Request::new(Method::Patch, path(self, row));
                Ok(named(request, file_name).header("x-ms-transfer-mode", "chunked"))
            }
        }
    };
}
transfer! { File, "" }
transfer! { Image, "?size=full" }
