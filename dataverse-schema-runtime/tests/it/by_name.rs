//! Columns that are found by name at run time.

use std::borrow::Cow;

use dataverse_schema::Changes;
use dataverse_schema::prelude::*;
use dataverse_schema::rule::{Failure, Rule};
use dataverse_schema::table::message::Create;
use dataverse_schema::table::{AlternateKey, AnyTable, ManyToOne, OneToMany, RelationshipError};
use dataverse_schema::value::{Reference, Uuid, Value, ValueType};

use crate::parcels::contoso_carrier::ContosoCarrier;
use crate::parcels::contoso_parcel::{ContosoParcel, ContosoService, StatusCode};

const ID: &str = "4026be43-6b69-e111-8f65-78e7d1620f5e";

fn parcel() -> ContosoParcel {
    let body = format!(
        r#"{{"contoso_name":"Box","contoso_pieces":3,"contoso_service@OData.Community.Display.V1.FormattedValue":"Am nächsten Tag","contoso_service":2,"contoso_contents":"1,5","contoso_deliveryday":"2026-01-31","_ownerid_value":"{ID}","contoso_notes":null}}"#
    );
    serde_json::from_str(&body).expect("a row")
}

#[test]
fn rows_are_exported_with_all_columns() {
    let row = parcel();
    let cells = ContosoParcel::all_columns().filter_map(|column| {
        let value = row.value(column)?;
        Some(format!("{}={value}", column.info().logical_name))
    });
    assert_eq!(
        cells.collect::<Vec<_>>().join(";"),
        format!(
            "ownerid={ID};contoso_contents=1,5;contoso_deliveryday=2026-01-31;contoso_name=Box;contoso_pieces=3;contoso_service=2"
        )
    );
}

#[test]
fn columns_of_a_configuration_are_read() {
    let row = parcel();
    let cell = |name: &str| {
        let column = ContosoParcel::column(name).expect("a column");
        let formatted = row.formatted(column).map(str::to_owned);
        formatted.or_else(|| row.value(column).map(|value| value.to_string()))
    };
    assert_eq!(cell("contoso_service").as_deref(), Some("Am nächsten Tag"));
    assert_eq!(cell("contoso_pieces").as_deref(), Some("3"));
    assert_eq!(cell("contoso_notes"), None);
    assert!(row.is_null(ContosoParcel::column("contoso_notes").expect("a column")));
}

#[test]
fn unknown_names_have_suggestions() {
    let error = |name: &str| match ContosoParcel::column(name) {
        Ok(column) => panic!("{column:?}"),
        Err(error) => error.to_string(),
    };
    for (name, meant) in [
        ("contoso_Name", "contoso_name"),
        ("_ownerid_value", "ownerid"),
        ("delivery day", "contoso_deliveryday"),
    ] {
        assert_eq!(
            error(name),
            format!("unknown column `{name}` of table `contoso_parcel`: did you mean `{meant}`?")
        );
    }
    assert_eq!(
        error("color"),
        "unknown column `color` of table `contoso_parcel`"
    );
    let unknown = ContosoParcel::column("Name").expect_err("a display name");
    assert_eq!(unknown.suggestion(), Some("contoso_name"));
    // Nothing is called like the empty display names of some columns.
    let unknown = ContosoParcel::column("").expect_err("an empty name");
    assert_eq!(unknown.suggestion(), None);
}

/// Creates a parcel from a line of a file, by the names in its header.
fn import(header: &str, line: &str) -> Result<Changes<ContosoParcel, Create>, String> {
    let mut changes = ContosoParcel::create();
    for (name, text) in header.split(';').zip(line.split(';')) {
        let column = ContosoParcel::column(name).map_err(|error| error.to_string())?;
        if text.is_empty() {
            continue;
        }
        let value = column
            .info()
            .parse(text)
            .map_err(|error| error.to_string())?;
        changes = changes.set(column, value);
    }
    changes.validate().map_err(|error| error.to_string())?;
    Ok(changes)
}

