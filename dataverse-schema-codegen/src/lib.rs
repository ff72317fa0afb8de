//! Generates Rust code from Microsoft Dataverse table reference pages.
//!
//! The macro `include_schema!` and the command `dataverse-schema` use this crate. Begin reading
//! with the module `pipeline`: it runs all stages, from the macro's input to code. The stages
//! `find`, `choose`, `names`, `plan`, and `expand` are modules of this crate; those that read pages
//! are modules of [`dataverse_schema_pages`].

#![recursion_limit = "256"]

mod builder;
mod choose;
mod definition;
mod derive;
mod error;
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
mod report;
mod syntax_error;
mod unused;

pub use builder::{Builder, Generated};
pub use derive::derive_projection;
pub use error::Error;
pub use include::include_schema;
#[cfg(feature = "lint")]
pub use lint::{lint_names, row_path};

#[cfg(doctest)]
#[doc = include_str!("../../src/guide/without_a_macro.md")]
struct Guide;
