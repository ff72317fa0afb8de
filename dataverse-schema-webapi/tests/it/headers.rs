//! Headers of requests: names have no case, and preferences merge.

use dataverse_schema::Request;
use dataverse_schema::prelude::*;
use dataverse_schema::request::{Body, Method, ResponseAnnotation};
use dataverse_schema::value::Json;

use crate::book::violated;
use crate::packages::plugin_package::PluginPackage;
use crate::sent::{header, value, violating};

fn get() -> Request {
    Request::new(Method::Get, "contoso_depots")
}

/// Returns the preferences of a request, of which some mean nothing to the service.
#[track_caller]
fn preferences(request: &Request) -> Option<&str> {
    let found = violated(request);
    assert!(!found.is_empty() && found.iter().all(|found| found.rule.name == "prefer"));
    value(request, "Prefer")
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
    let request = violating(&request, &["odata-headers"]);
    assert_eq!(value(request, "If-Match"), Some("W/\"2\""));
    assert_eq!(value(request, "Accept"), Some("text/plain"));
    assert_eq!(value(request, "OData-Version"), Some("4.01"));
    assert_eq!(
        value(request, "MSCRM.SuppressDuplicateDetection"),
        Some("false")
    );
    // Not a header of its own for each body.
    let json = || Body::Json(Json::new(&1).expect("a number serializes"));
    let request = get()
        .header("content-type", "text/plain")
        .with_body(json())
        .with_body(json());
    let request = violating(&request, &["no-body"]).clone();
    assert_eq!(value(&request, "Content-Type"), Some("application/json"));
    let request = request.with_body(Body::None);
    assert_eq!(header(&request, "Content-Type"), None);
}

#[test]
fn preferences_merge() {
    let query = PluginPackage::query()
        .page_size(50)
        .annotations([ResponseAnnotation::TotalCount]);
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
        .annotations([ResponseAnnotation::FormattedValues]);
    assert_eq!(
        preferences(&request),
        Some(&*format!(
            "OData.MaxPageSize=5,odata.include-annotations=\"{names},OData.Community.Display.V1.FormattedValue\",\
                 odata.track-changes,wait=10"
        ))
    );
    let request = request.header("Prefer", "odata.include-annotations=\"*\"");
    assert_eq!(
        preferences(&request),
        Some("OData.MaxPageSize=5,odata.include-annotations=\"*\",odata.track-changes,wait=10")
    );
    let request = request.header("Prefer", "");
    assert!(preferences(&request).is_some_and(|value| value.contains("wait=10")));
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
    assert_eq!(preferences(&request), Some("wait=1"));
    assert_eq!(header(&get().header("Prefer", " , "), "Prefer"), None);
}

#[test]
fn preferences_are_split_as_in_rfc_7240() {
    let quoted = r#"a="1,\",b=2" ; p="x,y" , respond-async,wait = 7"#;
    let request = get().header("Prefer", quoted).header("Prefer", "A");
    assert_eq!(preferences(&request), Some("A,respond-async,wait = 7"));
    let request = get()
        .header("Prefer", "respond-async; wait=7")
        .header("Prefer", "wait=8");
    assert_eq!(preferences(&request), Some("respond-async; wait=7,wait=8"));
    // Annotations without quotes, as a token may have none, and with an escape.
    for text in [
        "odata.include-annotations=*",
        "odata.include-annotations = \"\\*\"",
    ] {
        let request = get().header("Prefer", text).annotations([
            ResponseAnnotation::All,
            ResponseAnnotation::Other("Contoso.*".into()),
        ]);
        assert_eq!(
            header(&request, "Prefer"),
            Some("odata.include-annotations=\"*,Contoso.*\"")
        );
    }
    // An unterminated text ends with the header.
    let request = get().header("Prefer", "a=\"1,b=2").header("Prefer", "b=3");
    assert_eq!(preferences(&request), Some("a=\"1,b=2,b=3"));
}
