//! Prints random queries with their meaning. The program of `program.rs` contains it.

use std::fmt::Display;

use dataverse_schema::Projection;
use dataverse_schema::query::Query;
use dataverse_schema::query::fetch::Fetch;
use serde_json::Value;

/// Prints the URL of a query.
pub(crate) fn print(url: &dyn Display, meant: &str) {
    let line = serde_json::from_str(meant).expect("JSON");
    print_line(line, url);
}

/// Prints the URL of a query, and the FetchXML of the same query without its expansions.
pub(crate) fn print_query<P: Projection>(query: Query<P>, fetched: Query<P>, meant: &str) {
    let fetch = Fetch::try_from(fetched);
    let fetch = fetch.and_then(|fetch| fetch.check().map(|()| fetch.to_string()));
    let mut line: Value = serde_json::from_str(meant).expect("JSON");
    match fetch {
        Ok(xml) => line["fetch"] = xml.into(),
        Err(errors) => line["errors"] = errors.to_string().into(),
    }
    print_line(line, &query);
}

fn print_line(mut line: Value, url: &dyn Display) {
    line["url"] = url.to_string().into();
    println!("{line}");
}
