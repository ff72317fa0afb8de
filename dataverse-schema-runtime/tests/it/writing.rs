//! Bodies of rows that are created or updated.

use dataverse_schema::info::RequiredLevel;
use dataverse_schema::prelude::*;
use dataverse_schema::rule::{Checks, Invalid, Rule};
use dataverse_schema::table::message::Update;
use dataverse_schema::value::{Image, Uuid};
use dataverse_schema::{Changes, Decimal, Lookup, Reference};

use crate::packages::plugin_package::{PluginPackage, StateCode, StatusCode};
use crate::parcels::contoso_parcel::{self, ContosoContents, ContosoParcel};
use crate::parcels::{self, ContosoCarrier};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

fn lines(invalid: &Invalid) -> Vec<String> {
    invalid.to_string().lines().map(ToOwned::to_owned).collect()
}

#[test]
fn status_sets_its_state() {
    let off = PluginPackage::update(Id::new(ID)).set_state(StatusCode::Inactive);
    assert_eq!(
        off.body().expect("it can be written").as_str(),
        r#"{"statecode":1,"statuscode":2}"#
    );
    let unknown = PluginPackage::update(Id::new(ID)).set_state(StatusCode::from_value(100_000_000));
    let invalid = unknown.validate().expect_err("an unknown state");
    assert_eq!(
        invalid.failures()[0].rule(),
        &Rule::UnknownStatus(100_000_000)
    );
    assert!(
        unknown.body().is_err()
            && unknown
                .validate_with(&Checks::default().without_limits())
                .is_err()
    );
    let both = PluginPackage::update(Id::new(ID))
        .set_state_as(StateCode::Inactive, StatusCode::from_value(100_000_000));
    assert_eq!(
        both.body().expect("it can be written").as_str(),
        r#"{"statecode":1,"statuscode":100000000}"#
    );
}

