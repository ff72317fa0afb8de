//! Tables of another team, by a build script.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic)]

/// Tables of Dataverse.
pub mod schema {
    include!(concat!(env!("OUT_DIR"), "/schema.rs"));
}
