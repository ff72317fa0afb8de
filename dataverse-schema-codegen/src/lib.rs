//! Rust code from Microsoft Dataverse table reference pages.
//!
//! The macro `include_schema!` and the command `dataverse-schema` use this crate. The module `pipeline` is the place to begin:
//! it runs all stages, from the macro's input to code. The stages `find`, `choose`, `names`, `plan` and `expand` are modules of
//! this crate; those that read pages are modules of [`dataverse_schema_pages`].

#![recursion_limit = "512"]

mod builder;
mod choose;
mod expand;
mod find;
mod include;
mod input;
#[cfg(feature = "lint")]
mod lint;
mod names;
mod parallel;
mod pattern;
mod pipeline;
mod plan;
mod projection;
mod report;
mod unused;

pub use builder::{Builder, Generated, Problems};
pub use include::include_schema;
#[cfg(feature = "lint")]
pub use lint::lint_names;
pub use projection::derive_projection;

#[cfg(doctest)]
#[doc = include_str!("../../src/guide/without_a_macro.md")]
struct Guide;
