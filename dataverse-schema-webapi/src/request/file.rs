use core::ops::Range;

use dataverse_schema_runtime::rule::Failure;
use dataverse_schema_runtime::table::{Column, Table};
use dataverse_schema_runtime::value::{File, Image};

use super::alternate_key::Address;
use super::body::Body;
use super::method::Method;
use super::request::Request;
use super::value::value_path;
use crate::text::push_encoded;

/// Transfers the content of a file or image, which isn't part of its row.
pub trait Transfer<T: Table>: Sized {
    /// Returns the request for the content (`GET accounts(…)/sample_filecolumn/$value`). For an
    /// image it asks for the full image, if the column stores it.
    fn download(self, row: impl Into<Address<T>>) -> Request;

    /// Returns the request for a range of the content: at most 4 MB, the end excluded.
    fn download_part(self, row: impl Into<Address<T>>, bytes: Range<u64>) -> Request {
        let range = content_range(&bytes);
        self.download(row).header("Range", format!("bytes={range}"))
    }

    /// Returns the request that removes the file.
    fn remove(self, row: impl Into<Address<T>>) -> Request;

    /// Checks the size and returns the request that stores a file of at most 128 MB at once.
    ///
    /// # Errors
    /// A file larger than the page allows.
    fn upload(
        self,
        row: impl Into<Address<T>>,
        file_name: &str,
        content: Vec<u8>,
    ) -> Result<Request, Failure>;

    /// Checks the size and returns the request that starts to store a file in parts.
    ///
    /// The response contains the size of a part
    /// ([`Response::chunk_size`](crate::response::Response::chunk_size)) and the URL for the parts
    /// ([`Response::location`](crate::response::Response::location)). `size` is the size of the
    /// whole file in bytes.
    ///
    /// # Errors
    /// A file larger than the page allows.
    fn begin_upload(
        self,
        row: impl Into<Address<T>>,
        file_name: &str,
        size: u64,
    ) -> Result<Request, Failure>;
}

impl Request {
    /// Creates the request that stores a part of a file.
    ///
    /// `location` comes from the response to [`Transfer::begin_upload`]. `first` is the index of
    /// the part's first byte, `size` the size of the whole file in bytes.
    pub fn upload_part(
        location: &str,
        file_name: &str,
        first: u64,
        content: Vec<u8>,
        size: u64,
    ) -> Self {
        let range = content_range(&(first..first + content.len() as u64));
        let request = Self::new(Method::Patch, location).with_body(Body::Bytes(content));
        with_file_name(request, file_name).header("Content-Range", format!("bytes {range}/{size}"))
    }
}

fn content_range(bytes: &Range<u64>) -> String {
    format!("{}-{}", bytes.start, bytes.end.saturating_sub(1))
}

/// Adds the file's name: as a header, or in the query if the name isn't ASCII, as headers must be.
fn with_file_name(mut request: Request, file_name: &str) -> Request {
    let is_plain = |c: char| c == ' ' || c.is_ascii_graphic();
    if file_name.chars().all(is_plain) {
        return request.header("x-ms-file-name", file_name);
    }
    let separator = if request.path.contains('?') { '&' } else { '?' };
    request.path.push(separator);
    request.path.push_str("x-ms-file-name=");
    push_encoded(&mut request.path, file_name);
    request
}

macro_rules! transfer {
    ($type:ident, $query:literal) => {
        impl<T: Table, A> Transfer<T> for Column<T, $type, A> {
            fn download(self, row: impl Into<Address<T>>) -> Request {
                let path = value_path(self, row);
                Request::new(Method::Get, format!("{path}/$value{}", $query))
                    .header("Accept", "application/octet-stream")
            }

            fn remove(self, row: impl Into<Address<T>>) -> Request {
                Request::new(Method::Delete, value_path(self, row))
            }

            fn upload(
                self,
                row: impl Into<Address<T>>,
                file_name: &str,
                content: Vec<u8>,
            ) -> Result<Request, Failure> {
                self.check_size(content.len() as u64)?;
                let request = Request::new(Method::Patch, value_path(self, row));
                Ok(with_file_name(
                    request.with_body(Body::Bytes(content)),
                    file_name,
                ))
            }

            fn begin_upload(
                self,
                row: impl Into<Address<T>>,
                file_name: &str,
                size: u64,
            ) -> Result<Request, Failure> {
                self.check_size(size)?;
                let request = Request::new(Method::Patch, value_path(self, row));
                Ok(with_file_name(request, file_name).header("x-ms-transfer-mode", "chunked"))
            }
        }
    };
}
transfer! { File, "" }
transfer! { Image, "?size=full" }
