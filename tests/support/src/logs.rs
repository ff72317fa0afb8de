//! Logs of what tests ask for, which other programs check.

use std::env;
use std::fmt::Display;
use std::fs::OpenOptions;
use std::io::Write as _;

/// Returns the URL as a string, and appends it to the file that `DATAVERSE_SCHEMA_URLS` names, if
/// any. The file is for the independent OData parsers in `.ci/odata`.
pub fn logged_url(url: impl Display) -> String {
    logged("DATAVERSE_SCHEMA_URLS", "url", url.to_string())
}

/// Returns the query in FetchXML, and appends it to the file that `DATAVERSE_SCHEMA_FETCHES` names,
/// if any. The file is for the schema in `.ci/fetch_schema`.
pub fn logged_fetch(xml: &str) -> String {
    logged("DATAVERSE_SCHEMA_FETCHES", "fetch", xml.to_owned())
}

fn logged(variable: &str, key: &str, text: String) -> String {
    if let Some(file) = env::var_os(variable) {
        let line = format!("{}\n", serde_json::json!({ key: text }));
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .and_then(|mut file| file.write_all(line.as_bytes()))
            .expect("the log is writable");
    }
    text
}
