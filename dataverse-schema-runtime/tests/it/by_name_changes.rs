//! Changes to columns that are found by name.

use std::borrow::Cow;

use dataverse_schema::prelude::*;
use dataverse_schema::rule::{Checks, Rule};
use dataverse_schema::table::{AlternateKey, AnyColumn, Table};
use dataverse_schema::value::{Choices, File, Image, Reference, Uuid, Value, ValueType};
use dataverse_schema::{Changes, Lookup};

use crate::parcels::contoso_carrier::ContosoCarrier;
use crate::parcels::contoso_parcel::{ContosoParcel, StatusCode};
use crate::parcels::tables::{Account, Team};
use crate::parties::schema::ContosoCall;

/// A table with a read-only state, and an owner without targets.
mod errands {
    dataverse_schema::include_schema!(
        ["by_name/contoso_errand.md", "contoso_depot.md"],
        dir = "../tests/pages",
        entity_sets(systemuser = "systemusers"),
    );
}
use errands::{ContosoDepot, ContosoErrand};

fn column<T: Table>(name: &str) -> AnyColumn<T> {
    T::column(name).expect("a column")
}

fn reference(table: &'static str) -> Reference {
    Reference::new(Uuid::nil()).with_table(table)
}

fn lookup(table: &'static str) -> Value<'static> {
    Value::Lookup(Cow::Owned(reference(table)))
}

/// Returns the body of valid changes, or the first violated rule.
fn written<T: Table, M>(changes: &Changes<T, M>, checks: &Checks) -> Result<String, Rule> {
    let valid = changes.validate_with(checks).and_then(|()| changes.body());
    match valid {
        Ok(body) => Ok(body.as_str().to_owned()),
        Err(invalid) => Err(invalid.failures()[0].rule().clone()),
    }
}

fn body<T: Table, M>(changes: &Changes<T, M>) -> Result<String, Rule> {
    written(changes, &Checks::default())
}

#[test]
fn lookups_are_bound() {
    let row = || Value::Lookup(Cow::Owned(Reference::new(Uuid::nil())));
    let set = |name, value| {
        let changes = ContosoParcel::update(Id::new(Uuid::nil()));
        body(&changes.set(column(name), value)).err()
    };
    // A lookup with several targets needs a table.
    assert_eq!(set("contoso_recipient", row()), Some(Rule::NoTable));
    let cures = Rule::NoTable.to_string();
    assert!(
        cures.contains("set a `Reference` with its table"),
        "{cures}"
    );
    assert_eq!(set("contoso_recipient", lookup("contact")), None);
    assert_eq!(set("contoso_lastcourier", row()), Some(Rule::NotSettable));
    let carrier = ContosoParcel::column("contoso_carrier").expect("a column");
    let bound = ContosoParcel::create().bind(carrier, Id::<ContosoCarrier>::new(Uuid::nil()));
    let set = ContosoParcel::create().set(carrier, row());
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
fn targets_of_lookups_are_checked() {
    let owner: AnyColumn<ContosoParcel> = column("ownerid");
    let create = ContosoParcel::create;
    let account: Id<Account> = Id::new(Uuid::nil());
    let team: Id<Team> = Id::new(Uuid::nil());
    let target = Rule::Target {
        targets: &["systemuser", "team"],
        table: "account".to_owned(),
    };
    let is_wrong = |changes: &Changes<ContosoParcel, _>| {
        assert_eq!(body(changes), Err(target.clone()));
        for checks in [
            Checks::default().without_targets(),
            Checks::default().ignore(owner),
            Checks::none(),
        ] {
            written(changes, &checks).expect("the target isn't checked");
        }
    };
    is_wrong(&create().bind(owner, account));
    is_wrong(&create().set(owner, lookup("account")));
    body(&create().bind(owner, team)).expect("a target");
    body(&create().set(owner, lookup("systemuser"))).expect("a target");

    let mut row = ContosoParcel {
        owner_id: Some(Lookup::new(reference("account"))),
        ..ContosoParcel::default()
    };
    let none = ContosoParcel::default();
    is_wrong(&Changes::copy(&row));
    let diff = Changes::diff(Id::new(Uuid::nil()), &none, &row);
    assert_eq!(body(&diff), Err(target.clone()));
    row.owner_id = Some(Lookup::new(reference("team")));
    body(&Changes::diff(Id::new(Uuid::nil()), &none, &row)).expect("a target");
}

#[test]
fn lookups_without_targets_are_bound() {
    let (owner, place) = (column("ownerid"), column("contoso_place"));
    let depot: Id<ContosoDepot> = Id::new(Uuid::nil());
    assert_eq!(owner.info().kind.targets(), [""; 0]);
    body(&ContosoErrand::create().bind(owner, depot)).expect("nothing is known about targets");
    // A relationship may lead over a column of ids that isn't a lookup.
    let id = Uuid::nil();
    assert_eq!(
        body(&ContosoErrand::create().bind(place, depot)),
        Ok(format!(
            r#"{{"contoso_Place@odata.bind":"/contoso_depots({id})"}}"#
        ))
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
    // A row always has a state and a status.
    assert_eq!(clear("statecode"), Err(Rule::NotClearable));
    assert_eq!(clear("statuscode"), Err(Rule::NotClearable));
}

#[test]
fn parties_are_not_cleared() {
    let cleared = ContosoCall::update(Id::new(Uuid::nil())).clear(column("to"));
    assert_eq!(body(&cleared), Err(Rule::NotInRow));
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
fn read_only_state_is_refused() {
    let update = || ContosoErrand::update(Id::new(Uuid::nil()));
    let choice = |name, value| {
        let column = column(name);
        body(&update().set(column, Value::Choice(value)))
    };
    assert_eq!(choice("statecode", 1), Err(Rule::NotSettable));
    assert_eq!(
        choice("statuscode", 2),
        Ok(r#"{"statuscode":2}"#.to_owned())
    );
    // The compiler accepts that as well.
    let c = ContosoErrand::columns();
    let cleared = body(&update().clear(c.statuscode));
    assert_eq!(cleared, Ok(r#"{"statuscode":null}"#.to_owned()));
    assert_eq!(body(&update().clear(column("statuscode"))), cleared);
}

#[test]
fn empty_set_of_options_is_null() {
    let null = Ok(r#"{"contoso_contents":null}"#.to_owned());
    let row = ContosoParcel {
        contoso_contents: Some(Choices::default()),
        ..ContosoParcel::default()
    };
    assert_eq!(body(&Changes::copy(&row)), null);
    let old: ContosoParcel = serde_json::from_str(r#"{"contoso_contents":"1,5"}"#).expect("a row");
    let diff = Changes::diff(Id::new(Uuid::nil()), &old, &row);
    assert_eq!(body(&diff), null);
    let empty = Value::Choices(Cow::Borrowed(&[]));
    let set = ContosoParcel::create().set(column("contoso_contents"), empty);
    assert_eq!(body(&set), null);
}

#[test]
fn choice_without_labels_has_values() {
    let urgency: AnyColumn<ContosoErrand> = column("contoso_urgency");
    assert_eq!(urgency.info().parse("2"), Ok(Value::Choice(2)));
    assert_eq!(
        urgency
            .info()
            .parse("high")
            .expect_err("no label")
            .to_string(),
        "`contoso_urgency`: expected the value of an option, as none has a label, found `high`"
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
    for (name, value, rule) in [
        (
            "contoso_photo",
            Value::Image(Cow::Owned(Image::from_base64("aGk="))),
            Rule::NotInKey(ValueType::Image),
        ),
        (
            "contoso_label",
            Value::File(File::new(Uuid::nil())),
            Rule::NotInKey(ValueType::File),
        ),
        ("contoso_pin", Value::Text("1234".into()), Rule::NotInRow),
        (
            "contoso_pieces",
            Value::Text("3".into()),
            Rule::WrongType {
                expected: Some(ValueType::Integer),
                actual: ValueType::Text,
            },
        ),
    ] {
        let column: AnyColumn<ContosoParcel> = column(name);
        for key in [
            AlternateKey::new(column, value.clone()),
            AlternateKey::new_unchecked(column, value),
        ] {
            assert_eq!(key.expect_err(name).rule(), &rule);
        }
    }
    let slash = Value::Text("A/B".into());
    AlternateKey::new(name, slash.clone()).expect_err("an unsupported character");
    AlternateKey::new_unchecked(name, slash).expect("only the characters are unchecked");
}
