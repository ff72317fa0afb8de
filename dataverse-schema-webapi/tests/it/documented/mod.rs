//! Requests and results of operations as Microsoft's documentation shows them. Their page is made
//! from their signatures in `$metadata`.

mod actions;
mod closing;
mod functions;
mod initialize_from;
mod results;

use dataverse_schema::operation::{Operation, RowValue};
use dataverse_schema::prelude::*;
use dataverse_schema::request::{Body, Method};
use dataverse_schema::value::{Json, Uuid};
use dataverse_schema::{Id, Response};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

mod schema {
    dataverse_schema::include_schema!("operations/microsoft_operations.md", dir = "../tests/pages");
}

const ROW: &str = "659876fd-6d29-ed11-9db1-00224804f8e2";
const OTHER: &str = "cc1e2c4a-e577-ec11-8d21-000d3a554dcd";
const USER: &str = "ce31e691-f559-ec11-8f8f-000d3a308de4";

fn uuid(text: &str) -> Uuid {
    text.parse().expect("a GUID")
}

fn id<T>(text: &str) -> Id<T> {
    Id::new(uuid(text))
}

fn row(json: &Value) -> RowValue {
    RowValue::from(Json::new(json).expect("JSON"))
}

fn typed(table: &str, key: &str, id: &str) -> Value {
    json!({"@odata.type": format!("Microsoft.Dynamics.CRM.{table}"), key: id})
}

/// The documentation writes `()` behind functions without parameters, or leaves it out.
#[track_caller]
fn assert_get(operation: impl Operation, documented: &str) {
    let request = operation.into_request().expect("valid rows");
    assert_eq!(request.method, Method::Get);
    assert_eq!(request.body, Body::None);
    let path = percent_decode_str(&request.path).decode_utf8();
    let path = path.expect("UTF-8");
    let path = path.strip_suffix("()").unwrap_or(&path);
    assert_eq!(path, documented.strip_suffix("()").unwrap_or(documented));
}

#[track_caller]
fn assert_post(operation: impl Operation, path: &str, documented: &Value) {
    let request = operation.into_request().expect("valid rows");
    assert_eq!((request.method, &*request.path), (Method::Post, path));
    let body = request.body.as_str().expect("text");
    let body = match body {
        "" => Value::Null,
        body => serde_json::from_str(body).expect("JSON"),
    };
    assert_eq!(body, *documented);
}

fn result<O: Operation>(body: &Value) -> O::Output {
    let header = [("Content-Type", "application/json")];
    let response = Response::new(200, header, body.to_string());
    response.result::<O>().expect("the documented result")
}
