//! Values in serde structs of users.

use std::collections::BTreeMap;

use dataverse_schema::prelude::*;
use dataverse_schema::value::{
    Choices, File, Image, Lookup, Reference, Uuid, ZonelessDateTime, by_label, by_value,
};
use dataverse_schema::{Date, DateTime};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::packages::tables::Systemuser;
use crate::parcels::contoso_parcel::{ContosoContents, ContosoParcel, ContosoService, table};

const ID: &str = "4026be43-6b69-e111-8f65-78e7d1620f5e";

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Order {
    day: Date,
    sent: Option<DateTime>,
    opens: ZonelessDateTime,
    file: File,
    image: Image,
    id: Id<ContosoParcel>,
    owner: Lookup<table::OwnerIdTargets>,
    user: Option<Lookup<Systemuser>>,
    any: Vec<Reference>,
    contents: Choices<ContosoContents>,
    #[serde(with = "by_value")]
    service: ContosoService,
    #[serde(with = "by_value", default)]
    services: Vec<ContosoService>,
    #[serde(with = "by_value", default, skip_serializing_if = "Option::is_none")]
    next: Option<ContosoService>,
    #[serde(with = "by_label")]
    label: ContosoService,
    #[serde(with = "by_label")]
    labels: Vec<ContosoService>,
    #[serde(with = "by_label")]
    last: Option<ContosoService>,
    #[serde(with = "by_label")]
    set: Choices<ContosoContents>,
}

fn order() -> serde_json::Value {
    serde_json::json!({
        "day": "2019-12-18", "sent": "2023-04-07T21:59:01Z", "opens": "2019-12-18T08:30:00Z",
        "file": ID, "image": "aGk=", "id": ID, "owner": ID, "user": null, "any": [ID],
        "contents": "1,5", "service": 2, "services": [-1, 77], "label": "Next day",
        "labels": ["Standard", 77], "last": null, "set": ["Books", "Live animals"],
    })
}

#[test]
fn values_have_the_form_of_the_web_api() {
    let read: Order = serde_json::from_value(order()).expect("an order");
    let id: Uuid = ID.parse().expect("an id");
    assert_eq!(Some(read.day), Date::new(2019, 12, 18));
    assert_eq!(read.opens.clock(), (8, 30, 0));
    assert_eq!((read.file.id(), read.owner.uuid()), (id, id));
    assert_eq!(read.any, [Reference::new(id)]);
    assert!(read.contents.contains(ContosoContents::LiveAnimals));
    assert_eq!(read.service, ContosoService::NextDay);
    assert_eq!(read.services[0], ContosoService::Internal);
    assert_eq!(read.services[1].value(), 77);
    assert_eq!(read.label, ContosoService::NextDay);
    assert_eq!(read.labels[0], ContosoService::Standard);
    assert_eq!(read.set.values(), [1, 5]);
    assert_eq!(serde_json::to_value(&read).expect("JSON"), order());
    // From text, which isn't buffered.
    let text = order().to_string();
    assert_eq!(
        serde_json::from_str::<Order>(&text).expect("an order"),
        read
    );
}

#[test]
fn values_have_the_same_form_in_structs_and_rows() {
    let body = format!(
        r#"{{"contoso_contents":"1,5","contoso_deliveryday":"2019-12-18","contoso_label":"{ID}","contoso_photo":"aGk=","contoso_pickuptime":"2019-12-18T08:30:00Z","_ownerid_value":"{ID}"}}"#
    );
    let parcel: ContosoParcel = serde_json::from_str(&body).expect("a row");
    let own: serde_json::Value = serde_json::json!([
        parcel.contoso_contents,
        parcel.contoso_delivery_day,
        parcel.contoso_label,
        parcel.contoso_photo,
        parcel.owner_id,
    ]);
    assert_eq!(
        own,
        serde_json::json!(["1,5", "2019-12-18", ID, "aGk=", ID])
    );
}

