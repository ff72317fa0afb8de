//! Reads and writes rows of every table that its argument names.

use dataverse_schema::{RowExt as _, Rows, Table};
use serde::Serialize;
use serde::de::DeserializeOwned;

mod forms;
mod limits;
mod registry;
mod schema;
mod wrong;

/// What is done with each table.
trait Visit {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self);
}

/// Random bodies, and wrong ones.
#[derive(Default)]
struct Bodies {
    forms: usize,
    wrong: usize,
}

impl Visit for Bodies {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        self.forms += forms::round_trip::<T>(8);
        self.wrong += wrong::check::<T>();
        wrong::huge::<T>(2_000);
    }
}

/// Reads a body of a table and writes it again.
struct Rewrite<'a> {
    table: &'a str,
    body: &'a str,
}

impl Visit for Rewrite<'_> {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        if T::info().logical_name != self.table {
            return;
        }
        let value: serde_json::Value = serde_json::from_str(self.body).expect("JSON");
        let written = if value.get("value").is_some() {
            rewritten::<Rows<T>>(self.body)
        } else {
            rewritten::<T>(self.body)
        };
        println!("{written}");
    }
}

/// Checks a new row by the default rules.
struct Validate<'a> {
    table: &'a str,
    body: &'a str,
}

impl Visit for Validate<'_> {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        if T::info().logical_name == self.table {
            let row: T = serde_json::from_str(self.body).expect("a row");
            match row.validate() {
                Ok(()) => println!("valid"),
                Err(invalid) => println!("{}", invalid.to_string().replace('\n', " ")),
            }
        }
    }
}

fn rewritten<T: Serialize + DeserializeOwned>(body: &str) -> String {
    match serde_json::from_str::<T>(body) {
        Ok(body) => serde_json::to_string(&body).expect("a row can be written"),
        Err(error) => format!("error: {error}"),
    }
}

fn main() {
    let what = std::env::args().nth(1);
    match what.as_deref() {
        Some("bodies") => {
            let mut bodies = Bodies::default();
            registry::each(&mut bodies);
            println!("{} {}", bodies.forms, bodies.wrong);
        }
        Some("samples") => {
            for line in std::io::stdin().lines() {
                let line = line.expect("a line");
                let (table, body) = line.split_once('\t').expect("table and body");
                registry::each(&mut Rewrite { table, body });
            }
        }
        Some("new") => {
            for line in std::io::stdin().lines() {
                let line = line.expect("a line");
                let (table, body) = line.split_once('\t').expect("table and body");
                registry::each(&mut Validate { table, body });
            }
        }
        Some("limits") => {
            let cases = std::io::read_to_string(std::io::stdin()).expect("cases");
            registry::each(&mut limits::Limits::new(&cases));
        }
        what => panic!("unknown argument {what:?}"),
    }
}
