//! Tests of the client against a server on loopback whose faults are planted.

mod batches;
mod bodies;
mod bulk;
mod busy;
mod changes;
mod connections;
mod counts;
mod elastic;
mod errors;
mod expanded;
mod fetches;
mod files;
mod guide;
mod operations;
mod order;
mod origins;
mod pages;
mod random;
mod related;
mod resumed;
mod service;
mod statuses;
mod supported;
mod table;
mod tls;
mod tokens;
mod tracked_table;
mod unwritten;
mod writes;

/// The types of made-up pages.
mod schema {
    dataverse_schema::include_schema!(
        "contoso_carrier.md",
        "contoso_depot.md",
        "contoso_parcel.md",
        "contoso_reading.md",
        "operations/contoso_operations.md",
        "operations/fabrikam_operations.md",
        dir = "../tests/pages"
    );
}

use std::sync::Arc;
use std::time::Duration;

use dataverse_schema::client::{Client, ClientBuilder, FixedToken};
use dataverse_schema::prelude::*;
use dataverse_schema::value::Uuid;
use test_support::server;

use self::schema::ContosoCarrier;
use self::server::Server;

type Outcome = Result<(), Box<dyn std::error::Error>>;

const TOKEN: &str = "token-of-the-test";

fn id() -> Id<ContosoCarrier> {
    Id::new(Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd))
}

/// Starts a client whose retries come at once.
fn builder(server: &Server) -> ClientBuilder {
    let base = server.base().parse().expect("a valid URL");
    Client::builder(base, Arc::new(FixedToken::new(TOKEN)))
        .retry_delay(Duration::from_millis(1))
        .max_retries(3)
}

fn client(server: &Server) -> Client {
    builder(server).build().expect("a valid client")
}
