//! Groups of rows: their XML, errors, and responses.

use dataverse_schema::Response;
use dataverse_schema::prelude::*;
use dataverse_schema::query::{FetchError, QueryError, Total};
use dataverse_schema::request::ResponseAnnotation;

use super::lines;
use super::schema::contoso_parcel::ContosoService;
use super::schema::{ContosoCarrier, ContosoDepot, ContosoParcel};
use crate::sent::header;

#[test]
fn keys_and_totals_have_aliases() {
    let (p, c) = (ContosoParcel::columns(), ContosoCarrier::columns());
    let carrier = ContosoParcel::many_to_one().contoso_carrier;
    let groups = ContosoParcel::unlisted()
        .fetch_groups()
        .group_by((
            p.contoso_service,
            p.contoso_sealed_on.year().in_utc(),
            p.contoso_sealed_on.fiscal_period(),
            carrier.column(c.contoso_name),
        ))
        .compute((
            Total::count(),
            p.contoso_pieces.average(),
            p.contoso_name.count_values(),
            carrier.column(c.contoso_name).count_distinct(),
        ))
        .filter(p.contoso_name.matches("a%"))
        .order_by_key(1)
        .order_by_total_desc(0)
        .limit_rows(10);
    assert_eq!(
        lines(&groups.to_request().expect("no errors")),
        "<fetch aggregate='true' aggregatelimit='10'>
  <entity name='contoso_parcel'>
    <attribute name='contoso_service' alias='key1' groupby='true'/>
    <attribute name='contoso_sealedon' alias='key2' groupby='true' dategrouping='year' usertimezone='false'/>
    <attribute name='contoso_sealedon' alias='key3' groupby='true' dategrouping='fiscal-period'/>
    <attribute name='contoso_parcelid' alias='total1' aggregate='count'/>
    <attribute name='contoso_pieces' alias='total2' aggregate='avg'/>
    <attribute name='contoso_name' alias='total3' aggregate='countcolumn'/>
    <filter type='and'>
      <condition attribute='contoso_name' operator='like' value='a%'/>
    </filter>
    <order alias='key2'/>
    <order alias='total1' descending='true'/>
    <link-entity name='contoso_carrier' from='contoso_carrierid' to='contoso_carrier' link-type='outer' alias='p1'>
      <attribute name='contoso_name' alias='key4' groupby='true'/>
      <attribute name='contoso_name' alias='total4' aggregate='countcolumn' distinct='true'/>
    </link-entity>
  </entity>
</fetch>
"
    );
}

#[test]
fn each_part_of_a_date_is_a_key() {
    let d = ContosoDepot::columns().contoso_opened_on;
    let groups = ContosoDepot::fetch_groups().group_by((
        d.day().in_user_time_zone(),
        d.week(),
        d.month(),
        d.quarter(),
        d.fiscal_year(),
    ));
    let text = lines(&groups.to_request().expect("no errors"));
    for part in [
        "day' usertimezone='true",
        "week",
        "month",
        "quarter",
        "fiscal-year",
    ] {
        assert!(text.contains(&format!("dategrouping='{part}'")), "{text}");
    }
}

#[test]
fn groups_are_read_by_type() {
    let p = ContosoParcel::columns();
    let groups = ContosoParcel::unlisted()
        .fetch_groups()
        .group_by((
            p.contoso_service,
            p.owner_id,
            p.contoso_sealed_on.month(),
            p.contoso_sealed_on.fiscal_year(),
        ))
        .compute((p.contoso_name.count_distinct(), p.contoso_pieces.sum()))
        .annotations([
            ResponseAnnotation::FormattedValues,
            ResponseAnnotation::Lookups,
        ]);
    let body = br#"{"@odata.context": "c", "value": [
        {
            "key1": 2, "key1@OData.Community.Display.V1.FormattedValue": "Express",
            "key2": "78914942-34cb-ed11-b596-0022481d68cd",
            "key2@Microsoft.Dynamics.CRM.lookuplogicalname": "team",
            "key3": 8, "key4": "FY2026", "total1": 5, "total2": 35.5
        },
        {"key4": 2026, "total1": 0}
    ]}"#;
    let groups = groups.read(body).expect("groups");
    let first = &groups[0];
    let (service, owner, month, year) = &first.key;
    assert_eq!(*service, Some(ContosoService::from_value(2)));
    assert_eq!(first.formatted_key(0), Some("Express"));
    let owner = owner.as_ref().expect("an owner");
    assert_eq!(owner.table(), Some("team"));
    assert_eq!((*month, year.as_deref()), (Some(8), Some("FY2026")));
    assert_eq!(first.totals.0, 5);
    assert_eq!(
        first.totals.1.map(|sum| sum.to_string()).as_deref(),
        Some("35.5")
    );
    let (service, owner, month, year) = &groups[1].key;
    assert!(service.is_none() && owner.is_none() && month.is_none());
    assert_eq!(year.as_deref(), Some("2026"));
    assert_eq!(groups[1].totals, (0, None));
}

