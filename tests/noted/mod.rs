//! URLs that tests have printed, for parsers that nobody here wrote: see `.ci/odata`.

use std::fmt::Display;
use std::fs::OpenOptions;
use std::io::Write as _;

/// The URL as text, added to the file that `DATAVERSE_SCHEMA_URLS` names, if it names one.
pub(crate) fn noted(url: impl Display) -> String {
    let url = url.to_string();
    if let Some(file) = std::env::var_os("DATAVERSE_SCHEMA_URLS") {
        let file = OpenOptions::new().create(true).append(true).open(file);
        let line = format!("{}\n", serde_json::json!({ "url": url }));
        let written = file.and_then(|mut file| file.write_all(line.as_bytes()));
        written.expect("the file can be written");
    }
    url
}
