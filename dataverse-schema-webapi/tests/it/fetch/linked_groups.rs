//! Groups by columns of linked rows, and totals over these.

use dataverse_schema::prelude::*;
use dataverse_schema::query::{FetchError, QueryError, Total};
use dataverse_schema::request::ResponseAnnotation;
use dataverse_schema::{Decimal, Response};

use super::lines;
use super::schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

#[test]
fn totals_over_linked_rows_are_in_their_links() {
    let (p, c) = (ContosoParcel::columns(), ContosoCarrier::columns());
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let groups = ContosoCarrier::unlisted()
        .fetch_groups()
        .link(parcels.outer().filter(p.contoso_pieces.gt(1)))
        .group_by((
            c.contoso_name,
            parcels.linked_column(p.contoso_service),
            parcels.linked_column(p.contoso_sealed_on).year().in_utc(),
        ))
        .compute((
            Total::count(),
            parcels.linked_column(p.contoso_pieces).sum(),
            parcels.linked_column(p.contoso_pieces).average(),
            parcels.linked_column(p.contoso_delivery_day).min(),
            parcels.linked_column(p.contoso_delivery_day).max(),
            parcels.linked_column(p.contoso_name).count_values(),
            parcels.linked_column(p.contoso_name).count_distinct(),
        ))
        .filter(parcels.linked_row(p.contoso_name.is_not_null()))
        .order_by_total_desc(1);
    assert_eq!(
        lines(&groups.to_request().expect("no errors")),
        "<fetch aggregate='true'>
  <entity name='contoso_carrier'>
    <attribute name='contoso_name' alias='key1' groupby='true'/>
    <attribute name='contoso_carrierid' alias='total1' aggregate='count'/>
    <filter type='and'>
      <condition entityname='l1' attribute='contoso_name' operator='not-null'/>
    </filter>
    <order alias='total2' descending='true'/>
    <link-entity name='contoso_parcel' from='contoso_carrier' to='contoso_carrierid' link-type='outer' alias='l1'>
      <filter type='and'>
        <condition attribute='contoso_pieces' operator='gt' value='1'/>
      </filter>
      <attribute name='contoso_service' alias='key2' groupby='true'/>
      <attribute name='contoso_sealedon' alias='key3' groupby='true' dategrouping='year' usertimezone='false'/>
      <attribute name='contoso_pieces' alias='total2' aggregate='sum'/>
      <attribute name='contoso_pieces' alias='total3' aggregate='avg'/>
      <attribute name='contoso_deliveryday' alias='total4' aggregate='min'/>
      <attribute name='contoso_deliveryday' alias='total5' aggregate='max'/>
      <attribute name='contoso_name' alias='total6' aggregate='countcolumn'/>
      <attribute name='contoso_name' alias='total7' aggregate='countcolumn' distinct='true'/>
    </link-entity>
  </entity>
</fetch>
"
    );
    let body = r#"{"value": [{
        "key1": "Alpen", "key2": 2, "key2@OData.Community.Display.V1.FormattedValue": "Express",
        "key3": 2026, "total1": 4, "total2": 9, "total3": 2.25,
        "total4": "2026-01-02", "total5": "2026-03-04", "total6": 3, "total7": 2
    }]}"#;
    let response = Response::new(200, [("OData-Version", "4.0")], body);
    let groups = response.groups(&groups).expect("groups");
    let group = &groups[0];
    assert_eq!(group.key.2, Some(2026));
    assert_eq!(group.formatted_key(1), Some("Express"));
    let (count, sum, average, first, last, values, distinct) = &group.totals;
    assert_eq!((*count, *values, *distinct), (4, 3, 2));
    assert_eq!(*sum, Some(Decimal::from(9)));
    let average = average.map(|average| average.to_string());
    assert_eq!(average.as_deref(), Some("2.25"));
    assert!(first < last);
}

