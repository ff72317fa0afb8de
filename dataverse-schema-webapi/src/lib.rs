//! Requests to the Dataverse Web API: queries, method, path, headers and body, and what the responses say. It does no I/O; any
//! HTTP client can send them.
//!
//! Users name these items through the crate `dataverse_schema`, which re-exports them.

// A module that is a table of contents has its main type in a file of the same name.
#![allow(clippy::module_inception)]

pub mod batch;
mod cardinality;
mod members;
pub mod query;
pub mod request;
pub mod response;
mod text;
