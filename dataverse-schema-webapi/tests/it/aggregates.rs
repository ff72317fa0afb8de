//! Aggregates: their URLs, and the groups in responses.

use dataverse_schema::prelude::*;
use dataverse_schema::query::{Groups, QueryError, Total};
use dataverse_schema::request::{Method, ResponseAnnotation};
use dataverse_schema::value::Uuid;
use dataverse_schema::{Date, Decimal, Response};

use crate::book::logged;
use crate::sent::{header, held, shown};

mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_parcel.md"
        ],
        dir = "../tests/pages"
    );
}
use schema::contoso_parcel::{ContosoService, StateCode};
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

fn decimal(text: &str) -> Option<Decimal> {
    Some(Decimal::from_str_exact(text).expect("a number"))
}

#[test]
fn group_by_lists_distinct_values() {
    let c = ContosoParcel::columns();
    let services = ContosoParcel::unlisted()
        .aggregate()
        .group_by((c.statecode, c.contoso_service));
    assert_eq!(
        logged(&services),
        "contoso_parcels?$apply=groupby((statecode,contoso_service))"
    );
    let body = br#"{
      "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#contoso_parcels",
      "value": [{"statecode": 0}, {"statecode": 0, "contoso_service": 2}, {"statecode": 1, "contoso_service": 7}]
    }"#;
    let groups = services.read(body).expect("groups");
    let keys: Vec<_> = groups.iter().map(|group| group.key).collect();
    assert_eq!(
        keys,
        [
            (Some(StateCode::Open), None),
            (Some(StateCode::Open), Some(ContosoService::NextDay)),
            (Some(StateCode::Closed), Some(ContosoService::from_value(7))),
        ]
    );
    assert_eq!(groups.next_link(), None);
}

#[test]
fn totals_of_groups_are_read() {
    let c = ContosoParcel::columns();
    let totals = ContosoParcel::unlisted()
        .aggregate()
        .filter(c.contoso_pieces.gt(1))
        .filter(c.contoso_service.is_not_null())
        .group_by(c.contoso_service)
        .compute((Total::count(), c.contoso_declared_value.sum()))
        .order_by(c.contoso_service.desc())
        .annotations([ResponseAnnotation::FormattedValues]);
    assert_eq!(
        logged(&totals).replace("%20", " "),
        "contoso_parcels?$apply=filter(contoso_pieces gt 1 and contoso_service ne null)\
         /groupby((contoso_service),aggregate($count as total1,contoso_declaredvalue with sum as total2))\
         &$orderby=contoso_service desc"
    );
    let request = totals.to_request().expect("no errors");
    assert_eq!(held(&request).method, Method::Get);
    assert_eq!(
        header(&request, "Prefer"),
        Some("odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"")
    );
    let body = r#"{"value": [
      {
        "contoso_service@OData.Community.Display.V1.FormattedValue": "Next day",
        "contoso_service": 2,
        "total1@OData.Community.Display.V1.FormattedValue": "8",
        "total1": 8,
        "total2@OData.Community.Display.V1.FormattedValue": "$430,000.00",
        "total2": 430000.000000000
      },
      {"contoso_service": 1, "total1": 2}
    ], "@odata.nextLink": "https://contoso.crm.dynamics.com/api/data/v9.2/contoso_parcels?$skiptoken=x"}"#;
    let groups = Response::new(200, [("OData-Version", "4.0")], body)
        .groups(&totals)
        .expect("groups");
    assert_eq!(groups.len(), 2);
    assert_eq!(groups[0].key, Some(ContosoService::NextDay));
    let (count, sum) = groups[0].totals;
    assert_eq!((count, sum), (8, decimal("430000.000000000")));
    assert_eq!(
        sum.map(|sum| sum.to_string()).as_deref(),
        Some("430000.000000000")
    );
    assert_eq!(groups[0].formatted_key(0), Some("Next day"));
    assert_eq!(groups[0].formatted_total(0), Some("8"));
    assert_eq!(groups[0].formatted_total(1), Some("$430,000.00"));
    assert_eq!(groups[0].formatted_total(2), None);
    assert_eq!(groups[1].totals, (2, None));
    assert_eq!(groups[1].formatted_key(0), None);
    let link = groups.next_link().expect("another page");
    let next = totals.next_page(link);
    assert_eq!(
        shown(&next),
        "GET https://contoso.crm.dynamics.com/api/data/v9.2/contoso_parcels?$skiptoken=x"
    );
    assert_eq!(held(&next).headers, held(&request).headers);
}