#[test]
fn totals_over_related_rows_need_no_link() {
    let d = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let groups = ContosoDepot::fetch_groups()
        .group_by(up.column(d.contoso_opened_on).month())
        .compute((
            up.column(d.contoso_calls).sum(),
            up.then(up).column(d.contoso_calls).max(),
        ));
    assert_eq!(
        lines(&groups.to_request().expect("no errors")),
        "<fetch aggregate='true'>
  <entity name='contoso_depot'>
    <link-entity name='contoso_depot' from='contoso_depotid' to='contoso_parentdepot' link-type='outer' alias='p1'>
      <attribute name='contoso_openedon' alias='key1' groupby='true' dategrouping='month'/>
      <attribute name='contoso_calls' alias='total1' aggregate='sum'/>
      <link-entity name='contoso_depot' from='contoso_depotid' to='contoso_parentdepot' link-type='outer' alias='p2'>
        <attribute name='contoso_calls' alias='total2' aggregate='max'/>
      </link-entity>
    </link-entity>
  </entity>
</fetch>
"
    );
    let groups = groups.read(br#"{"value": [{"key1": 3, "total1": 7}]}"#);
    let group = &groups.expect("groups")[0];
    assert_eq!((group.key, group.totals.1), (Some(3), None));
    assert_eq!(group.totals.0, Some(Decimal::from(7)));
}

/// An inner link leaves out the rows without a linked row, so that these form no group.
#[test]
fn links_of_the_query_are_used() {
    let (d, c) = (ContosoDepot::columns(), ContosoCarrier::columns());
    let (up, down) = (
        ContosoDepot::many_to_one().contoso_parent_depot,
        ContosoDepot::one_to_many().contoso_depot_depots,
    );
    let same = d.contoso_name.link_to(c.contoso_name);
    let groups = ContosoDepot::fetch_groups()
        .link((up.inner(), down.inner().link(down.outer())))
        .require(same.exists())
        .group_by((
            up.column(d.contoso_name),
            down.linked_column(down.linked_column(d.contoso_town)),
            down.linked_column(up.column(d.contoso_town)),
        ));
    assert_eq!(
        lines(&groups.to_request().expect("no errors")),
        "<fetch aggregate='true'>
  <entity name='contoso_depot'>
    <link-entity name='contoso_depot' from='contoso_depotid' to='contoso_parentdepot' link-type='inner' alias='l1'>
      <attribute name='contoso_name' alias='key1' groupby='true'/>
    </link-entity>
    <link-entity name='contoso_depot' from='contoso_parentdepot' to='contoso_depotid' link-type='inner' alias='l2'>
      <link-entity name='contoso_depot' from='contoso_parentdepot' to='contoso_depotid' link-type='outer' alias='l2_1'>
        <attribute name='contoso_town' alias='key2' groupby='true'/>
      </link-entity>
      <link-entity name='contoso_depot' from='contoso_depotid' to='contoso_parentdepot' link-type='outer' alias='p1'>
        <attribute name='contoso_town' alias='key3' groupby='true'/>
      </link-entity>
    </link-entity>
    <link-entity name='contoso_carrier' from='contoso_name' to='contoso_name' link-type='exists'/>
  </entity>
</fetch>
"
    );
}

#[test]
fn lookups_of_linked_rows_have_their_annotations() {
    let p = ContosoParcel::columns();
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let groups = ContosoCarrier::unlisted()
        .fetch_groups()
        .link(parcels.inner())
        .group_by((
            parcels.linked_column(p.owner_id),
            parcels.linked_column(p.contoso_carrier),
        ))
        .annotations([
            ResponseAnnotation::FormattedValues,
            ResponseAnnotation::Lookups,
        ]);
    let body = br#"{"value": [{
        "key1": "78914942-34cb-ed11-b596-0022481d68cd",
        "key1@OData.Community.Display.V1.FormattedValue": "Night shift",
        "key1@Microsoft.Dynamics.CRM.lookuplogicalname": "team"
    }]}"#;
    let groups = groups.read(body).expect("groups");
    let (owner, carrier) = &groups[0].key;
    let owner = owner.as_ref().expect("an owner");
    assert_eq!(
        (owner.table(), owner.name()),
        (Some("team"), Some("Night shift"))
    );
    assert_eq!(groups[0].formatted_key(0), Some("Night shift"));
    assert!(carrier.is_none());
}

#[test]
fn keys_of_pages_are_those_of_the_table() {
    let (d, down) = (
        ContosoDepot::columns(),
        ContosoDepot::one_to_many().contoso_depot_depots,
    );
    let groups = ContosoDepot::fetch_groups()
        .link(down.inner())
        .group_by((down.linked_column(d.contoso_town), d.contoso_town));
    let page = lines(&groups.to_page_request(1).expect("no errors"));
    assert_eq!(page.matches("<order").count(), 1, "{page}");
    assert!(page.contains("<order alias='key2'/>"), "{page}");
}

