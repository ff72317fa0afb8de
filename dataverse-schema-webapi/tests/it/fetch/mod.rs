//! Queries in FetchXML: their XML, requests, errors, and responses.

mod conditions;
mod conversion;
mod documented;
mod grammar;
mod groups;
mod linked_groups;
mod links;
mod paging;
mod random_groups;
mod views;

use dataverse_schema::query::fetch::Fetch;
use dataverse_schema::{Projection, Request};
use percent_encoding::percent_decode_str;

use crate::sent::held;

mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_parcel.md",
            "contoso_reading.md",
            "contoso_route.md",
            "contoso_seal.md",
            "contoso_stop.md"
        ],
        dir = "../tests/pages",
        entity_sets(account = "accounts", contact = "contacts", team = "teams")
    );
}

/// Returns the XML of a query, which violates no rule, with a line for each element.
#[track_caller]
fn xml<P: Projection, L>(fetch: &Fetch<P, L>) -> String {
    let request = fetch.to_request().expect("no errors");
    let xml = lines(&request);
    assert_eq!(
        xml.lines().map(str::trim).collect::<String>(),
        fetch.to_string().replace('"', "'")
    );
    xml
}

/// Returns the XML of a request, which violates no rule, with a line for each element.
#[track_caller]
fn lines(request: &Request) -> String {
    let url = &held(request).path;
    let (_, xml) = url.split_once("?fetchXml=").expect("FetchXML");
    let xml = percent_decode_str(xml).decode_utf8().expect("UTF-8");
    let mut lines = String::new();
    let mut depth = 0;
    for part in xml.replace("><", ">\n<").lines() {
        if part.starts_with("</") {
            depth -= 1;
        }
        lines.push_str(&"  ".repeat(depth));
        lines.push_str(part);
        lines.push('\n');
        if !part.starts_with("</") && !part.ends_with("/>") && !part.contains("</") {
            depth += 1;
        }
    }
    lines.replace('"', "'")
}
