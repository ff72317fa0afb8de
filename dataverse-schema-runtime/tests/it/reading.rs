//! Reading rows from JSON.

use std::collections::HashSet;

use dataverse_schema::Decimal;
use dataverse_schema::prelude::*;
use dataverse_schema::row::Related;
use dataverse_schema::value::Uuid;
use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_assert_eq, proptest};
use proptest::sample::subsequence;

use crate::packages::plugin_package::{ComponentState, PluginPackage, StateCode, StatusCode};
use crate::packages::{self, StagedMetadataAsyncOperation};
use crate::parcels;
use crate::parcels::contoso_parcel::{ContosoContents, ContosoParcel, ContosoService};

const ID: &str = "4026be43-6b69-e111-8f65-78e7d1620f5e";

pub(crate) const PACKAGES: &str = r##"{
  "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#pluginpackages",
  "@odata.count": 2,
  "value": [
    {
      "@odata.etag": "W/\"81359849\"",
      "pluginpackageid": "78914942-34cb-ed11-b596-0022481d68cd",
      "name": "Contoso plug-ins",
      "uniquename": "contoso_plugins",
      "version": "1.0.0",
      "content": null,
      "componentstate@OData.Community.Display.V1.FormattedValue": "Published",
      "componentstate": 0,
      "statecode": 0,
      "statuscode": 1,
      "ismanaged": false,
      "iscustomizable": {"Value": true, "CanBeChanged": true, "ManagedPropertyLogicalName": "iscustomizableanddeletable"},
      "createdon@OData.Community.Display.V1.FormattedValue": "4/7/2023 2:59 PM",
      "createdon": "2023-04-07T21:59:01Z",
      "overwritetime": "1900-01-01T00:00:00Z",
      "_createdby_value@OData.Community.Display.V1.FormattedValue": "Susanna Stubberod (sample)",
      "_createdby_value@Microsoft.Dynamics.CRM.associatednavigationproperty": "createdby",
      "_createdby_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
      "_createdby_value": "4026be43-6b69-e111-8f65-78e7d1620f5e",
      "_managedidentityid_value": null,
      "_organizationid_value": "6d6d7e3c-4d3a-4c55-8b0a-4b8d7d0f7a3e",
      "versionnumber": 9223372036854775807,
      "timezoneruleversionnumber": -1,
      "importsequencenumber": null,
      "package": "11111111-34cb-ed11-b596-0022481d68cd",
      "package_name": "contoso.nupkg",
      "fileid": null,
      "solutionid": "fd140aae-4df4-11dd-bd17-0019b9312238",
      "componentidunique": "fd140aaf-4df4-11dd-bd17-0019b9312238",
      "contoso_rating": 4.50,
      "createdby": {"fullname": "Susanna Stubberod (sample)", "systemuserid": "4026be43-6b69-e111-8f65-78e7d1620f5e"}
    },
    {"pluginpackageid": "88914942-34cb-ed11-b596-0022481d68cd", "componentstate": 7}
  ],
  "@odata.nextLink": "https://contoso.crm.dynamics.com/api/data/v9.2/pluginpackages?$skiptoken=%3Ccookie%22"
}"##;

fn packages() -> Rows<PluginPackage> {
    serde_json::from_str(PACKAGES).expect("the body is that of a collection")
}

fn id(text: &str) -> Uuid {
    Uuid::try_parse(text).expect("a GUID")
}

#[test]
fn collection_keeps_its_annotations() {
    let rows = packages();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows.count(), Some(2));
    assert!(
        rows.next_link()
            .expect("a next page")
            .ends_with("$skiptoken=%3Ccookie%22")
    );
    let context = rows.annotation("@odata.context").expect("a context");
    assert!(context.as_str().ends_with("#pluginpackages\""));
}

#[test]
fn values_of_the_reference_table() {
    let rows = packages();
    let p = &rows[0];
    assert_eq!(
        p.plugin_package_id.map(|id| id.uuid()),
        Some(id("78914942-34cb-ed11-b596-0022481d68cd"))
    );
    assert_eq!(p.name.as_deref(), Some("Contoso plug-ins"));
    assert_eq!(p.component_state, Some(ComponentState::Published));
    assert_eq!(p.statecode, Some(StateCode::Active));
    assert_eq!(p.statuscode, Some(StatusCode::Active));
    assert_eq!(p.is_managed, Some(false));
    let customizable = p.is_customizable.as_ref().expect("a value");
    assert!(customizable.value && customizable.can_be_changed == Some(true));
    assert_eq!(
        p.created_on.map(|time| time.unix_seconds()),
        Some(1_680_904_741)
    );
    assert_eq!(
        p.overwrite_time.map(|time| time.to_string()).as_deref(),
        Some("1900-01-01T00:00:00Z")
    );
    assert_eq!(p.version_number, Some(i64::MAX));
    assert_eq!(p.time_zone_rule_version_number, Some(-1));
    assert_eq!(
        p.package.map(|file| file.id()),
        Some(id("11111111-34cb-ed11-b596-0022481d68cd"))
    );
    assert_eq!(p.package_name.as_deref(), Some("contoso.nupkg"));
}

#[test]
fn lookup_has_name_and_table() {
    let rows = packages();
    let who = rows[0].created_by.as_ref().expect("a value");
    let typed: Id<packages::tables::Systemuser> = who.id();
    assert_eq!(typed.to_string(), "4026be43-6b69-e111-8f65-78e7d1620f5e");
    assert_eq!(who.name(), Some("Susanna Stubberod (sample)"));
    assert_eq!(who.table(), Some("systemuser"));
    assert_eq!(who.id_of::<packages::tables::Systemuser>(), Some(typed));
    let organization = rows[0].organization_id.as_ref().expect("a value");
    assert_eq!((organization.name(), organization.table()), (None, None));
}

