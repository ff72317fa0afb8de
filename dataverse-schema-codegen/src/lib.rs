//! Microsoft Dataverse table reference pages to Rust.
//!
//! The macro `include_schema!` and the command `dataverse-schema` use this crate. It takes checked tables from
//! [`dataverse_schema_pages`] one way, one folder per stage: `choose` (what is wanted), `names` (identifiers), `expand` (code).
//! `include` runs the stages: for the macro, and, as text, for [`Builder`].

#![recursion_limit = "1024"]

mod builder;
mod choose;
mod expand;
mod include;
#[cfg(feature = "lint")]
mod lint;
mod names;
mod parallel;
mod projection;

pub use builder::{Builder, Generated, Problems};
pub use include::include_schema;
#[cfg(feature = "lint")]
pub use lint::lint_names;
pub use projection::derive_projection;

#[cfg(doctest)]
#[doc = include_str!("../../src/guide/without_a_macro.md")]
struct Guide;
