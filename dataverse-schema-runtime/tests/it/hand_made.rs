//! Rows, collections, and changes that tests make by hand.

use dataverse_schema::prelude::*;
use dataverse_schema::value::{Json, Uuid};
use dataverse_schema::{DateTime, Lookup};

mod schema {
    dataverse_schema::include_schema!(
        ["contoso_depot.md"],
        dir = "../tests/pages",
        entity_sets(systemuser = "systemusers")
    );
}
use schema::{ContosoDepot, tables};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

#[test]
fn collection_is_made_of_rows() {
    let depot = ContosoDepot::default();
    let mut rows = Rows::from(vec![depot.clone(), depot]);
    assert_eq!(
        (rows.len(), rows.next_link(), rows.count()),
        (2, None, None)
    );
    let mut set = |name: &str, value: &str| {
        let json: Json = serde_json::from_str(value).expect("JSON");
        rows.set_annotation(name, json)
    };
    set("@odata.nextLink", "\"a\"").expect("text");
    set("@odata.nextLink", "\"b\"").expect("text");
    set("@odata.count", "7").expect("a number");
    set("@contoso.other", "{}").expect("anything");
    set("@odata.count", "{}").expect_err("not a number");
    assert_eq!((rows.next_link(), rows.count()), (Some("b"), Some(7)));
    // As a response has it.
    let text = rows.to_json().expect("it serializes");
    let read: Rows<ContosoDepot> = serde_json::from_str(&text).expect("it is read");
    assert_eq!(read, rows);
    let collected: Rows<ContosoDepot> = read.into_iter().take(1).collect();
    assert_eq!(collected.len(), 1);
}

#[test]
fn row_has_formatted_values_and_an_etag() {
    let c = ContosoDepot::columns();
    let mut depot = ContosoDepot::default();
    depot.set_formatted(c.contoso_opened_on, "1/1/2026");
    depot.set_formatted(c.contoso_calls, "7");
    depot.set_formatted(c.contoso_opened_on, "2/1/2026");
    depot.set_etag("W/\"7\"");
    assert_eq!(depot.formatted(c.contoso_opened_on), Some("2/1/2026"));
    assert_eq!(depot.formatted(c.contoso_calls), Some("7"));
    assert_eq!(depot.etag(), Some("W/\"7\""));
    depot.set_formatted(c.contoso_manager, "nobody");
    assert_eq!(depot.formatted(c.contoso_manager), None);
    let user: Lookup<tables::Systemuser> = Id::<tables::Systemuser>::new(ID).into();
    depot.contoso_manager = Some(user);
    depot.set_formatted(c.contoso_manager, "Ann");
    assert_eq!(depot.formatted(c.contoso_manager), Some("Ann"));
    // As a response has it.
    let text = depot.to_json().expect("it serializes");
    let read: ContosoDepot = serde_json::from_str(&text).expect("it is read");
    assert_eq!(read, depot);
}

#[test]
fn changes_are_compared() {
    let c = ContosoDepot::columns();
    let new = || ContosoDepot::create().set(c.contoso_name, "North");
    let user = |id| Id::<tables::Systemuser>::new(Uuid::from_u128(id));
    assert_eq!(
        new().set(c.contoso_calls, 7),
        ContosoDepot::create()
            .set(c.contoso_calls, 7)
            .set(c.contoso_name, "North")
    );
    assert_ne!(new(), ContosoDepot::create().set(c.contoso_name, "South"));
    assert_ne!(new(), new().clear(c.contoso_town));
    assert_eq!(
        new().bind(c.contoso_manager, user(1)),
        new().bind(c.contoso_manager, user(1))
    );
    assert_ne!(
        new().bind(c.contoso_manager, user(1)),
        new().bind(c.contoso_manager, user(2))
    );
    let update = |id| ContosoDepot::update(Id::new(Uuid::from_u128(id))).set(c.contoso_town, "t");
    assert_eq!(update(1), update(1));
    assert_ne!(update(1), update(2));
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    assert_eq!(new().insert(down, new()), new().insert(down, new()));
    assert_ne!(new().insert(down, new()), new());
}

#[test]
fn now_is_the_time_of_the_clock() {
    let before = std::time::SystemTime::now();
    let now = DateTime::now();
    let since = |time: std::time::SystemTime| {
        let since = time.duration_since(std::time::UNIX_EPOCH);
        since.expect("after 1970").as_nanos() as i128
    };
    let range = since(before)..=since(std::time::SystemTime::now());
    assert!(range.contains(&now.unix_nanoseconds()));
}
