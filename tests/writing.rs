//! Changes out: validation, bodies, requests, paths.

use dataverse_schema::prelude::*;
use dataverse_schema::{
    Annotation, Changes, Checks, Column, Decimal, Failure, Image, Invalid, Lookup, Method,
    Reference, Request, RequiredLevel, Rule, ServiceError, Uuid,
};

mod schema {
    dataverse_schema::include_schema!(
        "pluginpackage.md",
        "stagedmetadataasyncoperation.md",
        entity_sets(managedidentity = "managedidentities")
    );
}
mod parcels {
    dataverse_schema::include_schema!(
        ["contoso_parcel.md", "contoso_carrier.md", "contoso_seal.md"],
        dir = "tests/pages",
        entity_sets(
            account = "accounts",
            contact = "contacts",
            team = "teams",
            systemuser = "systemusers"
        ),
    );
}

use parcels::ContosoCarrier;
use parcels::contoso_parcel::{self, ContosoContents, ContosoParcel, ContosoService};
use parcels::contoso_seal::{ContosoColour, ContosoSeal};
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
        request.body.as_str().expect("it is JSON"),
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
        request.body.as_str().expect("it is JSON"),
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
                .validate_with(&Checks::default().without_limits())
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
    let failures = |checks: Checks| {
        new.validate_with(&checks)
            .err()
            .map_or(0, |invalid| invalid.failures().len())
    };
    let application = || Checks::default().required_from(RequiredLevel::ApplicationRequired);
    assert_eq!(failures(application()), 2);
    assert_eq!(failures(Checks::default()), 1);
    assert_eq!(failures(application().without_limits()), 1);
    assert_eq!(failures(application().ignore(c.version)), 1);
    assert_eq!(failures(Checks::none()), 0);
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
    for depth in [0.5, 0.50001, 999.99999, 0.1 + 0.6, 1000.0] {
        assert_eq!(c.contoso_depth.check(&depth), Ok(()), "{depth}");
    }
    for depth in [0.500001, 999.999999, 0.7 + 0.1 + 0.1, 0.5 + f64::EPSILON] {
        let precise = c.contoso_depth.check(&depth).expect_err("too precise");
        let actual = depth.to_string();
        assert_eq!(precise.rule(), &Rule::Precision { limit: 5, actual });
    }
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
    let strict = Checks::default().required_from(RequiredLevel::ApplicationRequired);
    let invalid = row
        .validate_with(&strict)
        .expect_err("two rules are broken");
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
    let body =
        |changes: Changes<ContosoParcel>| changes.body().expect("it can be written").to_string();
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
    let carrier = Id::<ContosoCarrier>::new(ID);
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
        .set(c.contoso_photo, Image::from_base64("aGk="))
        .set(c.contoso_pin, "1234")
        .set(c.contoso_fragile, true);
    assert_eq!(
        changes.body().expect("it can be written").as_str(),
        r#"{"contoso_bulknumber":9007199254740993,"contoso_declaredvalue":20000.0000,"contoso_depth":0.5,"contoso_deliveryday":"2019-12-18","contoso_pickuptime":"2019-12-18T07:30:00Z","contoso_sealedon":"2023-04-07T21:59:01Z","contoso_contents":"1,5","contoso_photo":"aGk=","contoso_pin":"1234","contoso_fragile":true}"#
    );
}

#[test]
fn required_columns_that_the_service_may_fill_are_a_warning() {
    let c = ContosoParcel::columns();
    let names = |failures: &[Failure]| {
        let names = failures.iter().map(|f| f.column().logical_name);
        names.collect::<Vec<_>>()
    };
    let new = ContosoParcel::create();
    let checks = Checks::default();
    assert!(new.validate().is_ok() && new.warnings(&checks).is_empty());
    // Not the primary key, the owner, the state, the yes/no column, nor the choice with a default.
    let checks = checks.required_from(RequiredLevel::ApplicationRequired);
    let invalid = new.validate_with(&checks).expect_err("two are missing");
    assert_eq!(
        names(invalid.failures()),
        ["contoso_carrier", "contoso_name"]
    );
    // What is said of a column by itself holds whatever its type.
    let checks = Checks::default()
        .required(c.contoso_pieces, RequiredLevel::SystemRequired)
        .required(c.contoso_name, RequiredLevel::Recommended);
    let invalid = new.validate_with(&checks).expect_err("one is missing");
    assert_eq!(names(invalid.failures()), ["contoso_pieces"]);
    let recommended = checks.required_from(RequiredLevel::Recommended);
    let invalid = new.validate_with(&recommended).expect_err("three");
    assert_eq!(
        names(invalid.failures()),
        ["contoso_carrier", "contoso_name", "contoso_pieces"]
    );
    // An upsert may create the row, an update doesn't.
    assert!(
        ContosoParcel::unlisted()
            .upsert(Id::new(ID))
            .validate_with(&recommended)
            .is_err()
    );
    assert!(
        ContosoParcel::update(Id::new(ID))
            .validate_with(&recommended)
            .is_ok()
    );
    assert!(StagedMetadataAsyncOperation::create().validate().is_ok());
}

