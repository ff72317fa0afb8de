//! Changes out: validation, bodies, requests, paths.

use dataverse_schema::prelude::*;
use dataverse_schema::{Checks, Column, Decimal, Invalid, Method, RequiredLevel, Rule, Uuid};

mod schema {
    dataverse_schema::include_schema!(
        "pluginpackage.md",
        "stagedmetadataasyncoperation.md",
        entity_sets(managedidentity = "managedidentities")
    );
}
mod parcels {
    dataverse_schema::include_schema!(
        ["contoso_parcel.md", "contoso_carrier.md"],
        dir = "tests/pages",
        entity_sets(
            account = "accounts",
            contact = "contacts",
            team = "teams",
            systemuser = "systemusers"
        ),
    );
}

use parcels::contoso_parcel::{ContosoContents, ContosoParcel};
use schema::plugin_package::{PluginPackage, StateCode, StatusCode};
use schema::{StagedMetadataAsyncOperation, tables};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

fn lines(invalid: &Invalid) -> Vec<String> {
    invalid.to_string().lines().map(ToOwned::to_owned).collect()
}

#[test]
fn a_new_row() {
    let c = PluginPackage::columns();
    let new = PluginPackage::create()
        .set(c.name, "Contoso plug-ins")
        .set(c.unique_name, "contoso_plugins")
        .set(c.version, "1.0.0")
        .set(c.import_sequence_number, 7)
        .set(c.is_customizable, true)
        .bind(c.managedidentityid, Id::<tables::Managedidentity>::new(ID))
        .clear(c.content);
    let request = new.into_request().expect("no rule is broken");
    assert_eq!(request.method, Method::Post);
    assert_eq!(request.path, "pluginpackages");
    assert!(!request.headers.iter().any(|(name, _)| *name == "If-Match"));
    assert!(request.headers.contains(&("OData-Version", "4.0".into())));
    assert_eq!(
        request.body.as_str(),
        r#"{"name":"Contoso plug-ins","uniquename":"contoso_plugins","version":"1.0.0","importsequencenumber":7,"iscustomizable":{"Value":true},"managedidentityid@odata.bind":"/managedidentities(78914942-34cb-ed11-b596-0022481d68cd)","content":null}"#
    );
}

#[test]
fn an_update_is_no_upsert() {
    let c = PluginPackage::columns();
    let update = PluginPackage::update(Id::new(ID))
        .set(c.version, "1.0.1")
        .clear(c.managedidentityid);
    let request = update.into_request().expect("no rule is broken");
    assert_eq!(request.method, Method::Patch);
    assert_eq!(
        request.path,
        "pluginpackages(78914942-34cb-ed11-b596-0022481d68cd)"
    );
    assert!(request.headers.contains(&("If-Match", "*".into())));
    assert_eq!(
        request.body.as_str(),
        r#"{"version":"1.0.1","managedidentityid":null}"#
    );
}

#[test]
fn a_status_brings_its_state() {
    let off = PluginPackage::update(Id::new(ID)).set_state(StatusCode::Inactive);
    assert_eq!(
        off.body().expect("it can be written").as_str(),
        r#"{"statecode":1,"statuscode":2}"#
    );
    let unknown = PluginPackage::update(Id::new(ID)).set_state(StatusCode::Unknown(100_000_000));
    let invalid = unknown.validate().expect_err("its state isn't known");
    assert_eq!(
        invalid.failures()[0].rule(),
        &Rule::UnknownStatus(100_000_000)
    );
    assert!(
        unknown.body().is_err()
            && unknown
                .validate_with(Checks::default().without_limits())
                .is_err()
    );
    let both = PluginPackage::update(Id::new(ID))
        .set_state_as(StateCode::Inactive, StatusCode::Unknown(100_000_000));
    assert_eq!(
        both.body().expect("it can be written").as_str(),
        r#"{"statecode":1,"statuscode":100000000}"#
    );
}

