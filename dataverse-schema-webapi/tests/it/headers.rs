//! Headers of requests: names have no case, and preferences merge.

use dataverse_schema::Request;
use dataverse_schema::prelude::*;
use dataverse_schema::request::{Annotation, Body, Method};
use dataverse_schema::value::Json;

use crate::packages::plugin_package::PluginPackage;

/// Returns the values of a header, which is there once at most.
fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    let headers = request.headers.iter();
    let mut values = headers.filter(|(known, _)| known.eq_ignore_ascii_case(name));
    let first = values.next();
    assert_eq!(values.next(), None, "duplicate header");
    first.map(|(_, value)| &**value)
}

fn get() -> Request {
    Request::new(Method::Get, "contoso_depots")
}

#[test]
fn header_names_have_no_case() {
    let request = get()
        .if_match("W/\"1\"")
        .header("if-match", "W/\"2\"")
        .header("ACCEPT", "text/plain")
        .header("odata-version", "4.01")
        .header("mscrm.suppressduplicatedetection", "true")
        .detect_duplicates();
    assert_eq!(header(&request, "If-Match"), Some("W/\"2\""));
    assert_eq!(header(&request, "Accept"), Some("text/plain"));
    assert_eq!(header(&request, "OData-Version"), Some("4.01"));
    assert_eq!(
        header(&request, "MSCRM.SuppressDuplicateDetection"),
        Some("false")
    );
    // Not a header of its own for each body.
    let json = || Body::Json(Json::new(&1).expect("a number serializes"));
    let request = get()
        .header("content-type", "text/plain")
        .with_body(json())
        .with_body(json());
    assert_eq!(header(&request, "Content-Type"), Some("application/json"));
    let request = request.with_body(Body::None);
    assert_eq!(header(&request, "Content-Type"), None);
}

#[test]
fn preferences_merge() {
    let query = PluginPackage::query()
        .page_size(50)
        .annotations([Annotation::TotalCount]);
    let request = query.into_request().expect("no errors");
    let names = "Microsoft.Dynamics.CRM.totalrecordcount,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded";
    let request = request.header("prefer", "odata.track-changes");
    assert_eq!(
        header(&request, "Prefer"),
        Some(&*format!(
            "odata.maxpagesize=50,odata.include-annotations=\"{names}\",odata.track-changes"
        ))
    );
    // The same preference replaces its value, and annotations are still added to it.
    let request = request
        .header("PREFER", "OData.MaxPageSize=5, wait=10")
        .annotations([Annotation::FormattedValues]);
    assert_eq!(
        header(&request, "Prefer"),
        Some(&*format!(
            "OData.MaxPageSize=5,odata.include-annotations=\"{names},OData.Community.Display.V1.FormattedValue\",\
                 odata.track-changes,wait=10"
        ))
    );
    let request = request.header("Prefer", "odata.include-annotations=\"*\"");
    assert_eq!(
        header(&request, "Prefer"),
        Some("OData.MaxPageSize=5,odata.include-annotations=\"*\",odata.track-changes,wait=10")
    );
    let request = request.header("Prefer", "");
    assert!(header(&request, "Prefer").is_some_and(|value| value.contains("wait=10")));
}

#[test]
fn preferences_are_set_once() {
    let request = get()
        .return_representation()
        .return_representation()
        .header("Prefer", "return=minimal");
    assert_eq!(header(&request, "Prefer"), Some("return=minimal"));
    // RFC 7240: the first of two equal names counts.
    let request = get().header("Prefer", "wait=1, wait=2");
    assert_eq!(header(&request, "Prefer"), Some("wait=1"));
    assert_eq!(header(&get().header("Prefer", " , "), "Prefer"), None);
}

#[test]
fn preferences_are_split_as_in_rfc_7240() {
    let quoted = r#"a="1,\",b=2" ; p="x,y" , respond-async,wait = 7"#;
    let request = get().header("Prefer", quoted).header("Prefer", "A");
    assert_eq!(header(&request, "Prefer"), Some("A,respond-async,wait = 7"));
    let request = get()
        .header("Prefer", "respond-async; wait=7")
        .header("Prefer", "wait=8");
    assert_eq!(
        header(&request, "Prefer"),
        Some("respond-async; wait=7,wait=8")
    );
    // Annotations without quotes, as a token may have none, and with an escape.
    for text in [
        "odata.include-annotations=*",
        "odata.include-annotations = \"\\*\"",
    ] {
        let request = get()
            .header("Prefer", text)
            .annotations([Annotation::All, Annotation::Other("Contoso.*".into())]);
        assert_eq!(
            header(&request, "Prefer"),
            Some("odata.include-annotations=\"*,Contoso.*\"")
        );
    }
    // An unterminated text ends with the header.
    let request = get().header("Prefer", "a=\"1,b=2").header("Prefer", "b=3");
    assert_eq!(header(&request, "Prefer"), Some("a=\"1,b=2,b=3"));
}
