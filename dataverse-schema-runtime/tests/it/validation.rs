//! Validation of rows and changes.

use dataverse_schema::info::RequiredLevel;
use dataverse_schema::prelude::*;
use dataverse_schema::rule::{Checks, Failure, Invalid, Rule};
use dataverse_schema::value::ZonelessDateTime;
use dataverse_schema::value::{Image, Uuid};
use dataverse_schema::{Date, DateTime, Decimal};

use crate::packages::StagedMetadataAsyncOperation;
use crate::packages::plugin_package::{PluginPackage, StateCode, StatusCode};
use crate::parcels::contoso_parcel::{self, ContosoContents, ContosoParcel, ContosoService};
use crate::parcels::contoso_seal::{ContosoColour, ContosoSeal};
use crate::parcels::{self, ContosoCarrier};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

fn lines(invalid: &Invalid) -> Vec<String> {
    invalid.to_string().lines().map(ToOwned::to_owned).collect()
}

#[test]
fn all_violations_are_reported_at_once() {
    let c = PluginPackage::columns();
    let new = PluginPackage::create()
        .set(c.name, "x".repeat(101))
        .set(c.time_zone_rule_version_number, -2)
        .clear(c.unique_name);
    let invalid = new
        .validate_with(&Checks::default().deny_missing())
        .expect_err("four violations");
    assert_eq!(
        lines(&invalid),
        [
            "4 rule violations in table `pluginpackage`:",
            "  name: string is 101 UTF-16 code units long; MaxLength is 100",
            "  timezoneruleversionnumber: -2 is less than MinValue -1",
            "  uniquename: missing value (SystemRequired)",
            "  version: missing value (SystemRequired)",
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
fn checks_can_be_chosen() {
    let c = PluginPackage::columns();
    let new = PluginPackage::create()
        .set(c.unique_name, "u")
        .set(c.version, "v".repeat(200));
    let failures = |checks: Checks| {
        new.validate_with(&checks)
            .err()
            .map_or(0, |invalid| invalid.failures().len())
    };
    let strict = || Checks::default().deny_missing();
    let application = || strict().required_from(RequiredLevel::ApplicationRequired);
    assert_eq!(failures(application()), 2);
    assert_eq!(failures(strict()), 1);
    assert_eq!(failures(Checks::default()), 1);
    assert_eq!(failures(application().without_limits()), 1);
    assert_eq!(failures(application().ignore(c.version)), 1);
    assert_eq!(failures(Checks::none()), 0);
    assert_eq!(
        failures(Checks::default().without_required().without_limits()),
        0
    );
    let empty = PluginPackage::create();
    assert_eq!(empty.validate(), Ok(()));
    assert!(empty.validate_with(&strict()).is_err());
    assert_eq!(empty.validate_with(&strict().without_required()), Ok(()));
}

#[test]
fn dates_begin_in_1753() {
    let c = ContosoParcel::columns();
    let moment = |text: &str| text.parse::<DateTime>().expect("a moment");
    assert!(
        c.contoso_sealed_on
            .check(&moment("1753-01-01T00:00:00Z"))
            .is_ok()
    );
    let early = c.contoso_sealed_on.check(&moment("1752-12-31T23:59:59Z"));
    assert_eq!(
        early.expect_err("too early").to_string(),
        "contoso_sealedon: 1752-12-31T23:59:59Z is before 1753-01-01, the earliest date in Dataverse"
    );
    let day = |text: &str| text.parse::<Date>().expect("a date");
    assert!(c.contoso_delivery_day.check(&day("1753-01-01")).is_ok());
    assert!(c.contoso_delivery_day.check(&day("1752-12-31")).is_err());
    let clock = |text: &str| text.parse::<ZonelessDateTime>().expect("a date and time");
    assert!(
        c.contoso_pick_up_time
            .check(&clock("1753-01-01T00:00:00Z"))
            .is_ok()
    );
    assert!(
        c.contoso_pick_up_time
            .check(&clock("1752-12-31T23:59:59Z"))
            .is_err()
    );
    let update = ContosoParcel::update(Id::new(ID)).set(c.contoso_delivery_day, day("0001-01-01"));
    assert!(update.validate().is_err());
    assert!(
        update
            .validate_with(&Checks::default().without_limits())
            .is_ok()
    );
    let row = ContosoParcel {
        contoso_sealed_on: Some(moment("1752-12-31T23:59:59Z")),
        ..ContosoParcel::default()
    };
    assert!(row.validate().is_err());
}

#[test]
fn length_counts_utf_16_code_units() {
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
fn number_limits_are_checked() {
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
            .expect_err("not a finite number")
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
}

#[test]
fn rows_are_checked() {
    let long = "a".repeat(129);
    let body = format!(r#"{{"name": null, "version": "1", "uniquename": "{long}"}}"#);
    let row: PluginPackage = serde_json::from_str(&body).expect("reading checks no rule");
    let strict = Checks::default().required_from(RequiredLevel::ApplicationRequired);
    let invalid = row.validate_with(&strict).expect_err("two violations");
    assert_eq!(
        lines(&invalid),
        [
            "2 rule violations in table `pluginpackage`:",
            "  name: missing value (ApplicationRequired)",
            "  uniquename: string is 129 UTF-16 code units long; MaxLength is 128",
        ]
    );
    assert!(
        PluginPackage::default().validate().is_ok(),
        "what wasn't selected breaks no rule"
    );
}

#[test]
fn state_must_match_the_status() {
    let wrong =
        PluginPackage::update(Id::new(ID)).set_state_as(StateCode::Active, StatusCode::Inactive);
    let invalid = wrong.validate().expect_err("a state of another status");
    assert_eq!(
        invalid.failures()[0].rule(),
        &Rule::StateOfAnotherStatus {
            expected: 1,
            actual: 0
        }
    );
    let text = invalid.to_string();
    assert_eq!(
        text,
        "1 rule violation in table `pluginpackage`:\n  statuscode: expected state 1 for this status, found 0"
    );
    assert_eq!(format!("{invalid:?}"), text);
}

#[test]
fn missing_required_columns_are_violations_on_demand() {
    let c = ContosoParcel::columns();
    let names = |failures: &[Failure]| {
        let names = failures.iter().map(|f| f.column().logical_name);
        names.collect::<Vec<_>>()
    };
    let new = ContosoParcel::create();
    let checks = Checks::default();
    assert!(new.validate().is_ok() && new.warnings(&checks).is_empty());
    // Neither the primary key, the owner, the state, the Boolean column, nor the choice with a
    // default.
    let checks = checks.required_from(RequiredLevel::ApplicationRequired);
    assert_eq!(new.validate_with(&checks), Ok(()));
    assert_eq!(
        names(&new.warnings(&checks)),
        ["contoso_carrier", "contoso_name"]
    );
    let checks = checks.deny_missing();
    assert!(new.warnings(&checks).is_empty());
    let invalid = new.validate_with(&checks).expect_err("two missing values");
    assert_eq!(
        names(invalid.failures()),
        ["contoso_carrier", "contoso_name"]
    );
    // A level for a single column applies whatever its type.
    let checks = Checks::default()
        .deny_missing()
        .required(c.contoso_pieces, RequiredLevel::SystemRequired)
        .required(c.contoso_name, RequiredLevel::Recommended);
    let invalid = new.validate_with(&checks).expect_err("a missing value");
    assert_eq!(names(invalid.failures()), ["contoso_pieces"]);
    let recommended = checks.required_from(RequiredLevel::Recommended);
    let invalid = new
        .validate_with(&recommended)
        .expect_err("three missing values");
    assert_eq!(
        names(invalid.failures()),
        ["contoso_carrier", "contoso_name", "contoso_pieces"]
    );
    // An upsert may create the row, an update can't.
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
fn limits_can_be_overridden() {
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
        .set(c.contoso_service, ContosoService::from_value(99))
        .set(c.contoso_contents, [ContosoContents::from_value(100)]);
    let broken = |checks: &Checks| {
        let invalid = parcel.validate_with(checks).expect_err("violations");
        lines(&invalid).split_off(1)
    };
    assert_eq!(
        broken(&Checks::default().deny_rounding()),
        [
            "  contoso_name: string is 13 UTF-16 code units long; MaxLength is 12",
            "  contoso_pieces: 100 is greater than MaxValue 99",
            "  contoso_rate: 0 is less than MinValue 0.000000000001",
            "  contoso_declaredvalue: 12.345 has more decimal places than Precision 2, so the service rounds it",
            "  contoso_depth: 1000.5 is greater than MaxValue 1000",
            "  contoso_bulknumber: -1 is less than MinValue 0",
            "  contoso_photo: size is 10485762 bytes; MaxSizeInKB allows 10485760",
            "  contoso_service: unknown option 99: add it in an overlay, or call `Checks::without_options`",
            "  contoso_contents: unknown option 100: add it in an overlay, or call `Checks::without_options`",
        ]
    );
    let options = |checks: &Checks| broken(checks).len();
    assert_eq!(options(&Checks::default().without_limits()), 2);
    assert_eq!(options(&Checks::default().without_options()), 6);
    let here = Checks::default()
        .deny_rounding()
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
        "  contoso_contents: 151 options are selected; the limit is 150"
    );
}

#[test]
fn decimal_places_can_be_overridden() {
    let c = ContosoParcel::columns();
    let parcel = ContosoParcel::update(Id::new(ID))
        .set(c.contoso_rate, Decimal::new(1, 12) + Decimal::new(1, 13))
        .set(c.contoso_depth, 0.500_001);
    let violations = |checks: &Checks| {
        let result = parcel.validate_with(checks);
        result.map_or_else(|invalid| lines(&invalid).split_off(1), |()| Vec::new())
    };
    assert_eq!(
        violations(&Checks::default().deny_rounding()),
        [
            "  contoso_rate: 0.0000000000011 has more decimal places than Precision 12, so the service rounds it",
            "  contoso_depth: 0.500001 has more decimal places than Precision 5, so the service rounds it",
        ]
    );
    let checks = Checks::default()
        .deny_rounding()
        .precision(c.contoso_rate, 13)
        .precision(c.contoso_depth, 6);
    assert!(violations(&checks).is_empty());
}

#[test]
fn double_may_have_as_many_decimal_places_as_allowed() {
    let c = ContosoParcel::columns();
    let checks = Checks::default()
        .deny_rounding()
        .range(c.contoso_depth, 0.0..=1e12);
    // Doubles of this size are so far apart that rounding to five places yields an adjacent one.
    let parcel = ContosoParcel::update(Id::new(ID)).set(c.contoso_depth, 41_330_002_940.660_74);
    assert_eq!(parcel.validate_with(&checks), Ok(()));
}

#[test]
fn set_may_have_150_options() {
    let contents = ContosoParcel::columns().contoso_contents;
    let parcel = |count| {
        let options: Vec<_> = (0..count).map(ContosoContents::from_value).collect();
        ContosoParcel::update(Id::new(ID)).set(contents, options)
    };
    let checks = Checks::default().without_options();
    assert_eq!(parcel(150).validate_with(&checks), Ok(()));
    assert!(parcel(151).validate_with(&checks).is_err());
    let checks = checks.without_limits();
    assert_eq!(parcel(151).validate_with(&checks), Ok(()));
}

#[test]
fn columns_of_rows_can_differ_from_their_pages() {
    let c = ContosoParcel::columns();
    let body = r#"{"contoso_name": "thirteen long", "contoso_pieces": null}"#;
    let row: ContosoParcel = serde_json::from_str(body).expect("reading checks no rule");
    let violations = |checks: &Checks| {
        let result = row.validate_with(checks);
        result.map_or_else(|invalid| lines(&invalid).split_off(1), |()| Vec::new())
    };
    let too_long = "  contoso_name: string is 13 UTF-16 code units long; MaxLength is 12";
    assert_eq!(violations(&Checks::default()), [too_long]);
    assert!(violations(&Checks::default().max_length(c.contoso_name, 13)).is_empty());
    assert!(violations(&Checks::default().ignore(c.contoso_name)).is_empty());
    let required = Checks::default().required(c.contoso_pieces, RequiredLevel::SystemRequired);
    assert_eq!(
        violations(&required),
        [too_long, "  contoso_pieces: missing value (SystemRequired)"]
    );
    assert_eq!(violations(&required.ignore(c.contoso_pieces)), [too_long]);
}

#[test]
fn choice_without_listed_options_allows_any() {
    let color = ContosoSeal::columns().contoso_colour;
    assert_eq!(color.check(&ContosoColour::from_value(3)), Ok(()));
}

#[test]
fn targets_come_from_list_and_relationships() {
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
    let nowhere = user.validate().expect_err("a missing navigation property");
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
    let account = row("account").validate().expect_err("an invalid target");
    let table = "account".to_owned();
    let targets = by.info().kind.targets();
    assert_eq!(
        account.failures()[0].rule(),
        &Rule::Target { targets, table }
    );
    let any = Checks::default().without_targets();
    assert_eq!(row("account").validate_with(&any), Ok(()));
}

#[test]
fn listed_transitions_are_checked() {
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
    assert!(parcel(StatusCode::from_value(5), StatusCode::Waiting).is_ok());
    let invalid = parcel(StatusCode::OnItsWay, StatusCode::Waiting)
        .expect_err("a transition that is not allowed");
    assert_eq!(
        lines(&invalid)[1],
        "  statuscode: status transition 2 -> 1 is not allowed (allowed: 7)"
    );
}
