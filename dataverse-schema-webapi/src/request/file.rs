use core::ops::Range;

use dataverse_schema_runtime::info::ColumnKind;
use dataverse_schema_runtime::internal::push_encoded;
use dataverse_schema_runtime::rule::Failure;
use dataverse_schema_runtime::table::{Column, Locator, Table};
use dataverse_schema_runtime::value::{File, Image};

use super::body::Body;
use super::method::Method;
use super::request::Request;
use super::value::value_path;

/// A File or Image column.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a File or Image column",
    label = "only File and Image columns have content to transfer",
    note = "the value of another column is part of its row: use `set(column, value)` of changes, or the requests `get`, `put`, and `delete` of the column"
)]
pub trait FileColumn: Sized {
    #[doc(hidden)]
    fn check_content(self, bytes: u64) -> Result<(), Failure>;
}

/// An Image column.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't an Image column",
    label = "only Image columns have a thumbnail",
    note = "use `download` for the content of a File column"
)]
pub trait ImageColumn: FileColumn {}
impl<T: Table, A> ImageColumn for Column<T, Image, A> {}

/// Transfers the content of a file or image, which isn't part of its row.
pub trait Transfer<T: Table>: Sized {
    /// Returns the request for the content (`GET accounts(…)/sample_filecolumn/$value`).
    /// [`Response::content`](crate::response::Response::content) reads the response.
    ///
    /// For an image, it asks for the full image if the page has `CanStoreFullImage|True`, and
    /// for the thumbnail otherwise.
    fn download(self, row: impl Locator<T>) -> Request
    where
        Self: FileColumn;

    /// Returns the request for a range of bytes of the content, at most 4 MB long.
    fn download_part(self, row: impl Locator<T>, bytes: Range<u64>) -> Request
    where
        Self: FileColumn,
    {
        let range = content_range(&bytes);
        self.download(row).header("Range", format!("bytes={range}"))
    }

    /// Returns the request that removes the file.
    fn remove(self, row: impl Locator<T>) -> Request
    where
        Self: FileColumn;

    /// Checks the size and returns the request that uploads a whole file of at most 128 MB.
    ///
    /// # Errors
    /// Returns an error if the file is larger than the page allows.
    #[rustfmt::skip]
    fn upload( // row, name, content: `upload(id, "label.pdf", bytes)`
        self,
        row: impl Locator<T>,
        file_name: &str,
        content: Vec<u8>,
    ) -> Result<Request, Failure>
    where
        Self: FileColumn;

    /// Checks the size and returns the request that begins an upload in parts.
    ///
    /// The response contains the size of a part
    /// ([`Response::chunk_size`](crate::response::Response::chunk_size)) and the URL for the parts
    /// ([`Response::location`](crate::response::Response::location)). `size` is the size of the
    /// whole file in bytes.
    ///
    /// # Errors
    /// Returns an error if the file is larger than the page allows.
    fn begin_upload(
        self,
        row: impl Locator<T>,
        file_name: &str,
        size: u64,
    ) -> Result<Request, Failure>
    where
        Self: FileColumn;
}

impl Request {
    /// Creates the request that stores a part of a file.
    ///
    /// `location` comes from the response to [`Transfer::begin_upload`], which already has the
    /// file's name. `first` is the index of the part's first byte, `size` the size of the whole
    /// file in bytes.
    pub fn upload_part(
        location: &str,
        file_name: &str,
        first: u64,
        content: Vec<u8>,
        size: u64,
    ) -> Self {
        let range = content_range(&(first..first + content.len() as u64));
        let request = Self::new(Method::Patch, location).with_body(Body::Bytes(content));
        let request = request.header("Content-Range", format!("bytes {range}/{size}"));
        // As in Microsoft's samples. The service knows the name, and others don't fit in a header.
        let is_plain = |c: char| c == ' ' || c.is_ascii_graphic();
        if file_name.chars().all(is_plain) {
            request.header("x-ms-file-name", file_name)
        } else {
            request
        }
    }
}

fn content_range(bytes: &Range<u64>) -> String {
    format!("{}-{}", bytes.start, bytes.end.saturating_sub(1))
}

/// Returns the path of a value with the name of its new file, which in a query may have any
/// characters.
fn upload_path<T: Table, V, A>(
    column: Column<T, V, A>,
    row: impl Locator<T>,
    file_name: &str,
) -> String {
    let mut path = value_path(column, row);
    path.push_str("?x-ms-file-name=");
    push_encoded(&mut path, file_name);
    path
}

fn download_request(path: String) -> Request {
    Request::new(Method::Get, path).header("Accept", "application/octet-stream")
}

/// Transfers of images, which are stored with a thumbnail.
pub trait TransferImage<T: Table>: Sized {
    /// Returns the request for the thumbnail, which has at most 144 by 144 pixels.
    fn download_thumbnail(self, row: impl Locator<T>) -> Request
    where
        Self: ImageColumn;
}

impl<T: Table, V, A> TransferImage<T> for Column<T, V, A> {
    fn download_thumbnail(self, row: impl Locator<T>) -> Request
    where
        Self: ImageColumn,
    {
        download_request(content_path(self, row))
    }
}

fn content_path<T: Table, V, A>(column: Column<T, V, A>, row: impl Locator<T>) -> String {
    format!("{}/$value", value_path(column, row))
}

macro_rules! file_column {
    ($($type:ident),*) => {
        $(impl<T: Table, A> FileColumn for Column<T, $type, A> {
            fn check_content(self, bytes: u64) -> Result<(), Failure> {
                self.check_size(bytes)
            }
        })*
    };
}
file_column! { File, Image }

// The methods have the bound, so that the compiler explains it instead of missing a method.
impl<T: Table, V, A> Transfer<T> for Column<T, V, A> {
    fn download(self, row: impl Locator<T>) -> Request
    where
        Self: FileColumn,
    {
        let mut path = content_path(self, row);
        if let ColumnKind::Image {
            can_store_full_image: true,
            ..
        } = self.info().kind
        {
            path.push_str("?size=full");
        }
        download_request(path)
    }

    fn remove(self, row: impl Locator<T>) -> Request
    where
        Self: FileColumn,
    {
        Request::new(Method::Delete, value_path(self, row))
    }

    #[rustfmt::skip]
    fn upload( // row, name, content: `upload(id, "label.pdf", bytes)`
        self,
        row: impl Locator<T>,
        file_name: &str,
        content: Vec<u8>,
    ) -> Result<Request, Failure>
    where
        Self: FileColumn,
    {
        self.check_content(content.len() as u64)?;
        let path = upload_path(self, row, file_name);
        Ok(Request::new(Method::Patch, path).with_body(Body::Bytes(content)))
    }

    fn begin_upload(
        self,
        row: impl Locator<T>,
        file_name: &str,
        size: u64,
    ) -> Result<Request, Failure>
    where
        Self: FileColumn,
    {
        self.check_content(size)?;
        let request = Request::new(Method::Patch, upload_path(self, row, file_name));
        Ok(request.header("x-ms-transfer-mode", "chunked"))
    }
}
