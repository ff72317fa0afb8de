//! A client over a real HTTP library, and a server that answers it on this machine.

mod client;
mod server;

pub use client::Client;
pub use server::{Received, Reply, Server};
