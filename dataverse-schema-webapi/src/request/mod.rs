//! Requests: method, path, headers and body.

mod alternate_key;
mod annotation;
mod base_url;
mod body;
mod bulk;
mod changes;
mod file;
#[cfg(feature = "http")]
mod http;
mod method;
mod navigate;
mod request;
mod unlisted;
mod value;
mod web_api;

pub use self::alternate_key::{Address, Key};
pub use self::annotation::Annotation;
pub use self::base_url::{BaseUrl, BaseUrlError};
pub use self::body::Body;
pub use self::bulk::{InvalidRow, InvalidRows};
pub use self::changes::IntoRequest;
pub use self::file::Transfer;
pub use self::method::Method;
pub use self::navigate::{Navigate, NavigateList, NavigateRow, UnlistedPath};
pub use self::request::Request;
pub use self::unlisted::Unlisted;
pub(crate) use self::unlisted::{listed, unlisted};
pub use self::value::ColumnValues;
pub use self::web_api::WebApi;
