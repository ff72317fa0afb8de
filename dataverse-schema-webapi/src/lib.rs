//! Requests to the Dataverse Web API: queries, writes, and batches; and readers of their responses.
//!
//! The crate does no I/O; any HTTP client can send the requests. Users reach its items through the
//! crate `dataverse_schema`, which re-exports them.

// A module that is a table of contents has its main type in a file of the same name.
#![allow(clippy::module_inception)]

pub mod batch;
mod cardinality;
pub mod definitions;
mod fields;
mod number;
pub mod query;
pub mod request;
pub mod response;
