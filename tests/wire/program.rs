//! Reads and writes rows of many tables, as its argument says.

use dataverse_schema::{Rows, Table};
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

/// One body that is read and written again.
struct Reread<'a> {
    table: &'a str,
    body: &'a str,
}

impl Visit for Reread<'_> {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        if T::info().logical_name != self.table {
            return;
        }
        let value: serde_json::Value = serde_json::from_str(self.body).expect("JSON");
        let written = match value.get("value") {
            Some(_) => again::<Rows<T>>(self.body),
            None => again::<T>(self.body),
        };
        println!("{written}");
    }
}

fn again<T: Serialize + DeserializeOwned>(body: &str) -> String {
    match serde_json::from_str::<T>(body) {
        Ok(body) => serde_json::to_string(&body).expect("it is written"),
        Err(error) => format!("error: {error}"),
    }
}

fn main() {
    let what = std::env::args().nth(1);
    match what.as_deref() {
        Some("survive") => {
            let mut survive = Survive::default();
            registry::each(&mut survive);
            println!("{} {}", survive.forms, survive.wrong);
        }
        Some("reread") => {
            for line in std::io::stdin().lines() {
                let line = line.expect("a line");
                let (table, body) = line.split_once('\t').expect("table and body");
                registry::each(&mut Reread { table, body });
            }
        }
        Some("limits") => {
            let cases = std::io::read_to_string(std::io::stdin()).expect("cases");
            registry::each(&mut limits::Limits::new(&cases));
        }
        Some("queries") => queries::all(),
        what => panic!("{what:?} isn't known"),
    }
}
