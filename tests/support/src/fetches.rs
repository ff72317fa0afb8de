//! A log of the queries in FetchXML that tests make, for the schema in `.ci/fetch_schema`.

use std::env;
use std::fs::OpenOptions;
use std::io::Write as _;

/// Returns the query, and appends it to the file that `DATAVERSE_SCHEMA_FETCHES` names, if any.
pub fn logged(xml: &str) -> String {
    if let Some(file) = env::var_os("DATAVERSE_SCHEMA_FETCHES") {
        let line = format!("{}\n", serde_json::json!({ "fetch": xml }));
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .and_then(|mut file| file.write_all(line.as_bytes()))
            .expect("the log is writable");
    }
    xml.to_owned()
}
