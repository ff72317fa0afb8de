pub mod schema {
    dataverse_schema::include_schema!("contoso_depot.md");
}
use std::error::Error;

use dataverse_schema::client::{Client, WriteOptions};
use dataverse_schema::Changes;
use dataverse_schema::table::message;
use futures_util::stream;
use schema::ContosoDepot;

type Depot = Changes<ContosoDepot, message::Create>;

fn array(client: &Client, rows: [Depot; 2]) {
    let _ = client.write_all(rows, WriteOptions::new());
}

fn vector(client: &Client, rows: Vec<Depot>) {
    let _ = client.write_all(rows, WriteOptions::new());
}

fn iterator(client: &Client, rows: Vec<Depot>) {
    let _ = client.write_all(rows.into_iter(), WriteOptions::new());
}

fn vector_of_results(client: &Client, rows: Vec<Result<Depot, String>>) {
    let _ = client.write_all(rows, WriteOptions::new());
}

fn boxed_errors(client: &Client, rows: Vec<Result<Depot, Box<dyn Error>>>) {
    let _ = client.write_all(stream::iter(rows), WriteOptions::new());
}

fn boxed_errors_with_labels(client: &Client, rows: Vec<(u32, Result<Depot, Box<dyn Error>>)>) {
    let _ = client.write_all(stream::iter(rows), WriteOptions::new());
}

fn rows(client: &Client, rows: Vec<ContosoDepot>) {
    let _ = client.write_all(stream::iter(rows), WriteOptions::new());
}

fn label_behind_the_row(client: &Client, rows: Vec<(Depot, u32)>) {
    let _ = client.write_all(stream::iter(rows), WriteOptions::new());
}

fn error_instead_of_a_label(client: &Client, rows: Vec<Result<(u32, Depot), String>>) {
    let _ = client.write_all(stream::iter(rows), WriteOptions::new());
}

fn options_missing(client: &Client, rows: Vec<Depot>) {
    let _ = client.write_all(stream::iter(rows));
}

fn main() {}
