//! Generated code of pages in older layouts.

use dataverse_schema::info::RequiredLevel;
use dataverse_schema::prelude::*;
use dataverse_schema::rule::Checks;
use dataverse_schema::table::message::Update;
use dataverse_schema::value::Uuid;
use dataverse_schema::{Changes, Id};
use dataverse_schema_codegen::include_schema;
use test_support::workspace;

mod older {
    dataverse_schema::include_schema!(
        "older_2019.md",
        "older_2023.md",
        dir = "../tests/pages/layouts",
        entity_sets(systemuser = "systemusers", team = "teams")
    );
}
use older::contoso_locker::{ContosoKind, ContosoLocker, StatusCode};
use older::contoso_shelf::{ContosoAmountMethod, ContosoShelf, ContosoZone};

#[test]
fn row_of_layout_2019_is_read_and_checked() {
    let body = r#"{
        "contoso_lockerid": "78914942-34cb-ed11-b596-0022481d68cd",
        "contoso_name": "At the station",
        "contoso_gates": 12,
        "contoso_isopen": true,
        "contoso_kind": 2,
        "contoso_rate": 0.0000000001,
        "statuscode": 1,
        "createdon": "2019-04-07T21:59:01Z",
        "versionnumber": 9223372036854775807
    }"#;
    let mut row: ContosoLocker = serde_json::from_str(body).expect("a row");
    assert_eq!(row.contoso_kind, Some(ContosoKind::_210Net30));
    assert_eq!(row.statuscode, Some(StatusCode::Active));
    assert_eq!(row.contoso_is_open, Some(true));
    assert_eq!(row.version_number, Some(i64::MAX));
    assert!(row.validate().is_ok());
    row.contoso_gates = Some(-1);
    row.contoso_name = Some("x".repeat(101));
    let invalid = row.validate().expect_err("two violations");
    let invalid = invalid.to_string();
    let failures: Vec<&str> = invalid.lines().skip(1).collect();
    assert_eq!(
        failures,
        [
            "  contoso_gates: -1 is less than MinValue 0",
            "  contoso_name: string is 101 UTF-16 code units long; MaxLength is 100",
        ]
    );
}

#[test]
fn row_of_layout_2023_is_read_and_written() {
    let body = r#"{"contoso_name": "Top", "contoso_amountmethod": 1, "contoso_zone": 2, "contoso_accountenabled": false}"#;
    let row: ContosoShelf = serde_json::from_str(body).expect("a row");
    assert_eq!(
        row.contoso_amount_method,
        Some(ContosoAmountMethod::FixedPrice)
    );
    assert_eq!(row.contoso_zone, Some(ContosoZone::Value2));
    assert!(row.validate().is_ok());
    let c = ContosoShelf::columns();
    let new = ContosoShelf::create().set(c.contoso_zone, ContosoZone::Cold);
    let strict = Checks::default()
        .required_from(RequiredLevel::ApplicationRequired)
        .deny_missing();
    let invalid = new.validate_with(&strict).expect_err("a missing name");
    assert!(invalid.to_string().contains("contoso_name"), "{invalid}");
    let request = new.set(c.contoso_name, "Top").into_request();
    let request = request.expect("no violations");
    assert_eq!(request.path, "contoso_shelves");
    assert_eq!(
        request.body.as_str(),
        Some(r#"{"contoso_zone":1,"contoso_name":"Top"}"#)
    );
}

#[test]
fn owner_is_bound_without_a_relationship_on_the_page() {
    use older::tables::{Systemuser, Team};
    let id = "78914942-34cb-ed11-b596-0022481d68cd";
    let uuid: Uuid = id.parse().expect("an id");
    let c = ContosoLocker::columns();
    let body = |changes: Changes<ContosoLocker, Update>| {
        let request = changes.into_request().expect("no violations");
        request.body.as_str().map(ToOwned::to_owned)
    };
    let update = || ContosoLocker::update(Id::new(uuid));
    let user = update().bind(c.owner_id, Id::<Systemuser>::new(uuid));
    assert_eq!(
        body(user),
        Some(format!(r#"{{"ownerid@odata.bind":"/systemusers({id})"}}"#))
    );
    let team = update().bind(c.owner_id, Id::<Team>::new(uuid));
    let expected = Some(format!(r#"{{"ownerid@odata.bind":"/teams({id})"}}"#));
    assert_eq!(body(team), expected);
    // An owner that was read is written over the same property.
    let annotation = "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname";
    let read = format!(r#"{{"{annotation}": "team", "_ownerid_value": "{id}"}}"#);
    let read: ContosoLocker = serde_json::from_str(&read).expect("a row");
    let diff = Changes::diff(Id::new(uuid), &ContosoLocker::default(), &read);
    assert_eq!(body(diff), expected);
    let cleared = update()
        .clear(c.owner_id)
        .body()
        .expect("it can be written");
    assert_eq!(cleared.as_str(), r#"{"ownerid":null}"#);
}

#[test]
fn full_pages_of_every_layout_expand() {
    for name in [
        "current.md",
        "current_intersect.md",
        "autumn_2024.md",
        "older_2023.md",
        "older_2019.md",
    ] {
        let input = format!("[::dataverse_schema] {name:?}, dir = \"tests/pages/layouts\"");
        let input = input.parse().expect("the input consists of tokens");
        let code = include_schema(input, workspace()).to_string();
        assert!(!code.contains("compile_error"), "{name}: {code:.2000}");
        syn::parse_str::<syn::File>(&code).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