#[test]
fn limits_can_differ_per_environment() {
    let c = ContosoParcel::columns();
    let parcel = ContosoParcel::update(Id::new(ID))
        .set(c.contoso_name, "x".repeat(13))
        .set(c.contoso_pieces, 100)
        .set(c.contoso_rate, Decimal::ZERO)
        .set(c.contoso_declared_value, Decimal::new(12345, 3))
        .set(c.contoso_depth, 1000.5)
        .set(c.contoso_bulk_number, -1)
        .set(
            c.contoso_photo,
            Image::from_base64("AAAA".repeat(10240 * 1024 / 3 + 1)),
        )
        .set(c.contoso_service, ContosoService::Unknown(99))
        .set(c.contoso_contents, [ContosoContents::Unknown(100)]);
    let broken = |checks: &Checks| {
        let invalid = parcel.validate_with(checks).expect_err("rules are broken");
        lines(&invalid).split_off(1)
    };
    assert_eq!(
        broken(&Checks::default()),
        [
            "  contoso_name: 13 UTF-16 code units are more than MaxLength 12",
            "  contoso_pieces: 100 is more than MaxValue 99",
            "  contoso_rate: 0 is less than MinValue 0.000000000001",
            "  contoso_declaredvalue: 12.345 has more digits after the point than Precision 2",
            "  contoso_depth: 1000.5 is more than MaxValue 1000",
            "  contoso_bulknumber: -1 is less than MinValue 0",
            "  contoso_photo: 10485762 bytes are more than MaxSizeInKB allows, 10485760",
            "  contoso_service: 99 is none of the options on the page: add it by an overlay, or check `without_options`",
            "  contoso_contents: 100 is none of the options on the page: add it by an overlay, or check `without_options`",
        ]
    );
    let options = |checks: &Checks| broken(checks).len();
    assert_eq!(options(&Checks::default().without_limits()), 2);
    assert_eq!(options(&Checks::default().without_options()), 7);
    let here = Checks::default()
        .without_options()
        .max_length(c.contoso_name, 13)
        .range(c.contoso_pieces, 1..=100)
        .range(c.contoso_rate, Decimal::ZERO..=Decimal::ONE)
        .precision(c.contoso_declared_value, 3)
        .range(c.contoso_depth, 0.0..=2000.0)
        .range(c.contoso_bulk_number, -1..=1)
        .max_size(c.contoso_photo, 10241);
    assert_eq!(parcel.validate_with(&here), Ok(()));
    let all = (0..151).map(ContosoContents::from_value);
    let contents =
        ContosoParcel::update(Id::new(ID)).set(c.contoso_contents, all.collect::<Vec<_>>());
    let invalid = contents
        .validate_with(&Checks::default().without_options())
        .expect_err("there are too many");
    assert_eq!(
        lines(&invalid)[1],
        "  contoso_contents: 151 options are more than the 150 that a set may hold"
    );
}

#[test]
fn a_page_that_lists_no_options_forbids_none() {
    let colour = ContosoSeal::columns().contoso_colour;
    assert_eq!(colour.check(&ContosoColour::from_value(3)), Ok(()));
}