#[test]
fn all_broken_rules_at_once() {
    let c = PluginPackage::columns();
    let new = PluginPackage::create()
        .set(c.name, "x".repeat(101))
        .set(c.time_zone_rule_version_number, -2)
        .clear(c.unique_name);
    let invalid = new.validate().expect_err("four rules are broken");
    assert_eq!(
        lines(&invalid),
        [
            "4 rules of table `pluginpackage` broken:",
            "  name: 101 UTF-16 code units are more than MaxLength 100",
            "  timezoneruleversionnumber: -2 is less than MinValue -1",
            "  uniquename: a value is required (SystemRequired), but there is none",
            "  version: a value is required (SystemRequired), but there is none",
        ]
    );
    assert_eq!(invalid.table(), "pluginpackage");
    let first = &invalid.failures()[0];
    assert_eq!(first.column().schema_name, "Name");
    assert_eq!(
        first.rule(),
        &Rule::MaxLength {
            limit: 100,
            actual: 101
        }
    );
    assert!(new.into_request().is_err());
}

#[test]
fn what_is_checked_can_be_chosen() {
    let c = PluginPackage::columns();
    let new = PluginPackage::create()
        .set(c.unique_name, "u")
        .set(c.version, "v".repeat(200));
    let failures = |checks| {
        new.validate_with(checks)
            .err()
            .map_or(0, |invalid| invalid.failures().len())
    };
    assert_eq!(failures(Checks::default()), 2);
    assert_eq!(
        failures(Checks::default().required_from(RequiredLevel::SystemRequired)),
        1
    );
    assert_eq!(failures(Checks::default().without_limits()), 1);
    assert_eq!(
        failures(Checks::default().without_required().without_limits()),
        0
    );
}

#[test]
fn length_is_counted_in_utf_16_code_units() {
    let c = ContosoParcel::columns();
    assert_eq!(c.contoso_name.max_length(), Some(12));
    assert!(c.contoso_name.check(&"📦".repeat(6)).is_ok());
    let failure = c
        .contoso_name
        .check(&"📦".repeat(7))
        .expect_err("14 code units");
    assert_eq!(
        failure.rule(),
        &Rule::MaxLength {
            limit: 12,
            actual: 14
        }
    );
    assert!(c.contoso_name.check(&"ü".repeat(12)).is_ok());
}

#[test]
fn numbers_within_their_limits() {
    let c = ContosoParcel::columns();
    assert_eq!(c.contoso_pieces.range(), 1..=99);
    let decimal = |text: &str| text.parse::<Decimal>().expect("a decimal");
    assert!(c.contoso_pieces.check(&99).is_ok() && c.contoso_pieces.check(&100).is_err());
    assert!(c.contoso_bulk_number.check(&9_007_199_254_740_993).is_ok());
    assert!(c.contoso_bulk_number.check(&9_007_199_254_740_994).is_err());
    assert!(c.contoso_depth.check(&0.5).is_ok() && c.contoso_depth.check(&0.4999).is_err());
    assert_eq!(
        c.contoso_depth
            .check(&f64::NAN)
            .expect_err("no number")
            .rule(),
        &Rule::NotFinite
    );
    assert!(c.contoso_rate.check(&decimal("0.000000000001")).is_ok());
    let too_small = c
        .contoso_rate
        .check(&decimal("0.0000000000009"))
        .expect_err("too small");
    assert_eq!(
        too_small.to_string(),
        "contoso_rate: 0.0000000000009 is less than MinValue 0.000000000001"
    );
    assert!(c.contoso_declared_value.check(&decimal("1.10")).is_ok());
    assert!(c.contoso_declared_value.check(&decimal("1.100")).is_ok());
    let precise = c
        .contoso_declared_value
        .check(&decimal("1.105"))
        .expect_err("too precise");
    assert_eq!(
        precise.rule(),
        &Rule::Precision {
            limit: 2,
            actual: "1.105".into()
        }
    );
    assert!(
        c.contoso_fee.check(&decimal("1.1056789")).is_ok(),
        "the currency decides the precision"
    );
}