#[test]
fn null_differs_from_absent() {
    let rows = packages();
    let c = PluginPackage::columns();
    assert!(rows[0].is_null(c.content) && rows[0].content.is_none());
    assert!(rows[0].is_null(c.managedidentityid));
    assert!(!rows[0].is_null(c.unique_name));
    assert!(!rows[1].is_null(c.content) && rows[1].content.is_none());
}

#[test]
fn formatted_values_etag_and_undeclared_properties_are_kept() {
    let rows = packages();
    let c = PluginPackage::columns();
    assert_eq!(rows[0].formatted(c.component_state), Some("Published"));
    assert_eq!(rows[0].formatted(c.created_on), Some("4/7/2023 2:59 PM"));
    assert_eq!(rows[1].formatted(c.created_on), None);
    assert_eq!(
        rows[0].formatted(c.created_by),
        Some("Susanna Stubberod (sample)")
    );
    assert_eq!(rows[0].etag(), Some("W/\"81359849\""));
    let rating = rows[0].extras.property("contoso_rating").expect("a value");
    assert_eq!(rating.as_str(), "4.50");
}

#[test]
fn unknown_option_is_kept() {
    let rows = packages();
    assert_eq!(rows[1].component_state, Some(ComponentState::from_value(7)));
    let written = serde_json::to_value(&rows[1]).expect("a row can be written");
    assert_eq!(written["componentstate"], 7);
}

#[test]
fn choices_convert_both_ways() {
    assert_eq!(
        ComponentState::from_value(3),
        ComponentState::DeletedUnpublished
    );
    assert_eq!(ComponentState::DeletedUnpublished.value(), 3);
    assert!(matches!(
        ComponentState::from_value(9),
        ComponentState::Unknown(option) if option.value() == 9 && option.to_string() == "9"
    ));
    assert_eq!(
        ComponentState::from_label("Deleted Unpublished"),
        Some(ComponentState::DeletedUnpublished)
    );
    assert_eq!(
        ComponentState::DeletedUnpublished.label(),
        Some("Deleted Unpublished")
    );
    assert_eq!(ComponentState::from_label("deleted"), None);
    assert_eq!(ComponentState::from_value(9).label(), None);
    assert_eq!(
        format!(
            "{:?} {:?}",
            ComponentState::Deleted,
            ComponentState::from_value(9)
        ),
        "Deleted Unknown(9)"
    );
    assert_eq!(ComponentState::options().count(), 4);
    assert_eq!(ComponentState::choice().name, "componentstate");
}

#[test]
fn states_and_statuses_are_linked() {
    assert_eq!(StatusCode::Inactive.state(), Some(StateCode::Inactive));
    assert_eq!(
        StateCode::Inactive.default_status(),
        Some(StatusCode::Inactive)
    );
    assert_eq!(StatusCode::from_value(9).state(), None);
    use crate::parcels::contoso_parcel as parcel;
    let closed = parcel::StateCode::Closed;
    assert_eq!(closed.default_status(), Some(parcel::StatusCode::Delivered));
}

#[test]
fn single_row_is_read() {
    let body = r##"{"@odata.context": "https://x/$metadata#stagedmetadataasyncoperations/$entity", "@odata.etag": "W/\"1\"",
        "name": "job", "asyncjobstatus": 30, "objectid": "FD140AAF-4DF4-11DD-BD17-0019B9312238", "statuscode": 2}"##;
    let row: StagedMetadataAsyncOperation =
        serde_json::from_str(body).expect("the body is that of a row");
    assert_eq!(row.async_job_status, Some(30));
    assert_eq!(
        row.object_id,
        Some(id("fd140aaf-4df4-11dd-bd17-0019b9312238"))
    );
    assert_eq!(row.etag(), Some("W/\"1\""));
}

#[test]
fn rows_round_trip() {
    let rows = packages();
    let before: serde_json::Value = serde_json::from_str(PACKAGES).expect("JSON");
    let after = serde_json::to_value(&rows).expect("rows can be written");
    assert_eq!(before, after);
    let text = serde_json::to_string(&rows).expect("rows can be written");
    let again: Rows<PluginPackage> =
        serde_json::from_str(&text).expect("what was written can be read");
    assert_eq!(again, rows);
    let again: Rows<PluginPackage> =
        serde_json::from_value(after).expect("what was written can be read");
    assert_eq!(again[0].created_by, rows[0].created_by);
}

