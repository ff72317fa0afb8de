//! Tests of the command.

mod check;
mod diagram;
mod diff;
mod documents;
mod expand;
mod explanations;
mod fixing;
mod gadget;
#[cfg(feature = "pull")]
mod help;
mod init;
mod model;
mod neighborhood;
mod operations;
mod page;
mod pictures;
#[cfg(feature = "pull")]
mod pull;
mod several_pages;
mod versions;