#[test]
fn polymorphic_lookup_is_bound_by_target() {
    use parcels::tables::{Account, Contact, Systemuser, Team};
    let c = ContosoParcel::columns();
    let body = |changes: Changes<ContosoParcel, Update>| {
        changes.body().expect("it can be written").to_string()
    };
    let parcel = || ContosoParcel::update(Id::new(ID));
    assert_eq!(
        body(parcel().bind(c.contoso_recipient, Id::<Contact>::new(ID))),
        format!(r#"{{"contoso_Recipient_contact@odata.bind":"/contacts({ID})"}}"#)
    );
    assert_eq!(
        body(
            parcel()
                .bind(c.contoso_recipient, Id::<Account>::new(ID))
                .clear(c.contoso_recipient)
        ),
        r#"{"contoso_Recipient_account":null}"#
    );
    let carrier = Id::<ContosoCarrier>::new(ID);
    assert_eq!(
        body(parcel().bind(c.contoso_carrier, carrier)),
        format!(r#"{{"contoso_Carrier@odata.bind":"/contoso_carriers({ID})"}}"#)
    );
    // Users and teams share one navigation property.
    for (bound, path) in [
        (parcel().bind(c.owner_id, Id::<Team>::new(ID)), "teams"),
        (
            parcel().bind(c.owner_id, Id::<Systemuser>::new(ID)),
            "systemusers",
        ),
    ] {
        assert_eq!(
            body(bound),
            format!(r#"{{"ownerid@odata.bind":"/{path}({ID})"}}"#)
        );
    }
}

#[test]
fn unwritable_changes_are_errors() {
    let unknown = PluginPackage::update(Id::new(ID)).set_state(StatusCode::from_value(9));
    assert!(unknown.body().is_err());
    let error = serde_json::to_string(&unknown).expect_err("an unknown state");
    assert!(error.to_string().contains("set_state_as"), "{error}");
    let depth = ContosoParcel::columns().contoso_depth;
    let infinite = ContosoParcel::update(Id::new(ID)).set(depth, f64::INFINITY);
    assert!(infinite.body().is_err() && serde_json::to_string(&infinite).is_err());
}

#[test]
fn primary_key_is_set_on_create_only() {
    let c = PluginPackage::columns();
    let new = PluginPackage::create().set(c.plugin_package_id, ID);
    assert_eq!(
        new.body().expect("it can be written").as_str(),
        format!(r#"{{"pluginpackageid":"{ID}"}}"#)
    );
    let other = PluginPackage::update(Id::new(Uuid::nil())).set(c.plugin_package_id, ID);
    let invalid = other.validate().expect_err("another primary key");
    assert_eq!(invalid.failures()[0].rule(), &Rule::PrimaryKeyDiffers);
    assert!(
        PluginPackage::update(Id::new(ID))
            .set(c.plugin_package_id, ID)
            .validate()
            .is_ok()
    );
}

#[test]
fn empty_set_of_options_is_null() {
    let c = ContosoParcel::columns();
    let none: [ContosoContents; 0] = [];
    let changes = ContosoParcel::update(Id::new(ID)).set(c.contoso_contents, none);
    assert_eq!(
        changes.body().expect("it can be written").as_str(),
        r#"{"contoso_contents":null}"#
    );
}

#[test]
fn values_are_written_in_web_api_format() {
    let c = ContosoParcel::columns();
    let day = "2019-12-18"
        .parse::<dataverse_schema::Date>()
        .expect("a date");
    let time = dataverse_schema::value::ZonelessDateTime::new(day, 7, 30, 0).expect("a time");
    let sealed = dataverse_schema::DateTime::from_unix_seconds(1_680_904_741).expect("a time");
    let changes = ContosoParcel::update(Id::new(ID))
        .set(c.contoso_bulk_number, 9_007_199_254_740_993)
        .set(
            c.contoso_declared_value,
            "20000.0000".parse::<Decimal>().expect("a decimal"),
        )
        .set(c.contoso_depth, 0.5)
        .set(c.contoso_delivery_day, day)
        .set(c.contoso_pick_up_time, time)
        .set(c.contoso_sealed_on, sealed)
        .set(
            c.contoso_contents,
            [ContosoContents::LiveAnimals, ContosoContents::Books],
        )
        .set(c.contoso_photo, Image::from_base64("aGk="))
        .set(c.contoso_pin, "1234")
        .set(c.contoso_fragile, true);
    assert_eq!(
        changes.body().expect("it can be written").as_str(),
        r#"{"contoso_bulknumber":9007199254740993,"contoso_declaredvalue":20000.0000,"contoso_depth":0.5,"contoso_deliveryday":"2019-12-18","contoso_pickuptime":"2019-12-18T07:30:00Z","contoso_sealedon":"2023-04-07T21:59:01Z","contoso_contents":"1,5","contoso_photo":"aGk=","contoso_pin":"1234","contoso_fragile":true}"#
    );
    let cleared = ContosoParcel::update(Id::new(ID)).clear(c.contoso_photo);
    assert_eq!(
        cleared.body().expect("it can be written").as_str(),
        r#"{"contoso_photo":null}"#
    );
}

#[test]
fn last_value_of_a_column_wins() {
    let c = PluginPackage::columns();
    let changes = PluginPackage::update(Id::new(ID))
        .set(c.version, "1")
        .clear(c.content)
        .set(c.version, "2");
    assert_eq!(
        changes.body().expect("it can be written").as_str(),
        r#"{"content":null,"version":"2"}"#
    );
    assert!(PluginPackage::update(Id::new(ID)).is_empty());
}

#[test]
fn state_sets_its_default_status() {
    let update = || PluginPackage::update(Id::new(ID));
    let body =
        |changes: Changes<PluginPackage, Update>| changes.body().expect("a body").to_string();
    assert_eq!(
        body(update().set_state_by_default(StateCode::Inactive)),
        r#"{"statecode":1,"statuscode":2}"#
    );
    assert_eq!(
        body(update().set_state_by_default(StateCode::from_value(5))),
        r#"{"statecode":5}"#
    );
}

#[test]
fn diff_has_only_changed_columns() {
    use contoso_parcel::{StateCode, StatusCode};
    let c = ContosoParcel::columns();
    let other = Uuid::from_u128(7);
    let row = |json: &str| serde_json::from_str::<ContosoParcel>(json).expect("a row");
    let old = row(&format!(
        r#"{{"contoso_parcelid": "{ID}", "contoso_name": "a", "contoso_notes": "n", "contoso_pieces": 1, "contoso_rate": 1.50,
        "contoso_fee": 1, "statecode": 0, "statuscode": 1, "contoso_contents": "1,5",
        "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team", "_ownerid_value": "{ID}",
        "_contoso_recipient_value@Microsoft.Dynamics.CRM.associatednavigationproperty": "contoso_Recipient_account",
        "_contoso_recipient_value": "{ID}", "_contoso_carrier_value": "{ID}"}}"#
    ));
    let diff = |edit: &dyn Fn(&mut ContosoParcel)| {
        let mut new = old.clone();
        edit(&mut new);
        Changes::diff(Id::new(ID), &old, &new)
    };
    let body = |changes: Changes<ContosoParcel, Update>| {
        changes.validate().expect("no violations");
        changes.body().expect("it can be written").to_string()
    };
    assert!(diff(&|_| {}).is_empty());
    assert_eq!(
        body(diff(&|new| {
            new.contoso_name = Some("b".into());
            new.contoso_pieces = None;
            new.set_null(c.contoso_notes);
            new.contoso_fee = Some(Decimal::TEN);
            new.contoso_delivery_day = "2024-01-02".parse().ok();
            new.extras = old.extras.clone();
            new.set_null(c.contoso_notes);
        })),
        r#"{"contoso_deliveryday":"2024-01-02","contoso_name":"b","contoso_notes":null}"#,
        "what isn't selected and what can't be written is left alone"
    );
    assert_eq!(
        body(diff(&|new| {
            new.statecode = Some(StateCode::Closed);
            new.statuscode = Some(StatusCode::Delivered);
        })),
        r#"{"statecode":1,"statuscode":7}"#
    );
    let back = diff(&|new| new.statuscode = Some(StatusCode::Delivered)).validate();
    assert!(back.is_err(), "the old state stays beside the new status");
    // Lookups are bound by the table of their target.
    let to = |table: &'static str| Reference::new(other).with_table(table);
    assert_eq!(
        body(diff(&|new| {
            new.owner_id = Some(Lookup::new(to("systemuser")));
            new.contoso_recipient = Some(Lookup::new(to("contact")));
            new.contoso_carrier = Some(Id::new(other).into());
        })),
        format!(
            r#"{{"contoso_Carrier@odata.bind":"/contoso_carriers({other})","contoso_Recipient_contact@odata.bind":"/contacts({other})","ownerid@odata.bind":"/systemusers({other})"}}"#
        )
    );
    let why = |edit: &dyn Fn(&mut ContosoParcel)| {
        let invalid = diff(edit).validate().expect_err("an unknown table");
        lines(&invalid)[1].clone()
    };
    assert!(
        why(&|new| new.contoso_recipient = Some(Lookup::new(Reference::new(other))))
            .contains("request the annotation `lookuplogicalname`")
    );
    assert!(
        why(&|new| new.owner_id = Some(Lookup::new(to("queue"))))
            .contains("`entity_sets(queue = \"…\")`")
    );
    // Another name for the same target is not a change.
    let named = diff(&|new| {
        let named = Reference::new(ID)
            .with_table("team")
            .with_name("Fourth floor");
        new.owner_id = Some(Lookup::new(named));
    });
    assert!(named.is_empty());
}

#[test]
fn related_rows_are_inserted_with_a_new_row() {
    let (c, carriers) = (ContosoParcel::columns(), ContosoCarrier::columns());
    let parcel = |name: &str| ContosoParcel::create().set(c.contoso_name, name);
    let carrier = |name: &str| ContosoCarrier::create().set(carriers.contoso_name, name);
    let to_one = ContosoParcel::many_to_one().contoso_carrier;
    let to_many = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let new = parcel("1").insert(to_one, carrier("first")).insert(
        to_one,
        carrier("last")
            .insert(to_many, parcel("2"))
            .insert(to_many, parcel("3")),
    );
    let strict = Checks::default().required_from(RequiredLevel::ApplicationRequired);
    assert_eq!(
        new.validate_with(&strict),
        Ok(()),
        "the lookups are filled by the insertion"
    );
    assert_eq!(
        new.body().expect("it can be written").as_str(),
        r#"{"contoso_name":"1","contoso_Carrier":{"contoso_name":"last","contoso_parcel_carrier":[{"contoso_name":"2"},{"contoso_name":"3"}]}}"#
    );
    let bind = |new: Changes<_, _>| new.bind(c.contoso_carrier, Id::<ContosoCarrier>::new(ID));
    let inserted = bind(parcel("1")).insert(to_one, carrier("last"));
    assert_eq!(
        inserted.body().expect("it can be written").as_str(),
        r#"{"contoso_name":"1","contoso_Carrier":{"contoso_name":"last"}}"#
    );
    let bound = bind(parcel("1").insert(to_one, carrier("first")));
    assert_eq!(
        bound.body().expect("it can be written").to_string(),
        format!(r#"{{"contoso_name":"1","contoso_Carrier@odata.bind":"/contoso_carriers({ID})"}}"#)
    );
    let wrong = carrier("c").insert(to_many, parcel("1")).insert(
        to_many,
        parcel("a name that is too long").insert(to_one, carrier(&"x".repeat(51))),
    );
    let invalid = wrong.validate().expect_err("two violations");
    assert_eq!(
        lines(&invalid),
        [
            "2 rule violations in table `contoso_carrier`:",
            "  contoso_parcel_carrier[1].contoso_name: string is 23 UTF-16 code units long; MaxLength is 12",
            "  contoso_parcel_carrier[1].contoso_Carrier.contoso_name: string is 51 UTF-16 code units long; MaxLength is 50",
        ]
    );
    assert_eq!(invalid.failures()[0].path(), "contoso_parcel_carrier[1].");
}