#[test]
fn errors_are_found() {
    let groups = ContosoDepot::fetch_groups;
    let errors = groups().order_by_key(0).limit_rows(50_001).check();
    assert_eq!(
        errors.expect_err("errors").as_slice(),
        [
            QueryError::NothingToCompute,
            QueryError::Fetch(FetchError::UnknownOrder {
                name: "key1".to_owned()
            }),
            QueryError::Fetch(FetchError::AggregateLimit(50_001)),
        ]
    );
    let error = groups()
        .compute(Total::count())
        .read(br#"{"value": [{"total2": 1}]}"#);
    assert_eq!(
        error.expect_err("an error").to_string(),
        "groups of table `contoso_depot`: group 1: unexpected field `total2`"
    );
}

#[test]
fn pages_have_the_same_order() {
    let (p, c) = (ContosoParcel::columns(), ContosoCarrier::columns());
    let carrier = ContosoParcel::many_to_one().contoso_carrier;
    let groups = ContosoParcel::unlisted()
        .fetch_groups()
        .group_by((
            p.contoso_service,
            carrier.column(c.contoso_name),
            p.contoso_sealed_on.month(),
        ))
        .compute(Total::count())
        .order_by_total_desc(0)
        .order_by_key_desc(2);
    let expected = |page: &str| {
        format!(
            "<fetch aggregate='true'{page}>
  <entity name='contoso_parcel'>
    <attribute name='contoso_service' alias='key1' groupby='true'/>
    <attribute name='contoso_sealedon' alias='key3' groupby='true' dategrouping='month'/>
    <attribute name='contoso_parcelid' alias='total1' aggregate='count'/>
    <order alias='total1' descending='true'/>
    <order alias='key3' descending='true'/>
    <order alias='key1'/>
    <link-entity name='contoso_carrier' from='contoso_carrierid' to='contoso_carrier' link-type='outer' alias='p1'>
      <attribute name='contoso_name' alias='key2' groupby='true'/>
    </link-entity>
  </entity>
</fetch>
"
        )
    };
    for (number, page) in [(1, ""), (2, " page='2'")] {
        let request = groups.to_page_request(number).expect("no errors");
        assert_eq!(lines(&request), expected(page));
        assert_eq!(
            header(&request, "Prefer"),
            Some("odata.include-annotations=\"Microsoft.Dynamics.CRM.morerecords\"")
        );
    }
    let failed = groups.to_page_request(0).expect_err("no page");
    let expected = [QueryError::Fetch(FetchError::PageZero)];
    assert_eq!(failed.as_slice(), expected);
}

#[test]
fn last_page_has_no_more_groups() {
    let groups = ContosoDepot::fetch_groups().compute(Total::count());
    for (more, expected) in [("true", true), ("false", false), ("null", false)] {
        let body = format!(r#"{{"@Microsoft.Dynamics.CRM.morerecords": {more}, "value": []}}"#);
        let read = groups.read(body.as_bytes()).expect("groups");
        assert_eq!(read.has_more(), expected);
    }
    let read = groups.read(br#"{"value": []}"#).expect("groups");
    assert!(!read.has_more());
    let failed = groups.read(br#"{"@Microsoft.Dynamics.CRM.morerecords": 7, "value": []}"#);
    assert!(failed.is_err());
}

#[test]
fn responses_have_groups_of_both_languages() {
    let c = ContosoDepot::columns();
    let fetched = ContosoDepot::fetch_groups()
        .group_by(c.contoso_town)
        .compute(Total::count());
    let body = r#"{"value": [{"key1": "Bern", "total1": 2}]}"#;
    let groups = Response::new(200, [("OData-Version", "4.0")], body).groups(&fetched);
    assert_eq!(groups.expect("groups")[0].totals, 2);
    let aggregated = ContosoDepot::aggregate()
        .group_by(c.contoso_town)
        .compute(Total::count());
    let body = r#"{"value": [{"contoso_town": "Bern", "total1": 2}]}"#;
    let groups = Response::new(200, [("OData-Version", "4.0")], body).groups(&aggregated);
    assert_eq!(groups.expect("groups")[0].totals, 2);
    let refused = Response::new(400, [("OData-Version", "4.0")], "");
    assert_eq!(
        refused.groups(&fetched).expect_err("an error").status(),
        400
    );
}