#[test]
fn rows_are_imported_by_their_header() {
    let header = "contoso_name;contoso_pieces;contoso_service;contoso_contents;contoso_carrier;contoso_fragile";
    let new = import(header, &format!("Box;3;Next day;Books, Glass;{ID};true")).expect("a row");
    assert_eq!(
        new.body().expect("a body").as_str(),
        format!(
            r#"{{"contoso_name":"Box","contoso_pieces":3,"contoso_service":2,"contoso_contents":"1,2","contoso_Carrier@odata.bind":"/contoso_carriers({ID})","contoso_fragile":true}}"#
        )
    );
    let error = |line| import(header, line).expect_err("an invalid line");
    assert_eq!(
        error("Box;three"),
        "`contoso_pieces`: expected a 32-bit integer, found `three`"
    );
    assert_eq!(
        error("Box;;Express"),
        "`contoso_service`: expected the label of an option (`Standard`, `Next day`, `Internal`), found `Express`"
    );
    assert!(error(&"x".repeat(101)).contains("MaxLength"));
    assert!(
        import("contoso_fee", "2.50")
            .expect_err("read-only")
            .contains("cannot set")
    );
}

fn rule(name: &str, value: Value<'static>) -> Option<Rule> {
    let column = ContosoParcel::column(name).expect("a column");
    let changes = ContosoParcel::update(Id::new(Uuid::nil())).set(column, value);
    let failures = changes.validate().err();
    failures.map(|invalid| invalid.failures()[0].rule().clone())
}

#[test]
fn values_are_checked_like_typed_ones() {
    assert_eq!(
        rule("contoso_pieces", Value::Text("3".into())),
        Some(Rule::WrongType {
            expected: Some(ValueType::Integer),
            actual: ValueType::Text
        })
    );
    assert_eq!(
        rule("contoso_watchers", Value::Text("all".into())),
        Some(Rule::WrongType {
            expected: None,
            actual: ValueType::Text
        })
    );
    assert_eq!(
        rule("contoso_fee", Value::Decimal(2.into())),
        Some(Rule::NotSettable)
    );
    assert_eq!(
        rule("contoso_service", Value::Choice(77)),
        Some(Rule::UnknownOption(77))
    );
    assert_eq!(rule("contoso_service", Value::Choice(2)), None);
    assert_eq!(rule("contoso_pin", Value::Text("1234".into())), None);
    let name = ContosoParcel::column("contoso_name").expect("a column");
    let failure = name.check(&Value::Integer(1)).expect_err("another type");
    assert!(matches!(failure.rule(), Rule::WrongType { .. }));
    assert!(name.check(&Value::Text("x".repeat(13).into())).is_err());
    assert!(name.check(&Value::Text("Box".into())).is_ok());
}

#[test]
fn lookups_are_bound() {
    let lookup = |to: Reference| Value::Lookup(Cow::Owned(to));
    let to = || Reference::new(Uuid::nil());
    // A lookup with several targets needs a table.
    assert_eq!(rule("contoso_recipient", lookup(to())), Some(Rule::NoTable));
    let contact = to().with_table("contact");
    assert_eq!(rule("contoso_recipient", lookup(contact)), None);
    assert_eq!(
        rule("contoso_lastcourier", lookup(to())),
        Some(Rule::NotSettable)
    );
    let carrier = ContosoParcel::column("contoso_carrier").expect("a column");
    let bound = ContosoParcel::create().bind(carrier, Id::<ContosoCarrier>::new(Uuid::nil()));
    let set = ContosoParcel::create().set(carrier, lookup(to()));
    let body = bound.body().expect("a body");
    assert_eq!(body.as_str(), set.body().expect("a body").as_str());
    assert!(body.as_str().contains("contoso_Carrier@odata.bind"));
    let name = ContosoParcel::column("contoso_name").expect("a column");
    let invalid = ContosoParcel::create().bind(name, Id::<ContosoCarrier>::new(Uuid::nil()));
    assert_eq!(
        invalid.validate().expect_err("no lookup").failures()[0].rule(),
        &Rule::WrongType {
            expected: Some(ValueType::Text),
            actual: ValueType::Lookup
        }
    );
}