#[test]
fn totals_of_every_type_are_read() {
    let c = ContosoParcel::columns();
    let totals = ContosoParcel::unlisted().aggregate().compute((
        (
            c.contoso_pieces.sum(),
            c.contoso_pieces.average(),
            c.contoso_pieces.max(),
        ),
        (c.contoso_bulk_number.sum(), c.contoso_bulk_number.min()),
        (
            c.contoso_rate.average(),
            c.contoso_depth.average(),
            c.contoso_depth.sum(),
        ),
        (
            c.contoso_sealed_on.max(),
            c.contoso_delivery_day.min(),
            c.contoso_pick_up_time.min(),
        ),
        c.contoso_fee.max(),
    ));
    assert_eq!(
        logged(&totals).replace("%20", " "),
        "contoso_parcels?$apply=aggregate(\
         contoso_pieces with sum as total1,contoso_pieces with average as total2,contoso_pieces with max as total3,\
         contoso_bulknumber with sum as total4,contoso_bulknumber with min as total5,\
         contoso_rate with average as total6,contoso_depth with average as total7,contoso_depth with sum as total8,\
         contoso_sealedon with max as total9,contoso_deliveryday with min as total10,contoso_pickuptime with min as total11,\
         contoso_fee with max as total12)"
    );
    let body = br#"{"value": [{
      "total1": 9007199254740993, "total2": 2.500000000, "total3": 7,
      "total4": 9223372036854775807, "total5": -1,
      "total6": 0.1, "total7": 0.1, "total8": 1e3,
      "total9": "2026-01-31T23:59:59Z", "total10": "2026-01-31", "total11": "2026-01-31T08:00:00Z",
      "total12": 922337203685477.5807
    }]}"#;
    let groups = totals.read(body).expect("groups");
    let [group] = &*groups else {
        panic!("{groups:?}");
    };
    let ((sum, average, maximum), (bulk, minimum), (rate, depth, depths), (sealed, day, time), fee) =
        group.totals;
    assert_eq!(
        (sum, average, maximum),
        (decimal("9007199254740993"), decimal("2.5"), Some(7))
    );
    assert_eq!((bulk, minimum), (decimal("9223372036854775807"), Some(-1)));
    assert_eq!(
        (rate, depth, depths),
        (decimal("0.1"), Some(0.1), Some(1000.0))
    );
    assert_eq!(
        sealed.map(|at| at.to_string()).as_deref(),
        Some("2026-01-31T23:59:59Z")
    );
    assert_eq!(day, Date::new(2026, 1, 31));
    assert!(time.is_some());
    assert_eq!(fee, decimal("922337203685477.5807"));
    assert_eq!(group.key, ());

    for body in [
        r#"{"value": []}"#,
        r#"{"value": [], "@odata.nextLink": null}"#,
    ] {
        let none = totals.read(body.as_bytes()).expect("groups");
        assert!(none.is_empty());
        assert_eq!(none.next_link(), None);
    }
}

#[test]
fn keys_of_every_type_are_read() {
    let c = ContosoParcel::columns();
    let keys = (
        (
            c.contoso_name,
            c.contoso_pieces,
            c.contoso_bulk_number,
            c.contoso_rate,
        ),
        (
            c.contoso_depth,
            c.contoso_fragile,
            c.contoso_carrier,
            c.owner_id,
        ),
        c.contoso_parcel_id,
    );
    let aggregate = ContosoParcel::unlisted().aggregate().group_by(keys);
    assert_eq!(
        logged(&aggregate),
        "contoso_parcels?$apply=groupby((contoso_name,contoso_pieces,contoso_bulknumber,contoso_rate,contoso_depth,\
         contoso_fragile,_contoso_carrier_value,_ownerid_value,contoso_parcelid))"
    );
    aggregate.check().expect("no errors");
    let body = format!(
        r#"{{"value": [{{
          "contoso_name": "P-1", "contoso_pieces": 3, "contoso_bulknumber": 4, "contoso_rate": 1.50, "contoso_depth": 0.5,
          "contoso_fragile": true,
          "_contoso_carrier_value": "{ID}",
          "_contoso_carrier_value@OData.Community.Display.V1.FormattedValue": "Fabrikam",
          "_ownerid_value": "{ID}", "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team",
          "contoso_parcelid": "{ID}"
        }}, {{}}]}}"#
    );
    let groups = aggregate.read(body.as_bytes()).expect("groups");
    let ((name, pieces, bulk, rate), (depth, fragile, carrier, owner), id) = &groups[0].key;
    assert_eq!(name.as_deref(), Some("P-1"));
    assert_eq!((*pieces, *bulk, *rate), (Some(3), Some(4), decimal("1.50")));
    assert_eq!((*depth, *fragile), (Some(0.5), Some(true)));
    let carrier = carrier.as_ref().expect("a carrier");
    assert_eq!((carrier.uuid(), carrier.name()), (ID, Some("Fabrikam")));
    assert_eq!(owner.as_ref().and_then(|owner| owner.table()), Some("team"));
    assert_eq!(id.map(Id::uuid), Some(ID));
    assert_eq!(groups[0].formatted_key(6), Some("Fabrikam"));
    assert_eq!(groups[1].key, Default::default());
}

