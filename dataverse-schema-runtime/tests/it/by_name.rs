//! Columns that are found by name at run time.

use dataverse_schema::Changes;
use dataverse_schema::prelude::*;
use dataverse_schema::rule::{Failure, Rule};
use dataverse_schema::table::message::Create;
use dataverse_schema::value::{Uuid, Value, ValueType};

use crate::parcels::contoso_parcel::{ContosoParcel, ContosoService};

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
        (
            "contoso_depth",
            "inf",
            "expected a finite number, found `inf`",
        ),
        (
            "contoso_deliveryday",
            "31.01.2026",
            "expected a date such as `2019-12-18`, found `31.01.2026`",
        ),
        (
            "contoso_rate",
            "1,5",
            "expected a decimal number, found `1,5`",
        ),
        (
            "contoso_rate",
            "1.00000000000000000000000000000000001",
            "too many digits for an exact decimal number (28 at most), found `1.00000000000000000000000000000000001`",
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