#[test]
fn to_json_matches_serde_json() {
    let rows = packages();
    let expected = serde_json::to_string(&rows).expect("rows can be written");
    assert_eq!(rows.to_json().expect("rows can be written"), expected);
    let none: Rows<PluginPackage> = serde_json::from_str(r#"{"value": []}"#).expect("rows");
    assert_eq!(none.to_json().expect("JSON"), r#"{"value":[]}"#);
    let mut row = PluginPackage::default();
    assert_eq!(row.to_json().expect("JSON"), "{}");
    row.set_null(PluginPackage::columns().version);
    row.name = Some((0..0x250).filter_map(char::from_u32).collect());
    let expected = serde_json::to_string(&row).expect("a row can be written");
    assert_eq!(row.to_json().expect("a row can be written"), expected);

    let parcel = ContosoParcel {
        contoso_depth: Some(f64::NAN),
        ..ContosoParcel::default()
    };
    let error = parcel.to_json().expect_err("not a JSON number");
    assert_eq!(error.to_string(), "cannot write NaN as JSON");
}

#[test]
fn reading_does_not_depend_on_other_bodies() {
    let long = format!(
        r#"{{"name": "a", "{}": 1, "version": "1"}}"#,
        "o".repeat(100_000)
    );
    let bodies = [
        r#"{"version": "1", "name": "a", "other": 1}"#,
        r#"{"name": "a", "other": 1, "version": "1"}"#,
        r#"{"name": "a"}"#,
        &long,
        "{}",
    ];
    let read = || bodies.map(|body| serde_json::from_str::<PluginPackage>(body).expect("a row"));
    let expected = read();
    let wrong = [
        r#"{"name": "a", "version": 1}"#,
        r#"{"version": "1""#,
        r#"{"name": "a", "name": "b"}"#,
    ];
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..200 {
                    for body in wrong {
                        serde_json::from_str::<PluginPackage>(body).expect_err("an invalid body");
                    }
                    assert_eq!(read(), expected);
                }
            });
        }
    });
    for (body, row) in bodies.iter().zip(&expected) {
        let given: serde_json::Value = serde_json::from_str(body).expect("JSON");
        assert_eq!(serde_json::to_value(row).expect("JSON"), given);
    }
}

#[test]
fn lookup_names_of_any_length_round_trip() {
    for name in [
        "",
        "a",
        "é",
        &"n".repeat(24),
        &"n".repeat(25),
        &"é".repeat(12),
        &"n€".repeat(6),
        &"n€".repeat(7),
    ] {
        let body = format!(
            r#"{{"_createdby_value@OData.Community.Display.V1.FormattedValue":"{name}","_createdby_value":"{ID}"}}"#
        );
        let row: PluginPackage = serde_json::from_str(&body).expect("a row");
        assert_eq!(row.created_by.as_ref().and_then(|by| by.name()), Some(name));
        assert_eq!(row.to_json().expect("JSON"), body);
        assert_eq!(row.clone(), row);
    }
}

#[test]
fn rows_are_cloned_compared_and_formatted() {
    let rows = packages();
    let copy = rows[0].clone();
    assert_eq!(copy, rows[0]);
    let changed = PluginPackage {
        name: Some("other".into()),
        ..copy
    };
    assert_ne!(changed, rows[0]);
    assert_eq!(PluginPackage::default().name, None);
    let shown = format!("{:?}", rows[1]);
    assert!(
        shown.starts_with("PluginPackage {") && shown.contains("componentstate: Unknown(7)"),
        "{shown}"
    );
}