#[test]
fn targets_are_those_listed_and_those_of_relationships() {
    let by = ContosoSeal::columns().contoso_by;
    let targets = ["systemuser", "contoso_carrier"];
    assert_eq!(by.info().kind.targets(), targets);

    let carrier = ContosoSeal::create().bind(by, Id::<ContosoCarrier>::new(ID));
    assert_eq!(
        carrier.body().expect("it can be written").as_str(),
        r#"{"contoso_By_contoso_carrier@odata.bind":"/contoso_carriers(78914942-34cb-ed11-b596-0022481d68cd)"}"#
    );
    assert_eq!(carrier.validate(), Ok(()));
    let user = ContosoSeal::create().bind(by, Id::<parcels::tables::Systemuser>::new(ID));
    let nowhere = user.validate().expect_err("no relationship leads there");
    let table = "systemuser".to_owned();
    assert_eq!(
        nowhere.failures()[0].rule(),
        &Rule::NoNavigationProperty { table }
    );

    let row = |table: &str| -> ContosoSeal {
        let annotation = "_contoso_by_value@Microsoft.Dynamics.CRM.lookuplogicalname";
        let body = format!("{{\"_contoso_by_value\": \"{ID}\", \"{annotation}\": \"{table}\"}}");
        serde_json::from_str(&body).expect("reading checks no rule")
    };
    assert_eq!(row("contoso_carrier").validate(), Ok(()));
    let account = row("account").validate().expect_err("no target");
    let table = "account".to_owned();
    let targets = by.info().kind.targets();
    assert_eq!(
        account.failures()[0].rule(),
        &Rule::Target { targets, table }
    );
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
    assert_eq!(ContosoCarrier::info().supports("Create"), None);
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

#[test]
fn a_state_brings_its_default_status() {
    let update = || PluginPackage::update(Id::new(ID));
    let body = |changes: Changes<PluginPackage>| changes.body().expect("a body").to_string();
    assert_eq!(
        body(update().set_state_by_default(StateCode::Inactive)),
        r#"{"statecode":1,"statuscode":2}"#
    );
    assert_eq!(
        body(update().set_state_by_default(StateCode::Unknown(5))),
        r#"{"statecode":5}"#
    );
}

#[test]
fn transitions_are_checked_where_the_page_lists_them() {
    use contoso_parcel::StatusCode;
    let parcel = |from, to| {
        ContosoParcel::update(Id::new(ID))
            .set_state(to)
            .from_status(from)
            .validate()
    };
    assert!(parcel(StatusCode::Waiting, StatusCode::OnItsWay).is_ok());
    assert!(parcel(StatusCode::Waiting, StatusCode::Waiting).is_ok());
    assert!(
        parcel(StatusCode::Delivered, StatusCode::Waiting).is_ok(),
        "the page lists none"
    );
    assert!(parcel(StatusCode::Unknown(5), StatusCode::Waiting).is_ok());
    let invalid = parcel(StatusCode::OnItsWay, StatusCode::Waiting).expect_err("not back");
    assert_eq!(
        lines(&invalid)[1],
        "  statuscode: the status 1 may not follow 2, only 7"
    );
}

#[test]
fn the_difference_of_two_rows_is_what_changed() {
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
    let body = |changes: Changes<ContosoParcel>| {
        changes.validate().expect("nothing is broken");
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
    // Lookups are bound by what is known of the row that they point to.
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
        let invalid = diff(edit).validate().expect_err("it can't be bound");
        lines(&invalid)[1].clone()
    };
    assert!(
        why(&|new| new.contoso_recipient = Some(Lookup::new(Reference::new(other))))
            .contains("ask for the annotation `lookuplogicalname`")
    );
    assert!(
        why(&|new| new.owner_id = Some(Lookup::new(to("queue"))))
            .contains("`entity_sets(queue = \"…\")`")
    );
    // Another name of the same row is no change.
    let named = diff(&|new| {
        let named = Reference::new(ID)
            .with_table("team")
            .with_name("Fourth floor");
        new.owner_id = Some(Lookup::new(named));
    });
    assert!(named.is_empty());
}

#[test]
fn related_rows_are_inserted_with_a_new_one() {
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
    let wrong = carrier("c").insert(to_many, parcel("1")).insert(
        to_many,
        parcel("a name that is too long").insert(to_one, carrier(&"x".repeat(51))),
    );
    let invalid = wrong.validate().expect_err("two texts are too long");
    assert_eq!(
        lines(&invalid),
        [
            "2 rules of table `contoso_carrier` broken:",
            "  contoso_parcel_carrier[1].contoso_name: 23 UTF-16 code units are more than MaxLength 12",
            "  contoso_parcel_carrier[1].contoso_Carrier.contoso_name: 51 UTF-16 code units are more than MaxLength 50",
        ]
    );
    let update = ContosoParcel::update(Id::new(ID)).insert(to_one, carrier("c"));
    assert_eq!(
        lines(&update.body().expect_err("an update inserts nothing"))[1],
        "  contoso_Carrier: a related row can be inserted with a new row only: create it by a request of its own"
    );
    let error = serde_json::to_string(&update).expect_err("however it is written");
    assert!(
        error.to_string().contains("contoso_Carrier: a related row"),
        "{error}"
    );
    let existing = parcel("1").insert(to_one, ContosoCarrier::update(Id::new(ID)));
    assert!(
        existing
            .validate()
            .expect_err("it exists")
            .to_string()
            .contains("contoso_Carrier: only a new row")
    );
}

#[test]
fn requests_say_what_is_to_happen_to_other_rows() {
    let c = PluginPackage::columns();
    let id = Id::<PluginPackage>::new(ID);
    let headers = |request: Request| {
        let own = [
            "Accept",
            "Content-Type",
            "OData-MaxVersion",
            "OData-Version",
        ];
        let headers = request
            .headers
            .into_iter()
            .filter(|(name, _)| !own.contains(name));
        headers
            .map(|(name, value)| format!("{name}: {value}"))
            .collect::<Vec<_>>()
    };
    let upsert = || {
        let upsert = PluginPackage::upsert(id)
            .set(c.unique_name, "u")
            .set(c.version, "1");
        upsert.into_request().expect("a request")
    };
    assert_eq!(upsert().method, Method::Patch);
    assert_eq!(upsert().path, format!("pluginpackages({ID})"));
    assert_eq!(headers(upsert()), [] as [&str; 0], "without a guard");
    assert_eq!(headers(upsert().update_only()), ["If-Match: *"]);
    assert_eq!(headers(upsert().create_only()), ["If-None-Match: *"]);
    let update = PluginPackage::update(id).set(c.version, "2");
    let update = update.into_request().expect("a request");
    assert_eq!(
        headers(
            update
                .if_match("W/\"81359849\"")
                .return_representation()
                .annotations([Annotation::All])
                .detect_duplicates()
        ),
        [
            "If-Match: W/\"81359849\"",
            "Prefer: return=representation,odata.include-annotations=\"*\"",
            "MSCRM.SuppressDuplicateDetection: false",
        ]
    );
}

#[test]
fn what_the_service_refuses_is_read() {
    let read = |body: &str| serde_json::from_str::<ServiceError>(body);
    let error = read(
        r#"{"error": {"code": "0x80044331", "message": "A validation error occurred.",
        "@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus": "0",
        "@Microsoft.PowerApps.CDS.HelpLink": "https://example.com", "@Microsoft.PowerApps.CDS.TraceText": "\r\n[Plugin]",
        "@Microsoft.PowerApps.CDS.InnerError.Message": "inner", "more": {"a": [1]}}}"#,
    )
    .expect("an error");
    assert_eq!(error.number(), Some(0x8004_4331));
    assert_eq!(
        error.to_string(),
        "A validation error occurred. (0x80044331)"
    );
    assert_eq!(error.operation_status().as_deref(), Some("0"));
    assert_eq!(error.sub_error_code(), None);
    assert_eq!(error.help_link().as_deref(), Some("https://example.com"));
    assert_eq!(error.trace_text().as_deref(), Some("\r\n[Plugin]"));
    assert_eq!(error.inner_message().as_deref(), Some("inner"));
    assert_eq!(error.extra("more").as_deref(), Some(r#"{"a": [1]}"#));
    let empty = read(r#"{"error": {"code": "", "message": "gone"}}"#).expect("an error");
    assert_eq!(
        (empty.number(), empty.to_string()),
        (None, "gone".to_owned())
    );
    assert!(
        read(r#"{"value": []}"#)
            .expect_err("no error")
            .to_string()
            .contains("`error`")
    );
}