#[test]
fn columns_are_cleared() {
    let clear = |name: &str| {
        let column = ContosoParcel::column(name).expect("a column");
        let changes = ContosoParcel::update(Id::new(Uuid::nil())).clear(column);
        let body = changes.body().map(|body| body.as_str().to_owned());
        body.map_err(|invalid| invalid.failures()[0].rule().clone())
    };
    assert_eq!(
        clear("contoso_notes"),
        Ok(r#"{"contoso_notes":null}"#.to_owned())
    );
    assert_eq!(
        clear("contoso_carrier"),
        Ok(r#"{"contoso_Carrier":null}"#.to_owned())
    );
    assert_eq!(clear("contoso_fee"), Err(Rule::NotSettable));
}

#[test]
fn state_and_status_are_set_together() {
    let status = ContosoParcel::column("statuscode").expect("a column");
    let state = ContosoParcel::column("statecode").expect("a column");
    let update = || ContosoParcel::update(Id::new(Uuid::nil()));
    let body = |changes: Changes<_, _>| changes.body().expect("a body").as_str().to_owned();
    let rule = |changes: Changes<_, _>| {
        let invalid = changes.validate().expect_err("an invalid state");
        invalid.failures()[0].rule().clone()
    };
    let typed = body(update().set_state(StatusCode::Delivered));
    assert_eq!(body(update().set(status, Value::Choice(7))), typed);
    assert_eq!(body(update().set(state, Value::Choice(1))), typed);
    // What follows from an earlier value is replaced.
    let other = update().set(status, Value::Choice(2));
    assert_eq!(body(other.set(status, Value::Choice(7))), typed);
    let other = update().set(state, Value::Choice(0));
    assert_eq!(body(other.set(state, Value::Choice(1))), typed);
    // What the caller set isn't.
    let both = update().set(state, Value::Choice(0));
    let both = both.set(status, Value::Choice(2));
    assert_eq!(body(both.clone()), r#"{"statecode":0,"statuscode":2}"#);
    let other = Rule::StateOfAnotherStatus {
        expected: 0,
        actual: 1,
    };
    assert_eq!(rule(both.set(state, Value::Choice(1))), other);
    let explicit = update().set(state, Value::Choice(1));
    assert_eq!(rule(explicit.set(status, Value::Choice(2))), other);
    // An unknown status needs a state.
    let unknown = update().set(status, Value::Choice(99));
    assert_eq!(rule(unknown.clone()), Rule::UnknownStatus(99));
    let known = unknown.set(state, Value::Choice(1));
    assert_eq!(body(known), r#"{"statuscode":99,"statecode":1}"#);
}

#[test]
fn rows_are_filled() {
    let mut row = ContosoParcel::default();
    let column = |name: &str| ContosoParcel::column(name).expect("a column");
    let pieces = column("contoso_pieces");
    row.set_value(pieces, Value::Integer(3))
        .expect("an integer");
    assert_eq!(row.contoso_pieces, Some(3));
    let rule = |failure: Failure| failure.rule().clone();
    let error = row.set_value(pieces, Value::Boolean(true)).map_err(rule);
    assert!(matches!(error, Err(Rule::WrongType { .. })));
    assert_eq!(row.contoso_pieces, Some(3));
    let pin = Value::Text("1234".into());
    let error = row.set_value(column("contoso_pin"), pin).map_err(rule);
    assert_eq!(error, Err(Rule::NotInRow));
    assert_eq!(row.value(column("contoso_pin")), None);
    row.set_null(pieces);
    assert!(row.is_null(pieces));
}

#[test]
fn values_are_parsed_from_text() {
    let parse = |name: &str, text: &str| {
        let column = ContosoParcel::column(name).expect("a column");
        column.info().parse(text).map_err(|error| error.to_string())
    };
    let service = Ok(Value::Choice(2));
    assert_eq!(parse("contoso_service", "Next day"), service);
    assert_eq!(parse("contoso_service", "2"), service);
    // The page may lack an option: validation decides.
    assert_eq!(parse("contoso_service", "77"), Ok(Value::Choice(77)));
    let contents = Ok(Value::Choices(vec![1, 5].into()));
    assert_eq!(
        parse("contoso_contents", "Live animals, 1, Books"),
        contents
    );
    assert_eq!(parse("contoso_fragile", "true"), Ok(Value::Boolean(true)));
    for (name, text, error) in [
        (
            "contoso_pieces",
            "3.5",
            "expected a 32-bit integer, found `3.5`",
        ),
        ("contoso_depth", "inf", "expected a number, found `inf`"),
        (
            "contoso_deliveryday",
            "31.01.2026",
            "expected a date such as `2019-12-18`, found `31.01.2026`",
        ),
        ("contoso_carrier", "DHL", "expected an id, found `DHL`"),
        (
            "contoso_watchers",
            "all",
            "expected no value, as rows don't have the column",
        ),
    ] {
        assert_eq!(parse(name, text), Err(format!("`{name}`: {error}")));
    }
}

#[test]
fn values_are_deserialized_from_json() {
    let read = |name: &str, json: &str| {
        let column = ContosoParcel::column(name).expect("a column");
        let mut json = serde_json::Deserializer::from_str(json);
        column.info().deserialize(&mut json)
    };
    // The same values as in a row.
    let row = parcel();
    for column in ContosoParcel::all_columns() {
        let Some(value) = row.value(column) else {
            continue;
        };
        let json = serde_json::to_string(&value).expect("JSON");
        let read = read(column.info().logical_name, &json);
        assert_eq!(read.expect("a value"), Some(value));
    }
    assert_eq!(read("contoso_name", "null").expect("null"), None);
    let error = read("contoso_pieces", r#""3""#).expect_err("a string");
    assert_eq!(
        error.to_string(),
        r#"`contoso_pieces`: invalid type: string "3", expected i32 at line 1 column 3"#
    );
}

#[test]
fn alternate_keys_are_checked() {
    let name = ContosoParcel::column("contoso_name").expect("a column");
    let key = AlternateKey::new(name, Value::Text("Box".into())).expect("a key");
    let upsert = ContosoParcel::unlisted()
        .upsert(key)
        .set(name, Value::Text("Box".into()));
    assert_eq!(upsert.body().expect("a body").as_str(), "{}");
    let failure = AlternateKey::new(name, Value::Integer(1)).expect_err("another type");
    assert!(matches!(failure.rule(), Rule::WrongType { .. }));
}

#[test]
fn parsed_values_are_those_that_are_displayed() {
    let row = parcel();
    for column in ContosoParcel::all_columns() {
        let Some(value) = row.value(column) else {
            continue;
        };
        assert_eq!(column.info().parse(&value.to_string()), Ok(value));
    }
    let service = ContosoParcel::column("contoso_service").expect("a column");
    let choice = service.info().kind.choice().expect("a choice");
    let express = choice
        .option_by_label("Next day")
        .map(|option| option.value);
    assert_eq!(express, Ok(ContosoService::NextDay.value()));
}

#[test]
fn relationships_are_found() {
    type Carrier = ManyToOne<ContosoParcel, ContosoCarrier>;
    for name in ["contoso_parcel_carrier", "contoso_Carrier"] {
        let carrier: Carrier = ContosoParcel::relationship(name).expect("a relationship");
        assert_eq!(carrier.info().schema_name, "contoso_parcel_carrier");
    }
    let error = |name| {
        let found: Result<Carrier, _> = ContosoParcel::relationship(name);
        found.expect_err("no such relationship").to_string()
    };
    assert_eq!(
        error("contoso_carrier"),
        "unknown relationship `contoso_carrier` of table `contoso_parcel`: did you mean `contoso_parcel_carrier`?"
    );
    assert_eq!(
        error("contoso_parcel_recipient_account"),
        "relationship `contoso_parcel_recipient_account` leads to table `account`, not to `contoso_carrier`"
    );
    assert_eq!(
        error(""),
        "unknown relationship `` of table `contoso_parcel`"
    );
    // A relationship of another kind.
    let list: Result<OneToMany<ContosoParcel, AnyTable>, _> =
        ContosoParcel::relationship("contoso_parcel_carrier");
    assert!(matches!(list, Err(RelationshipError::Unknown(_))));
    let any: Result<ManyToOne<ContosoParcel, AnyTable>, _> =
        ContosoParcel::relationship("contoso_parcel_recipient_account");
    assert!(any.is_ok());
}

#[test]
fn lookup_of_a_relationship_is_checked() {
    let over = |name| -> Result<_, Rule> {
        let relationship: ManyToOne<ContosoParcel, ContosoCarrier> =
            ContosoParcel::relationship(name).expect("a relationship");
        let changes = ContosoParcel::create().clear_over(relationship);
        let invalid = changes.body().map(|body| body.as_str().to_owned());
        invalid.map_err(|invalid| invalid.failures()[0].rule().clone())
    };
    assert_eq!(
        over("contoso_parcel_carrier"),
        Ok(r#"{"contoso_Carrier":null}"#.to_owned())
    );
    assert_eq!(over("contoso_parcel_lastcourier"), Err(Rule::NotSettable));
    let courier: ManyToOne<ContosoParcel, ContosoCarrier> =
        ContosoParcel::relationship("contoso_LastCourier").expect("a relationship");
    let inserted = ContosoParcel::create().insert(courier, Changes::<ContosoCarrier, _>::create());
    let invalid = inserted.body().expect_err("a read-only lookup");
    assert_eq!(invalid.failures()[0].rule(), &Rule::NotSettable);
}
