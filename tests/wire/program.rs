//! Reads and writes rows of many tables, as its argument says.

use std::error::Error;

use dataverse_schema::prelude::*;
use dataverse_schema::{Rows, Table};
use end_to_end::{Client, Reply, Server};
use schema::Account;
use serde::Serialize;
use serde::de::DeserializeOwned;

mod bodies;
mod limits;
mod queries;
mod registry;
mod schema;
mod wrong;

/// What is done with each table.
trait Visit {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self);
}

/// Bodies at random, and wrong ones.
#[derive(Default)]
struct Survive {
    forms: usize,
    wrong: usize,
}

impl Visit for Survive {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        self.forms += bodies::survive::<T>(8);
        self.wrong += wrong::refuse::<T>();
        wrong::huge::<T>(2_000);
    }
}

/// One body that is read and written again, after it came over a socket or not.
struct Reread<'a> {
    table: &'a str,
    body: &'a str,
    served: bool,
}

impl Visit for Reread<'_> {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        if T::info().logical_name != self.table {
            return;
        }
        let value: serde_json::Value = serde_json::from_str(self.body).expect("JSON");
        let is_list = value.get("value").is_some();
        let written = match (self.served, is_list) {
            (true, _) => served::<T>(self.body, is_list).unwrap_or_else(|error| format!("error: {error}")),
            (false, true) => again::<Rows<T>>(self.body),
            (false, false) => again::<T>(self.body),
        };
        println!("{written}");
    }
}

/// The body as the answer to a query, read from the response and written.
fn served<T: Table + Serialize>(body: &str, is_list: bool) -> Result<String, Box<dyn Error>> {
    let server = Server::start(vec![Reply {
        status: 200,
        headers: Vec::new(),
        body: body.to_owned(),
    }])?;
    let client = Client::new(server.base().clone(), "a-token");
    let response = client.send(T::unlisted().query().into_request()?)?;
    let written = match is_list {
        true => serde_json::to_string(&response.rows::<T>()?)?,
        false => serde_json::to_string(&response.row::<T>()?)?,
    };
    let received = server.finish()?;
    match received[0].url == format!("/api/data/v9.2/{}", T::info().entity_set) {
        true => Ok(written),
        false => Err(received[0].url.clone().into()),
    }
}

fn again<T: Serialize + DeserializeOwned>(body: &str) -> String {
    match serde_json::from_str::<T>(body) {
        Ok(body) => serde_json::to_string(&body).expect("it is written"),
        Err(error) => format!("error: {error}"),
    }
}

/// The groups of two bodies, as arrays of their values.
fn aggregates() -> Result<(), Box<dyn Error>> {
    let mut bodies = std::io::stdin().lines();
    let mut body = || bodies.next().expect("a line");
    let c = Account::columns();
    let sums = Account::unlisted().aggregate().group_by(c.status_code).compute(c.revenue.sum());
    for group in &sums.read(body()?.as_bytes())? {
        // What a double holds, as it is compared.
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
        Some("survive") => {
            let mut survive = Survive::default();
            registry::each(&mut survive);
            println!("{} {}", survive.forms, survive.wrong);
        }
        Some(what @ ("reread" | "serve")) => {
            for line in std::io::stdin().lines() {
                let line = line.expect("a line");
                let (table, body) = line.split_once('\t').expect("table and body");
                let served = what == "serve";
                registry::each(&mut Reread { table, body, served });
            }
        }
        Some("limits") => {
            let cases = std::io::read_to_string(std::io::stdin()).expect("cases");
            registry::each(&mut limits::Limits::new(&cases));
        }
        Some("aggregates") => aggregates().expect("groups"),
        Some("queries") => queries::all(),
        what => panic!("{what:?} isn't known"),
    }
}