#[test]
fn errors_of_links_are_found() {
    let d = ContosoDepot::columns();
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let groups = || ContosoDepot::fetch_groups().compute(Total::count());
    let table = "contoso_depot";
    let not_linked = QueryError::Fetch(FetchError::NotLinked { table });
    let of_groups = QueryError::Fetch(FetchError::LinkOfGroups { table });
    let of_linked = QueryError::Fetch(FetchError::LinkOfLinked { table });
    let in_link = QueryError::Fetch(FetchError::RelatedInLink {
        property: "contoso_town",
    });
    let town = || down.linked_row(d.contoso_town.is_null());
    let failed = [
        (groups().filter(town()), &not_linked),
        (groups().require(down.exists()).filter(town()), &not_linked),
        (
            groups().link(down.inner().select(d.contoso_town)),
            &of_groups,
        ),
        (
            groups().link(
                down.inner()
                    .link(down.outer().order_by(d.contoso_town.asc())),
            ),
            &of_groups,
        ),
        (
            groups()
                .link(down.inner())
                .filter(down.linked_row(down.link_any(()))),
            &of_linked,
        ),
        (groups().link(down.inner().filter(town())), &in_link),
    ];
    for (groups, error) in failed {
        let errors = groups.check().expect_err("errors");
        assert_eq!(errors.as_slice(), std::slice::from_ref(error), "{groups}");
        assert!(!error.to_string().is_empty());
    }
    let by_town = ContosoDepot::fetch_groups().group_by(down.linked_column(d.contoso_town));
    let errors = by_town.check().expect_err("errors");
    assert_eq!(errors.as_slice(), [not_linked]);
}

#[test]
fn columns_are_found_by_name() {
    let column = |name| ContosoDepot::column(name).expect("a column");
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let groups = ContosoDepot::fetch_groups()
        .link(down.inner())
        .group_by((
            column("contoso_openedon").month(),
            up.column(column("contoso_openedon")).fiscal_year(),
            down.linked_column(column("contoso_openedon")).day(),
        ))
        .compute(down.linked_column(column("contoso_calls")).sum())
        .annotations([ResponseAnnotation::FormattedValues]);
    let text = lines(&groups.to_request().expect("no errors"));
    for part in ["month", "fiscal-year", "day"] {
        assert!(text.contains(&format!("dategrouping='{part}'")), "{text}");
    }
    let body = br#"{"value": [{
        "key1": 8, "key1@OData.Community.Display.V1.FormattedValue": "August", "key2": "FY26", "key3": 31,
        "total1": 12, "total1@OData.Community.Display.V1.FormattedValue": "12.00"
    }]}"#;
    let groups = groups.read(body).expect("groups");
    let group = &groups[0];
    assert_eq!(group.key, (Some(8), Some("FY26".to_owned()), Some(31)));
    assert_eq!(group.formatted_key(0), Some("August"));
    assert_eq!(group.formatted_total(0), Some("12.00"));
    assert_eq!(
        group.totals,
        Some(dataverse_schema::value::Value::Decimal(Decimal::from(12)))
    );
}

#[test]
fn columns_of_other_types_are_errors() {
    let column = |name| ContosoDepot::column(name).expect("a column");
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let operator = |property, operator| QueryError::Operator { property, operator };
    let parts = ContosoDepot::fetch_groups()
        .link(down.inner())
        .group_by((
            column("contoso_town").month(),
            down.linked_column(column("contoso_calls")).year(),
        ))
        .compute(down.linked_column(column("contoso_town")).sum());
    let errors = parts.check().expect_err("errors");
    assert_eq!(
        errors.as_slice(),
        [
            operator("contoso_town", "month"),
            operator("contoso_calls", "year"),
            operator("contoso_town", "sum"),
        ]
    );
    let unlike = column("contoso_town").link_to(column("contoso_calls"));
    let errors = ContosoDepot::fetch().link(unlike.inner()).check();
    let errors = errors.expect_err("errors");
    assert!(
        matches!(
            errors.as_slice(),
            [QueryError::WrongType {
                property: "contoso_town",
                ..
            }]
        ),
        "{errors}"
    );
    let manager = column("contoso_manager").link_to(column("contoso_depotid"));
    assert_eq!(ContosoDepot::fetch().link(manager.inner()).check(), Ok(()));
}
