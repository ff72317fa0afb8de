//! New rows that are made from others, as in Microsoft's [example] of `InitializeFrom`.
//!
//! [example]: https://learn.microsoft.com/dynamics365/customer-engagement/web-api/initializefrom

use dataverse_schema::operation::InitializeFrom;
use dataverse_schema::prelude::*;
use dataverse_schema::request::Method;
use dataverse_schema::table::Table;
use dataverse_schema::table::message::Create;
use dataverse_schema::{Changes, Response};
use serde_json::{Value, json};

use super::{assert_get, id};

mod schema {
    dataverse_schema::include_schema!(
        "documented/account.md",
        "documented/contact.md",
        dir = "../tests/pages",
        entity_sets(transactioncurrency = "transactioncurrencies"),
    );
}
use schema::{Account, Contact};

const SOURCE: &str = "c65127ed-2097-e711-80eb-00155db75426";
const CURRENCY: &str = "732e87e1-1d96-e711-80e4-00155db75426";

fn initialized<T: Table>(body: &Value) -> Changes<T, Create> {
    let header = [("Content-Type", "application/json")];
    let response = Response::new(200, header, body.to_string());
    let new = response.result::<InitializeFrom<T>>();
    new.expect("the documented result")
}

#[test]
fn documented_request() {
    assert_get(
        InitializeFrom::<Account>::new(id::<Account>(SOURCE)),
        &format!(
            "InitializeFrom(EntityMoniker=@p1,TargetEntityName=@p2,TargetFieldType=@p3)\
             ?@p1={{'@odata.id':'accounts({SOURCE})'}}&@p2='account'\
             &@p3=Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'"
        ),
    );
    let contact = InitializeFrom::<Contact>::new(id::<Account>(SOURCE)).into_request();
    let contact = contact.expect("a valid call").path;
    assert!(contact.contains("&@p2='contact'&"), "{contact}");
}

#[test]
fn documented_response_becomes_a_create_request() {
    let new = initialized::<Account>(&json!({
        "@odata.context": "[Organization URI]/api/data/v9.0/$metadata#accounts/$entity",
        "@odata.type": "#Microsoft.Dynamics.CRM.account",
        "parentaccountid@odata.bind": format!("accounts({SOURCE})"),
        "transactioncurrencyid@odata.bind": format!("transactioncurrencies({CURRENCY})"),
        "address1_line1": "123 Maple St.",
        "address1_city": "Seattle",
        "address1_country": "United States of America",
    }));
    let new = new.set(Account::columns().name, "A new branch");
    let request = new.into_request().expect("a valid row");
    assert_eq!((request.method, &*request.path), (Method::Post, "accounts"));
    let body: Value = serde_json::from_slice(request.body.as_bytes()).expect("JSON");
    let expected = json!({
        "name": "A new branch",
        "parentaccountid@odata.bind": format!("/accounts({SOURCE})"),
        "transactioncurrencyid@odata.bind": format!("/transactioncurrencies({CURRENCY})"),
        "address1_line1": "123 Maple St.",
        "address1_city": "Seattle",
        "address1_country": "United States of America",
    });
    assert_eq!(body, expected);
}

#[test]
fn rules_of_the_new_row_are_checked() {
    let new = initialized::<Account>(&json!({"address1_city": "x".repeat(161)}));
    let error = new.into_request().expect_err("too long").to_string();
    assert!(error.contains("address1_city"), "{error}");
}
