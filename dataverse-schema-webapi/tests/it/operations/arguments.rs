//! Arguments whose form depends on where they are: in a URL, in a body, or within other values.

use dataverse_schema::Id;
use dataverse_schema::operation::{InitializeFrom, RowValue};
use dataverse_schema::prelude::*;
use dataverse_schema::table::AlternateKey;
use serde_json::{Value, json};

use super::schema::operations::*;
use super::schema::{ContosoParcel, ContosoReading, tables};
use super::{FIRST, SECOND, assert_get, id, request};

#[track_caller]
fn assert_row(row: impl Into<RowValue>, expected: &Value) {
    let row = serde_json::to_value(row.into()).expect("a valid row");
    assert_eq!(row, *expected);
}

#[test]
fn changed_rows_keep_their_identity() {
    let c = ContosoParcel::columns();
    let key = AlternateKey::new(c.contoso_name, "O'Hare").expect("supported characters");
    let table = "Microsoft.Dynamics.CRM.contoso_parcel";
    assert_row(
        ContosoParcel::update(key.clone()),
        &json!({"@odata.type": table, "@odata.id": "contoso_parcels(contoso_name='O''Hare')"}),
    );
    assert_row(
        ContosoParcel::unlisted().upsert(key),
        &json!({"@odata.type": table, "@odata.id": "contoso_parcels(contoso_name='O''Hare')"}),
    );

    let c = ContosoReading::columns();
    let reading = AlternateKey::new(c.contoso_reading_id, id(FIRST))
        .and_then(|key| key.and(c.partition_id, "device-001"))
        .expect("supported characters");
    assert_row(
        ContosoReading::update(reading).set(c.contoso_value, 7),
        &json!({
            "@odata.type": "Microsoft.Dynamics.CRM.contoso_reading",
            "contoso_readingid": FIRST,
            "partitionid": "device-001",
            "contoso_value": 7,
        }),
    );
}

#[test]
fn references_keep_their_type() {
    assert_row(
        id::<tables::Account>(FIRST),
        &json!({
            "@odata.type": "Microsoft.Dynamics.CRM.account",
            "@odata.id": format!("accounts({FIRST})"),
        }),
    );
    assert_row(
        id::<tables::Team>(FIRST),
        &json!({"@odata.type": "Microsoft.Dynamics.CRM.team", "ownerid": FIRST}),
    );
}

/// [The documentation][documented] says that parameters take rows by alternate key.
///
/// [documented]: https://learn.microsoft.com/power-apps/developer/data-platform/use-alternate-key-reference-record
#[test]
fn rows_are_passed_by_alternate_key() {
    let c = ContosoParcel::columns();
    let key = AlternateKey::new(c.contoso_name, "O'Hare").expect("supported characters");
    let address = "contoso_parcels(contoso_name='O''Hare')";
    assert_row(
        key.clone(),
        &json!({"@odata.type": "Microsoft.Dynamics.CRM.contoso_parcel", "@odata.id": address}),
    );
    let row = format!(r#"{{"@odata.id":"{address}"}}"#);
    assert_get(
        &request(FabrikamParcelsSealedBy::new(key.clone(), ["a"])),
        &format!(r#"fabrikam_ParcelsSealedBy(Witness=@p1,Names=@p2)?@p1={row}&@p2=["a"]"#),
    );
    assert_get(
        &request(FabrikamWeigh::new().witnesses([key.clone()])),
        &format!("fabrikam_Weigh(Witnesses=@p1)?@p1=[{row}]"),
    );
    assert_get(
        &request(InitializeFrom::<ContosoParcel>::new(key)),
        &format!(
            "InitializeFrom(EntityMoniker=@p1,TargetEntityName=@p2,TargetFieldType=@p3)\
             ?@p1={row}&@p2='contoso_parcel'&@p3=Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'"
        ),
    );
}

#[test]
fn references_within_arguments_of_functions() {
    let user: Id<tables::Systemuser> = id(FIRST);
    assert_get(
        &request(FabrikamWeigh::new().witnesses([user])),
        &format!(r#"fabrikam_Weigh(Witnesses=@p1)?@p1=[{{"@odata.id":"systemusers({FIRST})"}}]"#),
    );
    let access = FabrikamPrincipalAccess {
        access_mask: Some(FabrikamAccessRights::READ_ACCESS),
        principal: Some(id::<tables::Team>(SECOND).into()),
    };
    assert_get(
        &request(FabrikamWeigh::new().access(access)),
        &format!(
            "fabrikam_Weigh(Access=@p1)?@p1=\
             {{\"AccessMask\":\"ReadAccess\",\"Principal\":{{\"@odata.id\":\"teams({SECOND})\"}}}}"
        ),
    );
}

/// As in "OData Version 4.0 ABNF Construction Rules".
#[test]
fn literals_of_urls() {
    let call = FabrikamWeigh::new()
        .length("PT1H".to_owned())
        .at("12:00:00".to_owned())
        .scan("UEs+BA==".to_owned());
    assert_get(
        &request(call),
        "fabrikam_Weigh(Length=@p1,At=@p2,Scan=@p3)\
         ?@p1=duration'PT1H'&@p2=12:00:00&@p3=binary'UEs+BA=='",
    );
}

#[test]
fn numbers_that_are_not_finite() {
    let limits = [
        (f64::NAN, "NaN"),
        (f64::INFINITY, "INF"),
        (f64::NEG_INFINITY, "-INF"),
        (0.5, "0.5"),
    ];
    for (limit, literal) in limits {
        assert_get(
            &request(FabrikamWeigh::new().limit(limit)),
            &format!("fabrikam_Weigh(Limit=@p1)?@p1={literal}"),
        );
    }
}
