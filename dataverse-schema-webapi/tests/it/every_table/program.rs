//! Makes queries and reads responses of every table that its argument names.

use std::collections::HashMap;
use std::error::Error;

use dataverse_schema::Table;
use dataverse_schema::prelude::*;
use end_to_end::{Client, Reply, Server};
use schema::Account;
use serde::Serialize;
use serde::de::DeserializeOwned;

mod print;
mod queries;
mod registry;
mod schema;
mod writes;

/// What is done with each table.
trait Visit {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self);
}

/// Prints the requests of the writes to each table.
struct Writes(HashMap<String, Vec<serde_json::Value>>);

impl Visit for Writes {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        for write in self.0.remove(T::info().logical_name).unwrap_or_default() {
            for request in writes::requests::<T>(&write) {
                println!("{request}");
            }
        }
    }
}

/// Makes the tables known to writes to other tables.
struct Know;

impl Visit for Know {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        writes::know::<T>();
    }
}

/// Reads the writes to each table, one per line.
fn read_writes() -> Writes {
    let mut writes = Writes(HashMap::new());
    for line in std::io::stdin().lines() {
        let line = line.expect("a line");
        let (table, write) = line.split_once('\t').expect("table and write");
        let write = serde_json::from_str(write).expect("JSON");
        writes.0.entry(table.to_owned()).or_default().push(write);
    }
    writes
}

/// Sends a body as the response to a query of a table, and writes what was read.
struct Serve<'a> {
    table: &'a str,
    body: &'a str,
}

impl Visit for Serve<'_> {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        if T::info().logical_name == self.table {
            let written = served::<T>(self.body);
            println!("{}", written.unwrap_or_else(|error| format!("error: {error}")));
        }
    }
}

fn served<T: Table + Serialize>(body: &str) -> Result<String, Box<dyn Error>> {
    let value: serde_json::Value = serde_json::from_str(body)?;
    let server = Server::start(vec![Reply {
        status: 200,
        headers: Vec::new(),
        body: body.to_owned(),
    }])?;
    let client = Client::new(server.base().clone(), "a-token");
    let response = client.send(T::unlisted().query().into_request()?)?;
    let written = if value.get("value").is_some() {
        serde_json::to_string(&response.rows::<T>()?)?
    } else {
        serde_json::to_string(&response.row::<T>()?)?
    };
    let url = server.finish()?[0].url.clone();
    if url == format!("/api/data/v9.2/{}", T::info().entity_set) {
        Ok(written)
    } else {
        Err(url.into())
    }
}

/// Prints the groups of two bodies, as arrays of their values.
fn aggregates() -> Result<(), Box<dyn Error>> {
    let mut bodies = std::io::stdin().lines();
    let mut body = || bodies.next().expect("a line");
    let c = Account::columns();
    let sums = Account::unlisted().aggregate().group_by(c.status_code).compute(c.revenue.sum());
    for group in &sums.read(body()?.as_bytes())? {
        // Compared as a double, as the sample's numbers are.
        let sum: Option<f64> = group.totals.map(|sum| sum.to_string().parse()).transpose()?;
        let (status, name) = (group.key.map(|key| key.value()), group.formatted_key(0));
        println!("{}", serde_json::json!([status, name, sum, group.formatted_total(0)]));
    }
    let values = Account::unlisted()
        .aggregate()
        .group_by((c.status_code, c.state_code, c.account_category_code));
    for group in &values.read(body()?.as_bytes())? {
        let (status, state, category) = group.key;
        let values = [status.map(|s| s.value()), state.map(|s| s.value()), category.map(|c| c.value())];
        println!("{}", serde_json::json!(values));
    }
    Ok(())
}

fn main() {
    let what = std::env::args().nth(1);
    match what.as_deref() {
        Some("queries") => queries::all(),
        Some("writes") => {
            registry::each(&mut Know);
            registry::each(&mut read_writes());
        }
        Some("aggregates") => aggregates().expect("groups"),
        Some("samples") => {
            for line in std::io::stdin().lines() {
                let line = line.expect("a line");
                let (table, body) = line.split_once('\t').expect("table and body");
                registry::each(&mut Serve { table, body });
            }
        }
        what => panic!("unknown argument {what:?}"),
    }
}