#[test]
fn a_row_is_checked_too() {
    let long = "a".repeat(129);
    let body = format!(r#"{{"name": null, "version": "1", "uniquename": "{long}"}}"#);
    let row: PluginPackage = serde_json::from_str(&body).expect("reading checks no rule");
    let invalid = row.validate().expect_err("two rules are broken");
    assert_eq!(
        lines(&invalid),
        [
            "2 rules of table `pluginpackage` broken:",
            "  name: a value is required (ApplicationRequired), but there is none",
            "  uniquename: 129 UTF-16 code units are more than MaxLength 128",
        ]
    );
    assert!(
        PluginPackage::default().validate().is_ok(),
        "what wasn't selected breaks no rule"
    );
}

#[test]
fn a_polymorphic_lookup_is_bound_by_the_target_s_own_navigation_property() {
    use parcels::tables::{Account, Contact, Systemuser, Team};
    let c = ContosoParcel::columns();
    let body = |changes: dataverse_schema::Changes<ContosoParcel>| {
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
        r#"{"contoso_Recipient_account":null,"contoso_Recipient_contact":null}"#
    );
    let carrier = Id::<parcels::ContosoCarrier>::new(ID);
    assert_eq!(
        body(parcel().bind(c.contoso_carrier, carrier)),
        format!(r#"{{"contoso_Carrier@odata.bind":"/contoso_carriers({ID})"}}"#)
    );
    // One navigation property leads to the owner, whether that is a user or a team.
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
fn changes_that_cannot_be_written_are_an_error_however_they_are_written() {
    let unknown = PluginPackage::update(Id::new(ID)).set_state(StatusCode::Unknown(9));
    assert!(unknown.body().is_err());
    let error = serde_json::to_string(&unknown).expect_err("its state isn't known");
    assert!(error.to_string().contains("set_state_as"), "{error}");
    let depth = ContosoParcel::columns().contoso_depth;
    let infinite = ContosoParcel::update(Id::new(ID)).set(depth, f64::INFINITY);
    assert!(infinite.body().is_err() && serde_json::to_string(&infinite).is_err());
}

#[test]
fn a_state_of_another_status_is_a_broken_rule() {
    let wrong =
        PluginPackage::update(Id::new(ID)).set_state_as(StateCode::Active, StatusCode::Inactive);
    let invalid = wrong.validate().expect_err("the page says otherwise");
    assert_eq!(
        invalid.failures()[0].rule(),
        &Rule::StateOfAnotherStatus {
            expected: 1,
            actual: 0
        }
    );
}

#[test]
fn a_primary_key_is_given_on_create_only() {
    let c = PluginPackage::columns();
    let new = PluginPackage::create().set(c.plugin_package_id, ID);
    assert_eq!(
        new.body().expect("it can be written").as_str(),
        format!(r#"{{"pluginpackageid":"{ID}"}}"#)
    );
    let other = PluginPackage::update(Id::new(Uuid::nil())).set(c.plugin_package_id, ID);
    let invalid = other.validate().expect_err("it is another row's");
    assert_eq!(invalid.failures()[0].rule(), &Rule::PrimaryKeyDiffers);
    assert!(
        PluginPackage::update(Id::new(ID))
            .set(c.plugin_package_id, ID)
            .validate()
            .is_ok()
    );
}

#[test]
fn an_empty_set_of_options_is_null() {
    let c = ContosoParcel::columns();
    let none: [ContosoContents; 0] = [];
    let changes = ContosoParcel::update(Id::new(ID)).set(c.contoso_contents, none);
    assert_eq!(
        changes.body().expect("it can be written").as_str(),
        r#"{"contoso_contents":null}"#
    );
}

#[test]
fn values_are_written_in_the_web_api_s_form() {
    let c = ContosoParcel::columns();
    let day = "2019-12-18"
        .parse::<dataverse_schema::Date>()
        .expect("a date");
    let time = dataverse_schema::ZonelessDateTime::new(day, 7, 30, 0).expect("a time");
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
        .set(
            c.contoso_photo,
            dataverse_schema::Image::from_base64("aGk="),
        )
        .set(c.contoso_pin, "1234")
        .set(c.contoso_fragile, true);
    assert_eq!(
        changes.body().expect("it can be written").as_str(),
        r#"{"contoso_bulknumber":9007199254740993,"contoso_declaredvalue":20000.0000,"contoso_depth":0.5,"contoso_deliveryday":"2019-12-18","contoso_pickuptime":"2019-12-18T07:30:00Z","contoso_sealedon":"2023-04-07T21:59:01Z","contoso_contents":"1,5","contoso_photo":"aGk=","contoso_pin":"1234","contoso_fragile":true}"#
    );
}

#[test]
fn required_columns_that_the_service_fills_may_be_missing() {
    let invalid = ContosoParcel::create()
        .validate()
        .expect_err("two columns are missing");
    let missing: Vec<_> = invalid
        .failures()
        .iter()
        .map(|f| f.column().logical_name)
        .collect();
    // Not the primary key, the owner, the state, the yes/no column, nor the choice with a default.
    assert_eq!(missing, ["contoso_carrier", "contoso_name"]);
    assert!(StagedMetadataAsyncOperation::create().validate().is_ok());
}

#[test]
fn a_column_set_twice_has_the_last_value() {
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
fn relationships_lead_somewhere() {
    let id = Id::new(ID);
    let path = PluginPackage::one_to_many()
        .pluginpackage_pluginassembly
        .of(id);
    assert_eq!(
        path.to_string(),
        format!("pluginpackages({ID})/pluginpackage_pluginassembly")
    );
    let created_by = PluginPackage::many_to_one().createdby;
    assert_eq!(
        created_by.of(id).to_string(),
        format!("pluginpackages({ID})/createdby")
    );
    assert_eq!(created_by.info().schema_name, "lk_pluginpackage_createdby");
    assert_eq!(created_by.info().table, "systemuser");
    let routes = ContosoParcel::many_to_many().contoso_routes;
    assert_eq!(
        routes.of(Id::new(ID)).to_string(),
        format!("contoso_parcels({ID})/contoso_Routes")
    );
    // Two names that only differ in case: neither keeps what they would share.
    let to_many = ContosoParcel::one_to_many();
    assert_eq!(to_many.contoso_parcel_Scans.info().table, "contoso_scan");
    assert_eq!(
        to_many.contoso_parcel_scans_.info().table,
        "contoso_oldscan"
    );
}

#[test]
fn what_the_page_says_of_table_and_column() {
    use dataverse_schema::Table as _;
    let table = PluginPackage::info();
    assert_eq!(
        (table.logical_name, table.entity_set),
        ("pluginpackage", "pluginpackages")
    );
    assert_eq!(
        (table.primary_id, table.primary_name),
        ("pluginpackageid", "name")
    );
    assert_eq!(table.ownership, "OrganizationOwned");
    assert_eq!(table.columns.len(), 32);
    assert_eq!(table.row().len(), 31, "one column isn't valid for read");
    assert_eq!(table.supports("CreateMultiple"), Some(true));
    assert_eq!(table.supports("Merge"), Some(false));
    assert_eq!(parcels::ContosoCarrier::info().supports("Create"), None);
    let name: Column<_, _, _> = PluginPackage::columns().name;
    assert_eq!(name.info().required, RequiredLevel::ApplicationRequired);
    assert_eq!(format!("{name:?}"), "pluginpackage.name");
    let parcel = ContosoParcel::info();
    assert!(
        parcel.row().iter().all(|c| c.logical_name != "owneridname"),
        "a shadow of a lookup is no column"
    );
    assert!(
        parcel
            .row()
            .iter()
            .any(|c| c.logical_name == "contoso_label_name"),
        "a file's name is one"
    );
}
