//! Responses: rows, ids, values, and errors.

use std::time::{Duration, SystemTime};

use dataverse_schema::prelude::*;
use dataverse_schema::query::Total;
use dataverse_schema::response::{
    EntityId, ResponseError, ResponseErrorKind, RetryAfter, ServiceError,
};
use dataverse_schema::value::Uuid;
use dataverse_schema::{Decimal, Response};

pub(crate) mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_parcel.md"
        ],
        dir = "../tests/pages"
    );
}
use schema::{ContosoDepot, ContosoParcel};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);
const NONE: [(&str, &str); 0] = [];

fn ok(body: &str) -> Response {
    Response::new(200, NONE, body)
}

fn created_at(url: &str) -> Response {
    Response::new(204, [("odata-entityid", url)], "")
}

#[test]
fn entity_id_is_read() {
    let service = "https://contoso.api.crm.dynamics.com/api/data/v9.2";
    let id = |url: String| created_at(&url).entity_id::<ContosoDepot>();
    let by_id = id(format!("{service}/contoso_depots({ID})")).expect("a valid value");
    assert_eq!(by_id, EntityId::Id(Id::new(ID)));
    let by_key = id(format!(
        "{service}/contoso_depots(contoso_name='O%27%27Hare',contoso_calls=1)"
    ));
    assert_eq!(
        by_key.expect("a valid value"),
        EntityId::AlternateKey("contoso_name='O''Hare',contoso_calls=1".into())
    );
    assert_eq!(
        id(format!("{service}/contoso_depots(contoso_depotid={ID})")).expect("a valid value"),
        EntityId::Id(Id::new(ID))
    );
    for url in [
        format!("{service}/contoso_carriers({ID})"),
        format!("{service}/contoso_depots"),
        format!("{service}/contoso_depots(7)"),
    ] {
        let error = id(url.clone()).expect_err("not a row of the table");
        assert!(error.to_string().contains(&url), "{error}");
    }
    // OData requires the other header of a response that contains the row.
    let created = [("Location", format!("{service}/contoso_depots({ID})"))];
    let created = Response::new(201, created, "{}").entity_id::<ContosoDepot>();
    assert_eq!(created.expect("a valid value").id(), Some(Id::new(ID)));
    let error = ok("{}")
        .entity_id::<ContosoDepot>()
        .expect_err("a missing header");
    assert_eq!(error.to_string(), "missing header `OData-EntityId`");
}

#[test]
fn entity_id_of_an_elastic_row_has_id_and_partition() {
    let service = "https://contoso.api.crm.dynamics.com/api/data/v9.2";
    for (key, partition) in [
        (
            format!("contoso_depotid={ID},partitionid='device-001'"),
            "device-001",
        ),
        (format!("partitionid='a,b=c',contoso_depotid={ID}"), "a,b=c"),
        (
            format!("partitionid='O%27%27Hare%2C(1)',contoso_depotid={ID}"),
            "O'Hare,(1)",
        ),
        (format!("contoso_depotid={ID},partitionid=''"), ""),
    ] {
        let url = format!("{service}/contoso_depots({key})");
        let found = created_at(&url)
            .entity_id::<ContosoDepot>()
            .expect("a valid value");
        assert!(matches!(found, EntityId::Composite { .. }), "{found:?}");
        assert_eq!(found.id(), Some(Id::new(ID)), "{url}");
        assert_eq!(found.key_value("partitionid").as_deref(), Some(partition));
        assert_eq!(found.key_value("contoso_name"), None);
    }
    // An id in quotes belongs to a text column.
    let url = format!("{service}/contoso_depots(contoso_name='contoso_depotid={ID}')");
    let found = created_at(&url)
        .entity_id::<ContosoDepot>()
        .expect("a valid value");
    assert_eq!(found.id(), None);
    assert_eq!(
        found.key_value("contoso_name"),
        Some(format!("contoso_depotid={ID}"))
    );
}

