//! Parties of activities: read from expanded rows, and added to new rows.

use dataverse_schema::Choice;
use dataverse_schema::party::{Party, PartyRole};
use dataverse_schema::prelude::*;
use dataverse_schema::row::Related;
use dataverse_schema::value::Uuid;

pub(crate) mod schema {
    dataverse_schema::include_schema!(
        "contoso_call.md",
        dir = "../tests/pages",
        relationships = none,
        entity_sets(
            account = "accounts",
            contact = "contacts",
            systemuser = "systemusers"
        ),
    );
}
use schema::ContosoCall;
use schema::contoso_call::table::ToTargets;
use schema::tables::{Account, Contact};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

/// A call with four parties, with annotations.
const CALL: &str = r#"{
    "subject": "Prices",
    "contoso_call_activity_parties": [
        {
            "@odata.etag": "W/\"1\"",
            "activitypartyid": "a0000000-0000-0000-0000-000000000001",
            "participationtypemask@OData.Community.Display.V1.FormattedValue": "Sender",
            "participationtypemask": 1,
            "_partyid_value@OData.Community.Display.V1.FormattedValue": "Ann",
            "_partyid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "contact",
            "_partyid_value": "c0000000-0000-0000-0000-000000000001",
            "donotphone": false
        },
        {
            "participationtypemask": 2,
            "_partyid_value@Microsoft.Dynamics.CRM.associatednavigationproperty": "partyid_account",
            "_partyid_value": "c0000000-0000-0000-0000-000000000002"
        },
        {"participationtypemask": 2, "_partyid_value": null, "addressused": "bo@example.com"},
        {"participationtypemask": 77, "_partyid_value": null}
    ]
}"#;

fn id(last: u128) -> Uuid {
    Uuid::from_u128(0xc0000000_0000_0000_0000_000000000000 + last)
}

#[test]
fn parties_are_read_by_column() {
    let call: ContosoCall = serde_json::from_str(CALL).expect("a row");
    let c = ContosoCall::columns();
    let from = call.parties(c.from).expect("parties").present();
    let [from]: [Party<_>; 1] = from.expect("expanded rows").try_into().expect("one sender");
    assert_eq!(from.role(), Some(PartyRole::Sender));
    let who = from.participant().expect("a row");
    assert_eq!((who.name(), who.table()), (Some("Ann"), Some("contact")));
    assert_eq!(who.id_of::<Contact>(), Some(Id::new(id(1))));
    assert_eq!(from.etag(), Some("W/\"1\""));
    assert_eq!(
        from.extras.property("donotphone").map(|json| json.as_str()),
        Some("false")
    );

    let to = call.parties(c.to).expect("parties").present();
    let to = to.expect("expanded rows");
    assert_eq!(to.len(), 2);
    let who = to[0].participant().expect("a row");
    assert_eq!(who.target(), ToTargets::Account(Id::new(id(2))));
    assert_eq!(who.id_of::<Account>(), Some(Id::new(id(2))));
    assert_eq!(to[1].participant(), None);
    assert_eq!(to[1].address(), Some("bo@example.com"));

    let all = call.parties(c.allparties).expect("parties").present();
    let all = all.expect("expanded rows");
    assert_eq!(all.len(), 4);
    assert_eq!(all[3].role(), Some(PartyRole::from_value(77)));
    let helpers = call.parties_as(c.partners, PartyRole::from_value(77));
    assert_eq!(
        helpers.expect("parties").present().map(|p| p.len()),
        Some(1)
    );
}

#[test]
fn unexpanded_parties_are_absent() {
    let c = ContosoCall::columns();
    let call: ContosoCall = serde_json::from_str(r#"{"subject": "x"}"#).expect("a row");
    assert_eq!(call.parties(c.to).expect("nothing"), Related::Absent);
    let body = r#"{"contoso_call_activity_parties": [{"participationtypemask": "two"}]}"#;
    let call: ContosoCall = serde_json::from_str(body).expect("a row");
    let error = call.parties(c.to).expect_err("an invalid role");
    assert!(
        error.to_string().starts_with(
            "rows expanded over `contoso_call_activity_parties`: `participationtypemask` of table `activityparty`: invalid type: string \"two\""
        ),
        "{error}"
    );
}

#[test]
fn parties_round_trip() {
    let call: ContosoCall = serde_json::from_str(CALL).expect("a row");
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let written = serde_json::to_string(&call).expect("JSON");
    assert_eq!(json(&written), json(CALL));
    let all = call
        .parties(ContosoCall::columns().allparties)
        .expect("parties");
    let all = serde_json::to_string(&all.present().expect("expanded")).expect("JSON");
    assert_eq!(json(&all), json(CALL)["contoso_call_activity_parties"]);
}

#[test]
fn parties_are_added_to_a_new_row() {
    let c = ContosoCall::columns();
    let (contact, account) = (Id::<Contact>::new(ID), Id::<Account>::new(ID));
    let new = ContosoCall::create()
        .set(c.subject, "Prices")
        .add_party(c.from, contact)
        .add_party(c.to, account)
        .add_party_address(c.to, "bo@example.com")
        .add_party_as(c.partners, PartyRole::Resource, account)
        .add_party_as(c.contoso_callers, PartyRole::Customer, contact);
    let strict = dataverse_schema::rule::Checks::default()
        .required_from(dataverse_schema::info::RequiredLevel::ApplicationRequired)
        .required(
            c.from,
            dataverse_schema::info::RequiredLevel::SystemRequired,
        );
    assert_eq!(new.validate_with(&strict), Ok(()));
    let body = new.body().expect("it can be written");
    let expected = r#"{"subject":"Prices","contoso_call_activity_parties":[
        {"participationtypemask":1,"partyid_contact@odata.bind":"/contacts(ID)"},
        {"participationtypemask":2,"partyid_account@odata.bind":"/accounts(ID)"},
        {"participationtypemask":2,"addressused":"bo@example.com"},
        {"participationtypemask":10,"partyid_account@odata.bind":"/accounts(ID)"},
        {"participationtypemask":11,"partyid_contact@odata.bind":"/contacts(ID)"}]}"#;
    let expected = expected
        .replace("\n        ", "")
        .replace("ID", &ID.to_string());
    assert_eq!(body.as_str(), expected);

    let missing = ContosoCall::create().set(c.subject, "Prices");
    let invalid = missing.validate_with(&strict).expect_err("a missing party");
    assert_eq!(invalid.failures()[0].column().logical_name, "from");
}

#[test]
fn invalid_parties_are_errors() {
    let c = ContosoCall::columns();
    let long = ContosoCall::create().add_party_address(c.to, "x".repeat(201));
    let invalid = long.validate().expect_err("a long address");
    assert!(
        invalid
            .to_string()
            .contains("  to: string is 201 UTF-16 code units long; MaxLength is 200"),
        "{invalid}"
    );
}

#[test]
fn roles_have_values_and_labels() {
    let roles: Vec<_> = PartyRole::options()
        .map(|role| (role.value(), role))
        .collect();
    assert_eq!(roles.len(), 13);
    assert_eq!(roles[1], (2, PartyRole::ToRecipient));
    assert_eq!(PartyRole::CcRecipient.label(), Some("CC Recipient"));
    assert_eq!(format!("{:?}", PartyRole::from_value(99)), "Unknown(99)");
}