#[test]
fn keys_of_related_rows_are_read() {
    let (c, carrier) = (ContosoParcel::columns(), ContosoCarrier::columns());
    let over = ContosoParcel::many_to_one().contoso_carrier;
    let by_carrier = ContosoParcel::unlisted()
        .aggregate()
        .group_by((over.column(carrier.contoso_name), c.statecode))
        .compute(Total::count());
    assert_eq!(
        logged(&by_carrier).replace("%20", " "),
        "contoso_parcels?$apply=groupby((contoso_Carrier/contoso_name,statecode),aggregate($count as total1))"
    );
    let body = br#"{"value": [
      {"contoso_carrier_contoso_name": "Fabrikam", "statecode": 0, "total1": 3},
      {"statecode": 0, "total1": 1}
    ]}"#;
    let groups = by_carrier.read(body).expect("groups");
    let read: Vec<_> = groups
        .iter()
        .map(|group| (group.key.0.as_deref(), group.totals))
        .collect();
    assert_eq!(read, [(Some("Fabrikam"), 3), (None, 1)]);
}

#[test]
fn lists_are_inline_in_filters() {
    let c = ContosoParcel::columns();
    let some = ContosoParcel::unlisted()
        .aggregate()
        .filter(c.contoso_pieces.is_in([1, 2]))
        .compute(Total::count());
    assert_eq!(
        logged(&some)
            .replace("%20", " ")
            .replace("%22", "\"")
            .replace("%2C", ","),
        "contoso_parcels?$apply=filter(Microsoft.Dynamics.CRM.In(PropertyName='contoso_pieces',PropertyValues=%5B\"1\",\"2\"%5D))\
         /aggregate($count as total1)"
    );
}

#[test]
fn unsupported_aggregates_are_errors() {
    let (c, depot) = (ContosoParcel::columns(), ContosoDepot::columns());
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let nothing = ContosoParcel::unlisted()
        .aggregate()
        .check()
        .expect_err("nothing");
    assert_eq!(nothing.as_slice(), [QueryError::NothingToCompute]);

    let far = up.then(up).column(depot.contoso_name);
    let lookup = up.column(depot.contoso_parent_depot);
    let own = up.column(depot.contoso_name);
    let errors = ContosoDepot::aggregate()
        .group_by((far, lookup, own.clone(), own))
        .order_by(depot.contoso_name.asc())
        .check()
        .expect_err("errors");
    assert_eq!(
        errors.to_string(),
        "duplicate key `contoso_depot_contoso_name` in the response: compute one of the two keys in a separate aggregate\n\
         unsupported key `contoso_name`: use a column of the table, or a column of a related row that isn't a lookup\n\
         unsupported key `_contoso_parentdepot_value`: use a column of the table, or a column of a related row that isn't a \
         lookup\n\
         cannot order groups by `contoso_name`: order by a key that is a column of the table, or sort the response"
    );

    let values = (0..500).map(|pieces| c.contoso_pieces.eq(pieces));
    let many = values.fold(c.contoso_pieces.eq(-1), |all, one| all.or(one));
    let many = ContosoParcel::unlisted()
        .aggregate()
        .filter(many)
        .compute(Total::count());
    let errors = many.check().expect_err("errors");
    assert_eq!(errors.as_slice(), [QueryError::Conditions { count: 501 }]);

    let long = ContosoParcel::unlisted()
        .aggregate()
        .filter(c.contoso_notes.eq("x".repeat(40_000)))
        .compute(Total::count());
    let errors = long.to_request().expect_err("errors");
    assert!(
        matches!(errors.as_slice(), [QueryError::Url { limit: 32_768, .. }]),
        "{errors}"
    );
    long.to_batch_request().expect("a batch takes more");
}