fn error<T: DeserializeOwned>(json: &str) -> String {
    match serde_json::from_str::<T>(json) {
        Ok(_) => panic!("{json} was read"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn errors_say_what_was_expected() {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Label(#[serde(with = "by_label")] ContosoService);
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Value(#[serde(with = "by_value")] ContosoService);

    let starts = |error: String, start: &str| assert!(error.starts_with(start), "{error}");
    starts(
        error::<Label>(r#""Express""#),
        "expected the label of an option (`Standard`, `Next day`, `Internal`), found `Express`",
    );
    starts(
        error::<Label>("3000000000"),
        "expected the value of an option, a 32-bit integer, found 3000000000",
    );
    starts(
        error::<Label>("true"),
        "invalid type: boolean `true`, expected the label or the value of an option",
    );
    starts(
        error::<Value>(r#""Standard""#),
        "invalid type: string \"Standard\", expected i32",
    );
    starts(
        error::<Date>(r#""2021-02-30""#),
        "expected a date such as 2019-12-18, found `2021-02-30`",
    );
    starts(
        error::<Reference>("7"),
        "invalid type: integer `7`, expected the id of a row",
    );
    starts(
        error::<Choices<ContosoContents>>(r#""1,x""#),
        "invalid digit found in string",
    );
    let read = serde_json::from_str::<Label>("-1").expect("a value").0;
    assert_eq!(read, ContosoService::Internal);
    let read = serde_json::from_str::<Value>("2").expect("a value").0;
    assert_eq!(read, ContosoService::NextDay);
}

/// Columns with options of the same label.
mod ambiguous {
    dataverse_schema::include_schema!(
        "contoso_parcel.md",
        "own_structs/contoso_parcel.md",
        dir = "../tests/pages",
    );
}

#[test]
fn ambiguous_labels_are_values() {
    use ambiguous::contoso_parcel::ContosoService;

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct Label(#[serde(with = "by_label")] ContosoService);

    let written = ContosoService::options().map(Label).collect::<Vec<_>>();
    assert_eq!(
        serde_json::to_string(&written).expect("JSON"),
        r#"["Standard",2,"Internal",3]"#
    );
    assert!(
        error::<Label>(r#""Next day""#)
            .starts_with("options [2, 3] have the label `Next day`: use a value")
    );
}

/// Choices that implement serde's traits.
mod full {
    dataverse_schema::include_schema!(
        "contoso_parcel.md",
        "contoso_carrier.md",
        dir = "../tests/pages",
        serialization(contoso_parcel = full),
    );
}

#[test]
fn choices_with_full_serialization_need_no_attribute() {
    use full::contoso_parcel::{ContosoService, StatusCode};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Statistics {
        service: Option<ContosoService>,
        counts: BTreeMap<String, Vec<StatusCode>>,
    }

    let json = r#"{"service":2,"counts":{"a":[1,7,9]}}"#;
    let read: Statistics = serde_json::from_str(json).expect("statistics");
    assert_eq!(read.service, Some(ContosoService::NextDay));
    assert_eq!(read.counts["a"][1], StatusCode::Delivered);
    assert_eq!(serde_json::to_string(&read).expect("JSON"), json);
}

#[test]
fn projection_is_serialized_by_its_fields() {
    #[derive(Projection, Serialize)]
    #[projection(table = ContosoParcel)]
    struct Parcel {
        contoso_name: String,
        #[serde(rename = "day")]
        contoso_delivery_day: Option<Date>,
        #[serde(with = "by_label")]
        contoso_service: Option<ContosoService>,
        owner_id: Option<Reference>,
    }

    let body = format!(
        r#"{{"contoso_name":"Box","contoso_deliveryday":"2019-12-18","contoso_service":2,"_ownerid_value":"{ID}"}}"#
    );
    let parcel: Parcel = serde_json::from_str(&body).expect("a row");
    assert_eq!(
        serde_json::to_string(&parcel).expect("JSON"),
        format!(
            r#"{{"contoso_name":"Box","day":"2019-12-18","contoso_service":"Next day","owner_id":"{ID}"}}"#
        )
    );
}

#[test]
fn options_are_displayed_by_label_or_value() {
    assert_eq!(ContosoService::NextDay.display().to_string(), "Next day");
    assert_eq!(
        format!("{:>4}", ContosoService::from_value(77).display()),
        "  77"
    );
    let contents = Choices::new([ContosoContents::LiveAnimals, ContosoContents::Books]);
    assert_eq!(contents.to_string(), "1,5");
    assert_eq!("5, 1".parse(), Ok(contents));
    assert!(Choices::<ContosoContents>::default().is_empty());
}
