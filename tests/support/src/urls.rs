//! A log of the URLs that tests print, for the independent OData parsers in `.ci/odata`.

use std::env;
use std::fmt::Display;
use std::fs::OpenOptions;
use std::io::Write as _;

/// Returns the URL as a string, and appends it to the file that `DATAVERSE_SCHEMA_URLS` names, if
/// any.
pub fn logged(url: impl Display) -> String {
    let url = url.to_string();
    if let Some(file) = env::var_os("DATAVERSE_SCHEMA_URLS") {
        let line = format!("{}\n", serde_json::json!({ "url": url }));
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .and_then(|mut file| file.write_all(line.as_bytes()))
            .expect("the log is writable");
    }
    url
}