#[test]
fn counts_may_be_text_and_texts_may_be_cut() {
    let c = ContosoParcel::columns();
    let totals = ContosoParcel::unlisted()
        .aggregate()
        .group_by((c.contoso_name, c.contoso_pieces))
        .compute((Total::count(), c.contoso_declared_value.sum()));
    let body = r#"{"value": [{"contoso_name": "cut \ud83d", "contoso_pieces": 2,
        "contoso_pieces@OData.Community.Display.V1.FormattedValue": "two \ud83d",
        "total1": "3", "total2": "440000.000000000"}]}"#;
    let groups = totals.read(body.as_bytes()).expect("groups");
    let group = &groups[0];
    assert_eq!(group.key.0.as_deref(), Some("cut \u{fffd}"));
    assert_eq!(group.formatted_key(1), Some("two \u{fffd}"));
    assert_eq!(group.totals.0, 3);
    let sum = group.totals.1.expect("a sum");
    assert_eq!(sum.to_string(), "440000.000000000");
}

#[test]
fn bad_bodies_are_errors() {
    let c = ContosoParcel::columns();
    let totals = ContosoParcel::unlisted()
        .aggregate()
        .group_by(c.contoso_pieces)
        .compute((Total::count(), c.contoso_declared_value.sum()));
    let error = |body: &str| -> String {
        let groups: Result<Groups<_, _>, _> = totals.read(body.as_bytes());
        groups.expect_err(body).to_string()
    };
    let bodies = [
        (
            "[]",
            "invalid type: sequence, expected an object with an array `value` at line 1 column 0",
        ),
        ("{", "EOF while parsing an object at line 1 column 1"),
        (
            r#"{"value": 1}"#,
            "invalid type: integer `1`, expected a sequence at line 1 column 11",
        ),
        (
            r#"{"error": {"code": "0x8004e023", "message": "too many"}}"#,
            r#"the body is an error: {"code": "0x8004e023", "message": "too many"}"#,
        ),
        (r#"{"@odata.context": "x"}"#, "missing list `value`"),
        (
            r#"{"value": [{"contoso_pieces": 1}]}"#,
            "group 1: `total1`: missing total",
        ),
        (
            r#"{"value": [{"total1": 1}, {"contoso_pieces": "many", "total1": 1}]}"#,
            r#"group 2: `contoso_pieces` of table `contoso_parcel`: invalid type: string "many", expected i32"#,
        ),
        (
            r#"{"value": [{"total1": -1}]}"#,
            "group 1: `total1`: invalid number of rows: -1",
        ),
        (
            r#"{"value": [{"total1": 1, "total2": "much"}]}"#,
            r#"group 1: `total2`: invalid decimal number: "much""#,
        ),
        (
            r#"{"value": [{"total1": 1, "total1": 2}]}"#,
            "duplicate field `total1` at line 1 column 37",
        ),
        (
            r#"{"value": [{"pieces": 1, "total1": 2}]}"#,
            "group 1: unexpected field `pieces`",
        ),
        (
            r#"{"value": [], "@odata.nextLink": 3}"#,
            "invalid type: integer `3`, expected a string at line 1 column 34",
        ),
        (
            r#"{"value": [{"total1": 1, "total2@OData.Community.Display.V1.FormattedValue": 3}]}"#,
            "group 1: `total2@OData.Community.Display.V1.FormattedValue`: invalid type: integer `3`, expected a string or null",
        ),
    ];
    for (body, expected) in bodies {
        assert_eq!(
            error(body),
            format!("groups of table `contoso_parcel`: {expected}")
        );
    }

    let long = "x".repeat(1_000_000);
    for body in [
        format!(r#"{{"value": "{long}"}}"#),
        format!(r#"{{"{long}": 1, "value": [{{"{long}": 1}}]}}"#),
        format!(r#"{{"value": [{{"total1": "{long}"}}]}}"#),
        format!(r#"{{"value": [{{"total1": 1, "total2": "{long}"}}]}}"#),
        format!(r#"{{"value": [{{"total1": 1, "contoso_pieces": "{long}"}}]}}"#),
        format!(r#"{{"error": {{"message": "{long}"}}}}"#),
    ] {
        let said = error(&body);
        assert!(said.len() < 1_000, "{} bytes", said.len());
    }

    let refused = Response::new::<&str, &str>(
        400,
        [],
        r#"{"error": {"code": "0x8004e023", "message": "too many"}}"#,
    );
    let error = refused.groups(&totals).expect_err("a refused request");
    assert_eq!(
        error.to_string(),
        "rejected with status 400: too many (0x8004e023)"
    );
}
