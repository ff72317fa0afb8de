//! A client over an HTTP library, and a local server that sends prepared replies.

mod client;
mod server;

pub use client::Client;
pub use server::{Received, Reply, Server};
