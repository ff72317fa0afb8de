//! What the tests of several crates share: pages, damage to pages, crates that tests write,
//! build, and run, and a server.

#[cfg(feature = "book")]
pub mod book;
pub mod corpus;
#[cfg(feature = "corpus")]
pub mod every_table;
#[cfg(feature = "corpus")]
pub mod generated;
pub mod logs;
pub mod mutate;
pub mod nested;
pub mod pages;
pub mod random;
pub mod replay;
#[cfg(feature = "corpus")]
pub mod samples;
#[cfg(feature = "server")]
pub mod server;
pub mod wide_page;

pub use crate::nested::NestedCrate;
pub use crate::pages::{page, workspace};
