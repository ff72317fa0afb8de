//! An async client for the Dataverse Web API, from a typed query to rows.
//!
//! A [`Client`] sends the requests that `dataverse-schema-webapi` builds. It signs them with the
//! tokens of any [`TokenCredential`], follows the links between pages, waits when the service is
//! too busy, and retries what failed if that is safe. It needs a Tokio runtime.
//!
//! Users reach its items through the feature `client` of the crate `dataverse_schema`.
//!
//! # What is retried
//!
//! | fault | requests that are safe to retry | others |
//! |---|---|---|
//! | no connection | retried | retried |
//! | status 429, or 503 with `Retry-After` | retried after that time, while the client's other requests wait, too | likewise |
//! | status 401 | retried once with a fresh token | likewise |
//! | status 408, 500, 502, 503, or 504 | retried | an error |
//! | lost connection, truncated body, timeout | retried | an error |
//!
//! `GET`, `PUT`, `PATCH`, and `DELETE` are safe to retry. So are creating a row whose id is set and
//! transferring a block of a file (`UploadBlock`, `DownloadBlock`). If a failed write may have
//! taken effect, [`Error::may_have_happened`] is true.
//!
//! # What is refused
//!
//! The token is sent only to the origin of the base URL: links and paths to another scheme, host,
//! or port are errors, and redirects are not followed. The scheme is `https`, unless the host is a
//! loopback address or [`ClientBuilder::allow_http`] permits it.

mod attempt;
mod batch;
mod builder;
mod bulk;
mod call;
mod cause;
mod changes;
mod client;
mod connection;
mod count;
mod error;
mod expanded;
mod files;
mod fixed_token;
mod follow;
mod gate;
mod invoke;
mod limits;
mod origin;
mod outgoing;
mod page;
mod pages;
mod query;
mod read;
mod related;
mod reply;
mod rows;
mod supported;
mod token;
mod write;

pub use azure_core::credentials::TokenCredential;
pub use futures_core::Stream;

pub use self::builder::ClientBuilder;
pub use self::bulk::{
    Journal, Progress, RowFailure, RowSource, StreamRow, WriteError, WriteOptions, WriteReport,
};
pub use self::changes::ChangeStream;
pub use self::client::Client;
pub use self::error::{Error, ErrorKind};
pub use self::files::Transferred;
pub use self::fixed_token::FixedToken;
pub use self::pages::PageStream;
pub use self::query::{GroupsQuery, RowsQuery};
pub use self::rows::RowStream;
