//! Sends requests to the service that its argument names, and prints the outcomes.

use std::error::Error;

use dataverse_schema::Table;
use end_to_end::Client;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

mod registry;
mod schema;
#[allow(dead_code)]
mod writes;

/// What is done with each table.
trait Visit {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self);
}

/// Sends the request of a write to a table.
struct Send<'a> {
    client: &'a Client,
    table: &'a str,
    write: Value,
}

impl Visit for Send<'_> {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        if T::info().logical_name == self.table {
            let outcome = self.outcome::<T>();
            println!("{}", outcome.unwrap_or_else(|error| json!({ "error": error.to_string() })));
        }
    }
}

impl Send<'_> {
    fn outcome<T: Table + DeserializeOwned>(&self) -> Result<Value, Box<dyn Error>> {
        let message = self.write["message"].as_str().expect("a message");
        let request = writes::request::<T>(message, &self.write)?;
        let shown = request.to_string();
        let response = self.client.send(request)?;
        let text = String::from_utf8_lossy(&response.body).into_owned();
        if response.status >= 400 {
            return Ok(json!({ "status": response.status, "request": shown, "answer": text }));
        }
        if message == "retrieve" {
            response.row::<T>()?;
        }
        let body: Value = serde_json::from_str(&text).unwrap_or_default();
        Ok(json!({ "status": response.status, "body": body }))
    }
}

fn main() {
    let url = std::env::args().nth(1).expect("a URL");
    let client = Client::new(url.parse().expect("a base URL"), "a-token");
    // All input is read first, since the outcomes may fill the pipe to the test.
    let lines = std::io::read_to_string(std::io::stdin()).expect("writes");
    for line in lines.lines() {
        let (table, write) = line.split_once('\t').expect("table and write");
        let write = serde_json::from_str(write).expect("JSON");
        let client = &client;
        registry::each(&mut Send { client, table, write });
    }
}