#[test]
fn byte_counts_have_a_singular() {
    let shown = |base64: &str| {
        let body = format!(r#"{{"contoso_photo": "{base64}"}}"#);
        let parcel: ContosoParcel = serde_json::from_str(&body).expect("a valid row");
        format!("{parcel:?}")
    };
    assert!(shown("A").contains("Image(1 byte of base64)"));
    assert!(shown("aGk=").contains("Image(4 bytes of base64)"));
}

#[test]
fn expanded_rows_are_read() {
    let rows = packages();
    let related = PluginPackage::many_to_one();
    let who = rows[0]
        .related_json(related.createdby)
        .present()
        .expect("expanded rows");
    assert!(who.as_str().contains("Susanna"));
    assert_eq!(rows[0].related_json(related.modifiedby), Related::Absent);

    let body = r#"{"contoso_Carrier": {"contoso_name": "Ox & Cart"}, "contoso_LastCourier": null}"#;
    let parcel: ContosoParcel = serde_json::from_str(body).expect("a row");
    let to = ContosoParcel::many_to_one();
    let carrier = parcel
        .related(to.contoso_carrier)
        .expect("it can be decoded");
    let carrier = carrier.present().expect("expanded rows");
    assert_eq!(carrier.contoso_name.as_deref(), Some("Ox & Cart"));
    assert_eq!(
        parcel
            .related(to.contoso_last_courier)
            .expect("null can be decoded"),
        Related::Null
    );
}

#[test]
fn values_of_every_column_type() {
    let body = r#"{
        "contoso_bulknumber": "9007199254740993", "contoso_declaredvalue": 20000.0000, "contoso_rate": 1E-10,
        "contoso_depth": 47.63958, "contoso_deliveryday": "2019-12-18", "contoso_pickuptime": "2019-12-18T07:30:00Z",
        "contoso_sealedon": "2021-04-04T12:00:00-08:00", "contoso_contents": "1, 5,9", "contoso_service": -1,
        "contoso_photo": "aGk=", "contoso_recordtype": "contact", "contoso_fragile": true,
        "_contoso_recipient_value@Microsoft.Dynamics.CRM.lookuplogicalname": "contact",
        "_contoso_recipient_value": "7ddd0b31-ed8b-e511-80d2-00155d2a68d4",
        "_ownerid_value": "7ddd0b31-ed8b-e511-80d2-00155d2a68d4"
    }"#;
    let p: ContosoParcel = serde_json::from_str(body).expect("a row");
    assert_eq!(p.contoso_bulk_number, Some(9_007_199_254_740_993));
    assert_eq!(
        p.contoso_declared_value.map(|d| d.to_string()).as_deref(),
        Some("20000.0000")
    );
    assert_eq!(
        p.contoso_rate.map(|d| d.to_string()).as_deref(),
        Some("0.0000000001")
    );
    assert_eq!(p.contoso_depth, Some(47.63958));
    assert_eq!(
        p.contoso_delivery_day.map(|d| d.to_string()).as_deref(),
        Some("2019-12-18")
    );
    assert_eq!(
        p.contoso_pick_up_time.map(|d| d.to_string()).as_deref(),
        Some("2019-12-18T07:30:00Z")
    );
    assert_eq!(
        p.contoso_sealed_on.map(|d| d.to_string()).as_deref(),
        Some("2021-04-04T20:00:00Z")
    );
    let contents: Vec<_> = p
        .contoso_contents
        .iter()
        .flat_map(|c| c.iter().collect::<Vec<_>>())
        .collect();
    assert_eq!(
        contents,
        [
            ContosoContents::Books,
            ContosoContents::LiveAnimals,
            ContosoContents::from_value(9)
        ]
    );
    assert_eq!(p.contoso_service, Some(ContosoService::Internal));
    let recipient = p.contoso_recipient.as_ref().expect("a value");
    assert!(recipient.id_of::<parcels::tables::Account>().is_none());
    assert_eq!(
        recipient.id_of::<parcels::tables::Contact>().map(Id::uuid),
        Some(recipient.uuid())
    );
    let owner = p.owner_id.as_ref().expect("a value");
    assert!(
        owner.id_of::<parcels::tables::Team>().is_none(),
        "without the annotation the table isn't known"
    );
    let written = serde_json::to_string(&p).expect("a row can be written");
    assert!(
        written.contains(r#""contoso_declaredvalue":20000.0000"#),
        "{written}"
    );
    assert!(
        written.contains(r#""contoso_contents":"1,5,9""#),
        "{written}"
    );
}

#[test]
fn money_keeps_its_digits() {
    for form in ["922337203685477.5807", "\"922337203685477.5807\""] {
        let body = format!("{{\"contoso_fee\": {form}}}");
        let p: ContosoParcel = serde_json::from_slice(body.as_bytes()).expect("a row");
        assert_eq!(
            p.contoso_fee.map(|d| d.to_string()).as_deref(),
            Some("922337203685477.5807")
        );
        let read: ContosoParcel = serde_json::from_reader(body.as_bytes()).expect("a row");
        assert_eq!(read, p);
        assert_eq!(
            serde_json::to_string(&p).expect("a row can be written"),
            r#"{"contoso_fee":922337203685477.5807}"#
        );
    }
}

#[test]
fn wrong_value_is_an_error_with_column_and_position() {
    let error = |body: &str| {
        serde_json::from_str::<PluginPackage>(body)
            .expect_err("an invalid body")
            .to_string()
    };
    assert_eq!(
        error("{\n  \"versionnumber\": 1.5}"),
        "`versionnumber` of table `pluginpackage`: invalid digit found in string: 1.5 at line 2 column 23"
    );
    assert_eq!(
        error(r#"{"createdon": "yesterday"}"#),
        "`createdon` of table `pluginpackage`: expected a time with offset such as 2023-04-07T21:59:01Z, found `yesterday` at line 1 column 25"
    );
    assert!(
        error(r#"{"name": 5}"#)
            .starts_with("`name` of table `pluginpackage`: invalid type: integer `5`")
    );
    assert!(error(r#"{"name": {"a": 1}}"#).starts_with(
        "`name` of table `pluginpackage`: invalid type: map, expected a string or null"
    ));
    assert!(
        error(r#"{"statecode": "Active"}"#)
            .starts_with("`statecode` of table `pluginpackage`: invalid type")
    );
    assert!(error("[]").contains("a row of table `pluginpackage`"));
    let body = r#"{"name": "a single row"}"#;
    let error = serde_json::from_str::<Rows<PluginPackage>>(body).expect_err("not a collection");
    assert!(
        error.to_string().starts_with("missing list `value`"),
        "{error}"
    );
}

#[test]
fn other_bodies_are_not_empty_rows() {
    let error = |body: &str| {
        serde_json::from_str::<PluginPackage>(body)
            .expect_err("not a row")
            .to_string()
    };
    assert!(error(PACKAGES).contains("deserialize it as `Rows`"));
    let refused = r#"{"error": {"code": "0x80060888", "message": "Resource not found"}}"#;
    assert!(
        error(refused).contains("expected a row, found an error: {\"code\": \"0x80060888\""),
        "{}",
        error(refused)
    );
    assert_eq!(
        serde_json::from_str::<PluginPackage>("{}").expect("an empty row"),
        PluginPackage::default()
    );
}

#[test]
fn duplicate_property_is_an_error() {
    let formatted = "name@OData.Community.Display.V1.FormattedValue";
    let logical_name = "_createdby_value@Microsoft.Dynamics.CRM.lookuplogicalname";
    let id = "4026be43-6b69-e111-8f65-78e7d1620f5e";
    for (property, first, second) in [
        ("name", "null", "\"x\""),
        ("name", "\"x\"", "null"),
        ("_createdby_value", &format!("{id:?}"), "null"),
        ("@odata.etag", "\"1\"", "\"2\""),
        (formatted, "\"x\"", "\"y\""),
        (logical_name, "\"systemuser\"", "\"team\""),
    ] {
        for between in [
            "version",
            "_modifiedby_value@Microsoft.Dynamics.CRM.lookuplogicalname",
        ] {
            let body =
                format!("{{{property:?}: {first}, {between:?}: \"1\", {property:?}: {second}}}");
            let error =
                serde_json::from_str::<PluginPackage>(&body).expect_err("a duplicate property");
            let expected = format!("`{property}` of table `pluginpackage`: duplicate property");
            assert!(error.to_string().starts_with(&expected), "{error}");
        }
    }
}

#[test]
fn properties_may_come_in_any_order() {
    let body = r#"{"value": [
        {"name": "a", "version": "1", "name@OData.Community.Display.V1.FormattedValue": "A"},
        {"version": "2", "uniquename": "u", "name": "b"},
        {"name@OData.Community.Display.V1.FormattedValue": "C", "uniquename": "v", "name": "c", "names": 1},
        {}
    ]}"#;
    let rows: Rows<PluginPackage> = serde_json::from_str(body).expect("rows");
    let c = PluginPackage::columns();
    let read: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.name.as_deref(),
                row.version.as_deref(),
                row.unique_name.as_deref(),
                row.formatted(c.name),
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            (Some("a"), Some("1"), None, Some("A")),
            (Some("b"), Some("2"), Some("u"), None),
            (Some("c"), None, Some("v"), Some("C")),
            (None, None, None, None),
        ]
    );
    assert_eq!(
        rows[2].extras.property("names").map(|json| json.as_str()),
        Some("1")
    );
}

#[test]
fn similar_property_names_are_distinct() {
    let lookup = "_createdby_value@OData.Community.Display.V1.FormattedValue";
    for (name, json) in [("name", "\"a\""), ("versionnumber", "7"), (lookup, "\"A\"")] {
        for index in 0..name.len() {
            let mut other = name.to_owned();
            other.replace_range(index..=index, "~");
            let body =
                format!("[{{{name:?}: {json}}}, {{{name:?}: {json}}}, {{{other:?}: {json}}}]");
            let body = format!("{{\"value\": {body}}}");
            let rows: Rows<PluginPackage> = serde_json::from_str(&body).expect("rows");
            assert_eq!(rows[0], rows[1]);
            let kept = rows[2].extras.property(&other).map(|json| json.as_str());
            assert_eq!(kept, Some(json), "{other}");
        }
    }
}

proptest! {
    #[test]
    fn decimals_are_written_digit_by_digit(
        number in -79_228_162_514_264_337_593_543_950_335_i128..=79_228_162_514_264_337_593_543_950_335,
        shift in 0..97_u32,
        scale in 0..=28_u32,
    ) {
        let number = Decimal::from_i128_with_scale(number >> shift, scale);
        for number in [number, -number, -Decimal::new(0, scale)] {
            let parcel = ContosoParcel { contoso_fee: Some(number), ..ContosoParcel::default() };
            let expected = format!(r#"{{"contoso_fee":{number}}}"#);
            prop_assert_eq!(parcel.to_json().expect("JSON"), &*expected);
            prop_assert_eq!(serde_json::to_string(&parcel).expect("JSON"), expected);
        }
    }

    #[test]
    fn rows_of_a_collection_equal_single_rows(
        rows in vec(subsequence(PROPERTIES.to_vec(), 0..=PROPERTIES.len()).prop_shuffle(), 1..6)
    ) {
        let rows: Vec<String> = rows
            .iter()
            .map(|properties| {
                let members: Vec<String> =
                    properties.iter().map(|(name, json)| format!("{name:?}: {json}")).collect();
                format!("{{{}}}", members.join(","))
            })
            .collect();
        let body = format!("{{\"value\": [{}]}}", rows.join(","));
        let together: Rows<PluginPackage> = serde_json::from_str(&body).expect("rows");
        prop_assert_eq!(together.len(), rows.len());
        for (row, json) in together.iter().zip(&rows) {
            let alone: PluginPackage = serde_json::from_str(json).expect("a row");
            prop_assert_eq!(row, &alone, "{}", json);
            let given: serde_json::Value = serde_json::from_str(json).expect("JSON");
            prop_assert_eq!(serde_json::to_value(row).expect("JSON"), given);
        }
    }
}

const PROPERTIES: [(&str, &str); 15] = [
    ("", "1"),
    ("@", "2"),
    ("@odata.etag", "\"W/1\""),
    ("name", "\"a\""),
    ("name@OData.Community.Display.V1.FormattedValue", "\"A\""),
    ("name@Microsoft.Dynamics.CRM.lookuplogicalname", "\"b\""),
    ("version", "null"),
    ("versionnumber", "7"),
    (
        "versionnumber@OData.Community.Display.V1.FormattedValue",
        "\"7\"",
    ),
    (
        "_createdby_value",
        "\"4026be43-6b69-e111-8f65-78e7d1620f5e\"",
    ),
    (
        "_createdby_value@OData.Community.Display.V1.FormattedValue",
        "\"Susanna\"",
    ),
    (
        "_createdby_value@Microsoft.Dynamics.CRM.lookuplogicalname",
        "\"systemuser\"",
    ),
    (
        "_createdby_value@Microsoft.Dynamics.CRM.associatednavigationproperty",
        "\"createdby\"",
    ),
    ("_modifiedby_value", "null"),
    (
        "_modifiedby_value@OData.Community.Display.V1.FormattedValue",
        "\"Nobody\"",
    ),
];

#[test]
fn annotations_may_precede_or_lack_a_value() {
    let body = r#"{"@odata.etag": null, "createdon@OData.Community.Display.V1.FormattedValue": null,
        "_createdby_value": "4026be43-6b69-e111-8f65-78e7d1620f5e",
        "_createdby_value@OData.Community.Display.V1.FormattedValue": "Susanna",
        "_modifiedby_value": null, "_modifiedby_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser"}"#;
    let row: PluginPackage = serde_json::from_str(body).expect("a row");
    assert_eq!(row.etag(), None);
    assert_eq!(
        row.created_by.as_ref().and_then(|by| by.name()),
        Some("Susanna")
    );
    let kept = row
        .extras
        .property("_modifiedby_value@Microsoft.Dynamics.CRM.lookuplogicalname");
    assert_eq!(kept.map(|json| json.as_str()), Some("\"systemuser\""));
}

#[test]
fn decimals_are_never_rounded() {
    let read = |number: &str| {
        let body = format!("{{\"contoso_rate\": {number}}}");
        serde_json::from_str::<ContosoParcel>(&body)
            .map(|p| p.contoso_rate.map(|d| d.to_string()).unwrap_or_default())
    };
    let good = [
        ("1E-10", "0.0000000001"),
        ("1.0E-28", "0.0000000000000000000000000001"),
        ("0E400", "0"),
        ("-0.10", "-0.10"),
        ("1.50E3", "1500"),
        ("1.5000E+2", "150.00"),
        ("0.1", "0.1"),
        ("\"20000.0000\"", "20000.0000"),
        (
            "79228162514264337593543950335",
            "79228162514264337593543950335",
        ),
    ];
    for (number, expected) in good {
        assert_eq!(read(number).expect("it is exact"), expected, "{number}");
    }
    let bad = [
        "1.23456789012345678901234567890E2",
        "0.12345678901234567890123456789",
        "1E-29",
        "1E400",
        "1E-99999999999999999999",
        "79228162514264337593543950336",
        "\"1_000\"",
        "\"+5\"",
        "\"\"",
        "\"1e\"",
        "true",
        "{}",
    ];
    for number in bad {
        assert!(read(number).is_err(), "{number}");
    }
    let depth = |number: &str| {
        serde_json::from_str::<ContosoParcel>(&format!("{{\"contoso_depth\": {number}}}"))
    };
    assert!(depth("1e400").is_err() && depth("\"NaN\"").is_err() && depth("1e300").is_ok());
}

#[test]
fn dates_in_other_formats_are_rejected() {
    use dataverse_schema::value::ZonelessDateTime;
    use dataverse_schema::{Date, DateTime};
    use std::time::{Duration, SystemTime};
    for text in ["2019-1-5", "+12345-06-07", "2019-02-30", "20191205", ""] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
    for text in ["2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31T23:59:59"] {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
    assert!("2016-12-31T23:59:60".parse::<ZonelessDateTime>().is_err());
    let fraction: DateTime = "2016-12-31T23:59:59.5Z".parse().expect("a time");
    assert_eq!(fraction.to_string(), "2016-12-31T23:59:59.500Z");
    assert!(Date::new(10_000, 1, 1).is_none() && Date::new(0, 1, 1).is_none());
    assert!(DateTime::from_unix_seconds(i64::MAX).is_none());
    let far = SystemTime::UNIX_EPOCH + Duration::from_secs(10_u64.pow(13));
    assert!(DateTime::try_from(far).is_err());
    let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
    assert_eq!(
        DateTime::try_from(before).expect("a time").to_string(),
        "1969-12-31T23:59:59Z"
    );
    let day: Date = "2019-12-18".parse().expect("a date");
    assert_eq!((day.year(), day.month(), day.day()), (2019, 12, 18));
}

#[test]
fn rows_are_send_and_sync() {
    fn shared<T: Send + Sync + Unpin>() {}
    shared::<PluginPackage>();
    shared::<dataverse_schema::Changes<PluginPackage, dataverse_schema::table::message::Update>>();
    shared::<packages::plugin_package::table::Columns>();
}

#[test]
fn write_only_column_has_no_annotations() {
    let row: ContosoParcel = serde_json::from_str(r#"{"contoso_name": "x"}"#).expect("a row");
    let pin = ContosoParcel::columns().contoso_pin;
    assert_eq!(row.formatted(pin), None);
    assert!(!row.is_null(pin));
}

#[test]
fn targets_differ_by_table_and_id() {
    use crate::parcels::contoso_parcel::table::ContosoRecipientTargets::{
        Account, Contact, Unknown,
    };
    let ids = [
        "4026be43-6b69-e111-8f65-78e7d1620f5e",
        "5026be43-6b69-e111-8f65-78e7d1620f5e",
    ];
    let targets = ids
        .map(id)
        .map(|id| [Account(Id::new(id)), Contact(Id::new(id)), Unknown(id)]);
    let targets = targets.concat();
    for (index, target) in targets.iter().enumerate() {
        for (other_index, other) in targets.iter().enumerate() {
            assert_eq!(target == other, index == other_index);
        }
    }
    let distinct: HashSet<_> = targets.iter().chain(&targets).copied().collect();
    assert_eq!(distinct.len(), targets.len());
}

#[test]
fn polymorphic_lookup_knows_its_target() {
    use crate::parcels::contoso_parcel::table::{ContosoRecipientTargets, OwnerIdTargets};
    let id = id("4026be43-6b69-e111-8f65-78e7d1620f5e");
    let read = |annotation: &str| {
        let body = format!(
            r#"{{"_contoso_recipient_value@Microsoft.Dynamics.CRM.{annotation},
            "_contoso_recipient_value": "{id}", "_ownerid_value": "{id}"}}"#
        );
        let row: ContosoParcel = serde_json::from_str(&body).expect("a row");
        let again = serde_json::to_value(&row).expect("JSON");
        assert_eq!(
            again,
            serde_json::from_str::<serde_json::Value>(&body).expect("JSON")
        );
        row
    };
    let row = read(r#"lookuplogicalname": "contact""#);
    let recipient = row.contoso_recipient.as_ref().expect("a recipient");
    assert_eq!(
        recipient.target(),
        ContosoRecipientTargets::Contact(Id::new(id))
    );
    assert_eq!(
        recipient.id_of::<parcels::tables::Contact>(),
        Some(Id::new(id))
    );
    assert_eq!(recipient.id_of::<parcels::tables::Account>(), None);
    let owner = row.owner_id.as_ref().expect("an owner");
    assert_eq!(owner.target(), OwnerIdTargets::Unknown(id));
    // The navigation property identifies the table.
    let row = read(r#"associatednavigationproperty": "contoso_Recipient_account""#);
    let recipient = row.contoso_recipient.as_ref().expect("a recipient");
    assert_eq!(
        recipient.target(),
        ContosoRecipientTargets::Account(Id::new(id))
    );
    assert_eq!(recipient.table(), Some("account"));
    let row = read(r#"lookuplogicalname": "lead""#);
    let recipient = row.contoso_recipient.as_ref().expect("a recipient");
    assert_eq!(recipient.target(), ContosoRecipientTargets::Unknown(id));
    assert!(
        row.validate()
            .expect_err("an unlisted target")
            .to_string()
            .contains("`lead`")
    );
}

#[test]
fn files_and_images_have_related_properties() {
    let body = r#"{
        "contoso_label": "d0000000-0000-0000-0000-000000000001",
        "contoso_label_name": "label.pdf",
        "contoso_photo": "aGVsbG8=",
        "contoso_photoid": "d0000000-0000-0000-0000-000000000002",
        "contoso_photo_timestamp": 638100000000000000,
        "contoso_photo_url": "/Image/download.aspx?Entity=contoso_parcel&Attribute=contoso_photo"
    }"#;
    let row: ContosoParcel = serde_json::from_str(body).expect("a row");
    let c = ContosoParcel::columns();
    assert_eq!(row.file_name(c.contoso_label), Some("label.pdf"));
    assert_eq!(
        row.image_id(c.contoso_photo),
        Some(id("d0000000-0000-0000-0000-000000000002"))
    );
    assert_eq!(
        row.image_timestamp(c.contoso_photo),
        Some(638_100_000_000_000_000)
    );
    assert!(
        row.image_url(c.contoso_photo)
            .is_some_and(|url| url.starts_with("/Image/download.aspx"))
    );
    assert_eq!(c.contoso_label.max_size(), Some(32_768 * 1024));
    assert_eq!(c.contoso_photo.max_size(), Some(10_240 * 1024));
    assert!(c.contoso_label.check_size(32_768 * 1024).is_ok());
    let failure = c.contoso_label.check_size(32_768 * 1024 + 1);
    assert!(
        failure
            .expect_err("it is larger")
            .to_string()
            .ends_with("size is 33554433 bytes; MaxSizeInKB allows 33554432")
    );
    let empty = ContosoParcel::default();
    assert_eq!(empty.file_name(c.contoso_label), None);
    assert_eq!(empty.image_id(c.contoso_photo), None);
}

#[test]
fn collection_annotations_are_read() {
    let body = |annotation: &str| format!(r#"{{{annotation}, "value": []}}"#);
    let rows: Rows<PluginPackage> = serde_json::from_str(&body(
        r#""@odata.context": "c", "@odata.count": 10, "@Microsoft.Dynamics.CRM.totalrecordcount": 5000,
        "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": true, "@odata.nextLink": "n\u0026", "@odata.deltaLink": "d""#,
    ))
    .expect("a collection");
    assert_eq!(rows.context(), Some("c"));
    assert_eq!(rows.count(), Some(10));
    assert_eq!(rows.total_record_count(), Some(5000));
    assert_eq!(rows.is_count_limit_exceeded(), Some(true));
    assert_eq!(rows.next_link(), Some("n&"));
    let delta = rows.annotation("@odata.deltaLink").expect("it exists");
    assert_eq!(delta.as_str(), r#""d""#);
    let none: Rows<PluginPackage> =
        serde_json::from_str(&body(r#""@Microsoft.Dynamics.CRM.totalrecordcount": -1"#))
            .expect("a collection");
    assert_eq!(none.total_record_count(), None);
    for (annotation, message) in [
        (r#""@odata.nextLink": 5"#, "`@odata.nextLink`: invalid type"),
        (
            r#""@odata.count": "x""#,
            "`@odata.count`: invalid digit found in string: \"x\"",
        ),
        (
            r#""@odata.count": "9223372036854775808""#,
            "`@odata.count`: number too large",
        ),
        (
            r#""value": []"#,
            "duplicate `value` in the collection of rows of table `pluginpackage`",
        ),
        (
            r#""x": 1, "x": 1"#,
            "duplicate `x` in the collection of rows of table `pluginpackage`",
        ),
    ] {
        let error = serde_json::from_str::<Rows<PluginPackage>>(&body(annotation));
        let error = error.expect_err("an invalid body").to_string();
        assert!(error.contains(message), "{error}");
    }
    let error = r#"{"error": {"code": "0x0", "message": "no"}}"#;
    let error = serde_json::from_str::<Rows<PluginPackage>>(error).expect_err("an error");
    assert!(
        error
            .to_string()
            .contains(r#"expected a collection, found an error: {"code": "0x0""#),
        "{error}"
    );
}

/// With `IEEE754Compatible=true` the service sends numbers of 64 bits as text.
#[test]
fn counts_may_be_text() {
    let body = r#"{"@odata.count": "3", "@Microsoft.Dynamics.CRM.totalrecordcount": "9007199254740993", "value": []}"#;
    let rows: Rows<PluginPackage> = serde_json::from_str(body).expect("a collection");
    assert_eq!(rows.count(), Some(3));
    assert_eq!(rows.total_record_count(), Some(9_007_199_254_740_993));
    let body =
        r#"{"@odata.count": null, "@Microsoft.Dynamics.CRM.totalrecordcount": "-1", "value": []}"#;
    let rows: Rows<PluginPackage> = serde_json::from_str(body).expect("a collection");
    assert_eq!((rows.count(), rows.total_record_count()), (None, None));
}

/// .NET stores texts that were cut inside a surrogate pair.
#[test]
fn halves_of_surrogate_pairs_are_replaced() {
    let body = r#"{"value": [
        {"name": "cut \ud83d", "uniquename": "\ude00 and \ud83d\ude00", "version": "\ud83d\u0041",
         "createdon@OData.Community.Display.V1.FormattedValue": "now \ud83d",
         "_createdby_value@OData.Community.Display.V1.FormattedValue": "Susanna \uD83D\ud83d",
         "_createdby_value": "4026be43-6b69-e111-8f65-78e7d1620f5e",
         "contoso_note": "\ud83d",
         "createdby": {"fullname": "\ud83d"}},
        {"name": "whole \ud83d\ude00"}
    ]}"#;
    let check = |rows: &Rows<PluginPackage>| {
        let row = &rows[0];
        assert_eq!(row.name.as_deref(), Some("cut \u{fffd}"));
        assert_eq!(row.unique_name.as_deref(), Some("\u{fffd} and \u{1f600}"));
        assert_eq!(row.version.as_deref(), Some("\u{fffd}A"));
        let c = PluginPackage::columns();
        assert_eq!(row.formatted(c.created_on), Some("now \u{fffd}"));
        let who = row.created_by.as_ref().expect("a lookup");
        assert_eq!(who.name(), Some("Susanna \u{fffd}\u{fffd}"));
        let lossy: Vec<_> = row.extras.lossy_properties().collect();
        assert_eq!(
            lossy,
            [
                "_createdby_value@OData.Community.Display.V1.FormattedValue",
                "name",
                "uniquename",
                "version",
                "createdon@OData.Community.Display.V1.FormattedValue",
            ]
        );
        // A property without a column keeps its text.
        let note = row.extras.property("contoso_note").expect("a property");
        assert_eq!(note.as_str(), r#""\ud83d""#);
        assert_eq!(note.text().as_deref(), Some("\u{fffd}"));
        assert!(note.parse::<String>().is_err());
        assert_eq!(rows[1].name.as_deref(), Some("whole \u{1f600}"));
        assert_eq!(rows[1].extras.lossy_properties().count(), 0);
    };
    check(&serde_json::from_str(body).expect("rows"));
    check(&serde_json::from_slice(body.as_bytes()).expect("rows"));
    check(&serde_json::from_reader(body.as_bytes()).expect("rows"));

    let related =
        r#"{"contoso_parcel_carrier": [{"contoso_name": "\ud83d"}, {"contoso_name": "b"}]}"#;
    let carrier: parcels::ContosoCarrier = serde_json::from_str(related).expect("a row");
    let relationship = parcels::ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let parcels = carrier.related(relationship).expect("rows");
    let parcels = parcels.present().expect("rows");
    assert_eq!(parcels[0].contoso_name.as_deref(), Some("\u{fffd}"));
    assert_eq!(parcels[1].contoso_name.as_deref(), Some("b"));
}

/// Two texts may be invalid although they are valid one after the other.
#[test]
fn invalid_utf8_is_an_error_beside_its_complement() {
    for (first, second) in [
        ("name", "uniquename"),
        (
            "createdon@OData.Community.Display.V1.FormattedValue",
            "modifiedon@OData.Community.Display.V1.FormattedValue",
        ),
    ] {
        let text =
            |name: &str, text: &[u8]| [b"\"", name.as_bytes(), b"\": \"", text, b"\""].concat();
        let texts = [text(first, b"\xc3"), text(second, b"\xa9")].join(&b',');
        let body = [b"{", texts.as_slice(), b"}"].concat();
        let error = serde_json::from_slice::<PluginPackage>(&body).expect_err("invalid UTF-8");
        let expected = format!("`{first}` of table `pluginpackage`: invalid UTF-8");
        assert!(error.to_string().starts_with(&expected), "{error}");
    }
}

#[test]
fn invalid_utf8_is_an_error() {
    for text in [&b"\xff"[..], b"\xc3", b"a\xed\x9f", b"\xf0\x9f\x98"] {
        let body = [br#"{"name": ""#, text, br#""}"#].concat();
        let error = serde_json::from_slice::<PluginPackage>(&body).expect_err("invalid UTF-8");
        assert!(
            error
                .to_string()
                .starts_with("`name` of table `pluginpackage`: invalid UTF-8"),
            "{error}"
        );
    }
}

#[test]
fn expanded_rows_have_next_links() {
    let carriers = parcels::ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let body = r#"{"@odata.context": "c", "contoso_parcel_carrier": [],
        "contoso_parcel_carrier@odata.nextLink": "https://contoso.example/next"}"#;
    let row: parcels::ContosoCarrier = serde_json::from_str(body).expect("a row");
    assert_eq!(
        row.related_next_link(carriers).as_deref(),
        Some("https://contoso.example/next")
    );
    assert_eq!(row.context().as_deref(), Some("c"));
    for name in ["contoso_parcel_carrier@odata.nextLink", "@odata.context"] {
        let body = format!(r#"{{"{name}": 5}}"#);
        let error =
            serde_json::from_str::<parcels::ContosoCarrier>(&body).expect_err("not a string");
        assert!(
            error.to_string().contains("expected a string, found 5"),
            "{error}"
        );
    }
}
