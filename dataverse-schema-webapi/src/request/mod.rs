//! Requests: method, path, headers, and body.
//!
//! * [`Request`] is what any HTTP client can send. It has guards, such as `if_match`.
//! * [`IntoRequest`] turns changes into a request; a query has a function of the same name.
//! * [`Writable`] has `create()`, `update(id)`, `upsert(id)`, and `delete(id)` of a row type.
//! * [`Navigate`], [`NavigateRow`], and [`NavigateList`] have the requests of relationships.
//! * [`ValueRequests`] and [`Transfer`] have those of single values, and of files and images.
//! * [`BaseUrl`] is the address of an environment.

mod annotation;
mod base_url;
mod blocks;
mod body;
mod bulk;
mod bulk_message;
mod changes;
mod file;
#[cfg(feature = "http")]
mod http;
mod invoke;
mod method;
mod navigate;
mod prefer;
mod query_option;
mod request;
mod service_url;
mod unlisted_messages;
mod value;
mod writable;

pub use self::annotation::{IntoAnnotations, ResponseAnnotation};
pub(crate) use self::annotation::{LOOKUP_TABLE, MORE_RECORDS};
pub use self::base_url::{BaseUrl, BaseUrlError};
pub(crate) use self::blocks::decode;
pub use self::blocks::{
    AttachmentError, BlockDownload, BlockTooLarge, BlockUpload, MAX_BLOCK, TransferAttachment,
    TransferBlocks,
};
pub use self::body::Body;
pub use self::bulk::{InvalidRow, InvalidRows, bulk_request};
pub use self::bulk_message::BulkMessage;
pub use self::changes::IntoRequest;
pub use self::file::{FileColumn, ImageColumn, Transfer, TransferImage};
pub use self::invoke::Invoke;
pub use self::method::Method;
pub use self::navigate::{Navigate, NavigateList, NavigateRow, UnlistedPath};
pub(crate) use self::query_option::push_query_option;
pub use self::request::Request;
pub use self::unlisted_messages::UnlistedMessages;
pub(crate) use self::unlisted_messages::{listed, unlisted};
pub use self::value::ValueRequests;
pub use self::writable::Writable;