#[test]
fn bodies_are_read_by_kind() {
    let c = ContosoParcel::columns();
    let name = ok(r#"{"@odata.context":"…","value":"North"}"#).value(c.contoso_name);
    assert_eq!(name.expect("a valid value").as_deref(), Some("North"));
    let money = ok(r#"{"value":20000.0000}"#).value(c.contoso_declared_value);
    let money: Decimal = money.expect("a valid value").expect("not null");
    assert_eq!(money.to_string(), "20000.0000");
    let null = Response::new(204, NONE, "").value(c.contoso_name);
    assert_eq!(null.expect("null"), None);
    let error = ok(r#"{"value":7}"#)
        .value(c.contoso_name)
        .expect_err("it is a number");
    assert!(error.to_string().contains("contoso_name"), "{error}");

    assert_eq!(ok("\u{feff}42").count().expect("a valid value"), 42);
    assert!(
        ok("many")
            .count()
            .expect_err("an invalid value")
            .to_string()
            .contains("many")
    );
    let body = format!("{{\"@odata.context\":\"…\",\"Ids\":[\"{ID}\"]}}");
    let ids: Vec<Id<ContosoDepot>> = ok(&body).ids().expect("ids");
    assert_eq!(ids, [Id::new(ID)]);
    let list = ok(r#"{"value":[{"@odata.id":"a"},{"@odata.id":"b"}]}"#).references();
    assert_eq!(list.expect("references"), ["a", "b"]);
    let one = ok(r#"{"@odata.context":"…","@odata.id":"a"}"#).references();
    assert_eq!(one.expect("a reference"), ["a"]);
    let rows = ok(r#"{"value":[{"contoso_name":"North"}]}"#).rows::<ContosoDepot>();
    assert_eq!(
        rows.expect("rows")[0].contoso_name.as_deref(),
        Some("North")
    );
    let row = ok(r#"{"contoso_name":"North"}"#).row::<ContosoDepot>();
    assert_eq!(row.expect("a row").contoso_name.as_deref(), Some("North"));
    assert!(ok("{} x").row::<ContosoDepot>().is_err());
    let begun = Response::new(200, [("Location", "l"), ("X-MS-Chunk-Size", "4194304")], "");
    assert_eq!(
        (begun.location(), begun.chunk_size()),
        (Some("l"), Some(4_194_304))
    );
    assert!(Response::new(304, NONE, "").is_not_modified());
}

#[test]
fn refused_requests_are_errors() {
    let body = r#"{"error":{"code":"0x80060891","message":"It isn't there."}}"#;
    let refused = Response::new(429, [("retry-after", "17")], body);
    let error = refused
        .rows::<ContosoDepot>()
        .expect_err("a refused request");
    assert_eq!(
        error.to_string(),
        "rejected with status 429: It isn't there. (0x80060891)"
    );
    assert!(matches!(error.kind(), ResponseErrorKind::Refused(_)));
    let service_error = error.service_error().expect("the service's error");
    assert_eq!(service_error.number(), Some(0x8006_0891));
    let gateway = Response::new(502, NONE, "<html>Bad gateway</html>");
    let error = gateway.count().expect_err("a failed request");
    assert_eq!(
        error.to_string(),
        "unexpected status 502: <html>Bad gateway</html>"
    );
}

/// Each way to read a response.
fn readers() -> [fn(&Response) -> Option<ResponseError>; 11] {
    [
        |response| response.success().err(),
        |response| response.rows::<ContosoDepot>().err(),
        |response| response.row::<ContosoDepot>().err(),
        |response| response.entity_id::<ContosoDepot>().err(),
        |response| response.ids::<ContosoDepot>().err(),
        |response| {
            let c = ContosoDepot::columns();
            response.value(c.contoso_name).err()
        },
        |response| response.count().err(),
        |response| response.references().err(),
        |response| response.content().err(),
        |response| response.batch().err(),
        |response| {
            let aggregate = ContosoDepot::aggregate().compute(Total::count());
            response.groups(&aggregate).err()
        },
    ]
}

#[test]
fn every_error_has_status_headers_and_service_error() {
    let service = r#"{"error":{"code":"0x80072322","message":"Too many requests"}}"#;
    for (status, content_type, body) in [
        (429, "application/json", service),
        (503, "text/html", "<html>Service unavailable</html>"),
        (429, "multipart/mixed; boundary=b", ""),
        (503, "", ""),
    ] {
        let headers = [
            ("content-type", content_type),
            ("retry-after", "17"),
            ("x-ms-service-request-id", "c9af118d,9b44cd2f"),
        ];
        let response = Response::new(status, headers, body);
        for (index, read) in readers().iter().enumerate() {
            let error = read(&response).expect("a refused request");
            assert_eq!(error.status(), status, "reader {index}: {error}");
            assert_eq!(
                error.retry_after(),
                Some(RetryAfter::Delay(Duration::from_secs(17))),
                "reader {index}: {error}"
            );
            assert_eq!(error.request_id(), Some("c9af118d,9b44cd2f"));
            let code = error.service_error().map(|error| &*error.code);
            let expected = (body == service).then_some("0x80072322");
            assert_eq!(code, expected, "reader {index}: {error}");
        }
    }
    // Errors in a response that the service didn't refuse have them, too.
    let odd = Response::new(200, [("REQ_ID", "7"), ("Content-Type", "text/html")], "<p>");
    for read in &readers()[1..] {
        if let Some(error) = read(&odd) {
            assert_eq!((error.status(), error.request_id()), (200, Some("7")));
            assert_eq!(error.header("content-type"), Some("text/html"));
        }
    }
    // A body that is an error in spite of its status.
    let error = ok(service).rows::<ContosoDepot>().expect_err("an error");
    assert_eq!(
        error.to_string(),
        "rejected with status 200: Too many requests (0x80072322)"
    );
    let empty = Response::new(503, NONE, "").count().expect_err("an error");
    assert_eq!(empty.to_string(), "unexpected status 503");
}

#[test]
fn retry_after_is_a_delay_or_a_date() {
    let read = |text: &str| Response::new(429, [("Retry-After", text)], "").retry_after();
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    for (text, expected) in [
        ("0", Some(RetryAfter::Delay(Duration::ZERO))),
        (" 120 ", Some(RetryAfter::Delay(Duration::from_secs(120)))),
        // The three forms of RFC 9110, 5.6.7.
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(RetryAfter::At(date))),
        ("Sunday, 06-Nov-94 08:49:37 GMT", Some(RetryAfter::At(date))),
        ("Sun Nov  6 08:49:37 1994", Some(RetryAfter::At(date))),
        ("-1", None),
        ("soon", None),
        ("", None),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
    assert_eq!(Response::new(429, NONE, "").retry_after(), None);
    let before = date - Duration::from_secs(5);
    assert_eq!(RetryAfter::At(date).delay(before), Duration::from_secs(5));
    let after = date + Duration::from_secs(5);
    assert_eq!(RetryAfter::At(date).delay(after), Duration::ZERO);
}

#[test]
fn service_errors_are_read() {
    let read = |body: &str| serde_json::from_str::<ServiceError>(body);
    let error = read(
        r#"{"error": {"code": "0x80044331", "message": "A validation error occurred.",
        "@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus": "0",
        "@Microsoft.PowerApps.CDS.HelpLink": "https://example.com", "@Microsoft.PowerApps.CDS.TraceText": "\r\n[Plugin]",
        "@Microsoft.PowerApps.CDS.InnerError.Message": "inner", "more": {"a": [1]}}}"#,
    )
    .expect("an error");
    assert_eq!(error.number(), Some(0x8004_4331));
    assert_eq!(
        error.to_string(),
        "A validation error occurred. (0x80044331)"
    );
    assert_eq!(error.operation_status().as_deref(), Some("0"));
    assert_eq!(error.sub_error_code(), None);
    assert_eq!(error.help_link().as_deref(), Some("https://example.com"));
    assert_eq!(error.trace_text().as_deref(), Some("\r\n[Plugin]"));
    assert_eq!(error.inner_message().as_deref(), Some("inner"));
    assert_eq!(error.extra("more").as_deref(), Some(r#"{"a": [1]}"#));
    // The errors of gateways have other types.
    let gateway = read(r#"{"error": {"code": 429, "message": {"value": "later"}, "extra": null}}"#);
    let gateway = gateway.expect("an error");
    assert_eq!(
        (&*gateway.code, &*gateway.message),
        ("429", r#"{"value": "later"}"#)
    );
    let cut = read(r#"{"error": {"code": "0x0", "message": "cut \ud83d"}}"#);
    assert_eq!(cut.expect("an error").message, "cut \u{fffd}");
    let empty = read(r#"{"error": {"code": "", "message": "gone"}}"#).expect("an error");
    assert_eq!(
        (empty.number(), empty.to_string()),
        (None, "gone".to_owned())
    );
    assert!(
        read(r#"{"value": []}"#)
            .expect_err("not an error")
            .to_string()
            .contains("`error`")
    );
}

#[test]
fn missing_content_is_an_error_that_says_how_to_get_it() {
    let written = Response::new(204, NONE, "");
    for error in [
        written.row::<ContosoDepot>().expect_err("no row"),
        written.rows::<ContosoDepot>().expect_err("no rows"),
    ] {
        assert!(matches!(error.kind(), ResponseErrorKind::NoContent));
        let text = error.to_string();
        assert!(
            text.starts_with("no content in the response with status 204\n"),
            "{text}"
        );
        assert!(text.contains("`Prefer: return=representation`"), "{text}");
    }
}

#[test]
fn body_that_is_not_utf_8_is_an_error() {
    let body = b"{\"contoso_name\": \"\xe9\"}";
    let response = Response::new(200, NONE, body.as_slice());
    let error = response.row::<ContosoDepot>().expect_err("Latin-1");
    assert!(matches!(error.kind(), ResponseErrorKind::Body(_)));
    assert!(
        error.to_string().contains("invalid UTF-8 at byte 18"),
        "{error}"
    );
}
