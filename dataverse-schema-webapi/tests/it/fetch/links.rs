//! Links to other tables, and what is read of them.

use dataverse_schema::prelude::*;
use dataverse_schema::query::fetch::{Joined, QueryHint};
use dataverse_schema::request::ResponseAnnotation;
use dataverse_schema::{Choice, FromRow, Projection, Response};

use super::schema::{ContosoCarrier, ContosoDepot, ContosoParcel, ContosoRoute, ContosoStop};
use super::xml;

#[test]
fn rows_have_selected_columns() {
    let c = ContosoDepot::columns();
    let fetch = ContosoDepot::fetch()
        .select((c.contoso_name, c.contoso_manager))
        .order_by(c.contoso_opened_on.desc())
        .order_by(c.contoso_name.asc())
        .top(5);
    assert_eq!(
        xml(&fetch),
        "<fetch top='5'>
  <entity name='contoso_depot'>
    <attribute name='contoso_name'/>
    <attribute name='contoso_manager'/>
    <order attribute='contoso_openedon' descending='true'/>
    <order attribute='contoso_name'/>
  </entity>
</fetch>
"
    );
    let all = xml(&ContosoDepot::fetch());
    assert!(all.contains("<all-attributes/>"), "{all}");
}

#[test]
fn options_are_attributes() {
    let c = ContosoDepot::columns();
    let fetch = ContosoDepot::fetch()
        .select(c.contoso_town)
        .distinct()
        .count()
        .late_materialize()
        .raw_order()
        .retained()
        .hint(QueryHint::HashJoin)
        .hint(QueryHint::NoPerformanceSpool)
        .page_size(50)
        .page(2);
    let text = xml(&fetch);
    assert_eq!(
        text.lines().next(),
        Some(
            "<fetch count='50' page='2' distinct='true' returntotalrecordcount='true' \
             latematerialize='true' useraworderby='true' datasource='retained' options='HashJoin,NO_PERFORMANCE_SPOOL'>"
        )
    );
}

#[test]
fn lookups_lists_and_links_of_links() {
    let (d, p, c) = (
        ContosoDepot::columns(),
        ContosoParcel::columns(),
        ContosoCarrier::columns(),
    );
    let carrier = ContosoParcel::many_to_one().contoso_carrier;
    let fetch = ContosoParcel::unlisted()
        .fetch()
        .select(p.contoso_name)
        .link(carrier.inner().select(c.contoso_name));
    assert_eq!(
        xml(&fetch),
        "<fetch>
  <entity name='contoso_parcel'>
    <attribute name='contoso_name'/>
    <link-entity name='contoso_carrier' from='contoso_carrierid' to='contoso_carrier' link-type='inner' alias='l1'>
      <attribute name='contoso_carrierid'/>
      <attribute name='contoso_name'/>
    </link-entity>
  </entity>
</fetch>
"
    );
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let fetch = ContosoDepot::fetch().select(d.contoso_name).link((
        up.outer().select(d.contoso_name),
        down.first_match()
            .select(d.contoso_name)
            .filter(d.contoso_calls.gt(3))
            .link(down.outer().select(d.contoso_town)),
    ));
    assert_eq!(
        xml(&fetch),
        "<fetch>
  <entity name='contoso_depot'>
    <attribute name='contoso_name'/>
    <link-entity name='contoso_depot' from='contoso_depotid' to='contoso_parentdepot' link-type='outer' alias='l1'>
      <attribute name='contoso_depotid'/>
      <attribute name='contoso_name'/>
    </link-entity>
    <link-entity name='contoso_depot' from='contoso_parentdepot' to='contoso_depotid' link-type='matchfirstrowusingcrossapply' alias='l2'>
      <attribute name='contoso_depotid'/>
      <attribute name='contoso_name'/>
      <filter type='and'>
        <condition attribute='contoso_calls' operator='gt' value='3'/>
      </filter>
      <link-entity name='contoso_depot' from='contoso_parentdepot' to='contoso_depotid' link-type='outer' alias='l2_1'>
        <attribute name='contoso_depotid'/>
        <attribute name='contoso_town'/>
      </link-entity>
    </link-entity>
  </entity>
</fetch>
"
    );
}

#[test]
fn required_links_return_nothing() {
    let c = ContosoDepot::columns();
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let fetch = ContosoDepot::fetch()
        .select(c.contoso_name)
        .require(down.exists().filter(c.contoso_town.eq("Bern")))
        .require(down.in_subquery());
    assert_eq!(
        xml(&fetch),
        "<fetch>
  <entity name='contoso_depot'>
    <attribute name='contoso_name'/>
    <link-entity name='contoso_depot' from='contoso_parentdepot' to='contoso_depotid' link-type='exists'>
      <filter type='and'>
        <condition attribute='contoso_town' operator='eq' value='Bern'/>
      </filter>
    </link-entity>
    <link-entity name='contoso_depot' from='contoso_parentdepot' to='contoso_depotid' link-type='in'/>
  </entity>
</fetch>
"
    );
}

#[test]
fn relationships_need_no_navigation_property() {
    let fetch = ContosoStop::unlisted()
        .fetch()
        .link(ContosoStop::many_to_one().contoso_planned_route.inner());
    let text = xml(&fetch);
    assert!(
        text.contains("from='contoso_routeid' to='contoso_plannedroute'"),
        "{text}"
    );
    let fetch = ContosoRoute::unlisted().fetch().link(
        ContosoRoute::one_to_many()
            .contoso_stop_plannedroute
            .inner(),
    );
    let text = xml(&fetch);
    assert!(
        text.contains("from='contoso_plannedroute' to='contoso_routeid'"),
        "{text}"
    );
}

#[test]
fn lists_over_intersect_tables_are_two_links() {
    let (d, c) = (ContosoDepot::columns(), ContosoCarrier::columns());
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers;
    let fetch = ContosoDepot::fetch()
        .select(d.contoso_name)
        .link(carriers.inner().select(c.contoso_name))
        .filter(carriers.link_not_any(c.contoso_name.eq("a")));
    let over = carriers.over("contoso_depot_carriers");
    let named = ContosoDepot::fetch()
        .select(d.contoso_name)
        .link(over.inner().select(c.contoso_name))
        .filter(over.link_not_any(c.contoso_name.eq("a")));
    assert_eq!(fetch.to_string(), named.to_string());
    assert_eq!(
        xml(&fetch),
        "<fetch>
  <entity name='contoso_depot'>
    <attribute name='contoso_name'/>
    <filter type='and'>
      <link-entity name='contoso_depot_carriers' from='contoso_depotid' to='contoso_depotid' link-type='not any' intersect='true'>
        <link-entity name='contoso_carrier' from='contoso_carrierid' to='contoso_carrierid' link-type='inner'>
          <filter type='and'>
            <condition attribute='contoso_name' operator='eq' value='a'/>
          </filter>
        </link-entity>
      </link-entity>
    </filter>
    <link-entity name='contoso_depot_carriers' from='contoso_depotid' to='contoso_depotid' link-type='inner' intersect='true'>
      <link-entity name='contoso_carrier' from='contoso_carrierid' to='contoso_carrierid' link-type='inner' alias='l1'>
        <attribute name='contoso_carrierid'/>
        <attribute name='contoso_name'/>
      </link-entity>
    </link-entity>
  </entity>
</fetch>
"
    );
    let columns = carriers.over_columns("pairs", "one", "two");
    let text = xml(&ContosoDepot::fetch().link(columns.outer().select(c.contoso_name)));
    for link in [
        "name='pairs' from='one' to='contoso_depotid' link-type='outer'",
        "from='contoso_carrierid' to='two' link-type='outer' alias='l1'",
    ] {
        assert!(text.contains(link), "{text}");
    }
}

/// A linked row that is there in each case comes first in the order, or in a condition.
#[test]
fn columns_of_related_rows_use_links() {
    let (d, up) = (
        ContosoDepot::columns(),
        ContosoDepot::many_to_one().contoso_parent_depot,
    );
    let fetch = ContosoDepot::fetch()
        .select(d.contoso_name)
        .link(up.inner().select(d.contoso_name))
        .order_by((
            up.column(d.contoso_name).asc(),
            d.contoso_name.asc(),
            up.then(up).column(d.contoso_town).desc(),
        ));
    assert_eq!(
        xml(&fetch),
        "<fetch>
  <entity name='contoso_depot'>
    <attribute name='contoso_name'/>
    <order entityname='l1' attribute='contoso_name'/>
    <order attribute='contoso_name'/>
    <order entityname='p1' attribute='contoso_town' descending='true'/>
    <link-entity name='contoso_depot' from='contoso_depotid' to='contoso_parentdepot' link-type='inner' alias='l1'>
      <attribute name='contoso_depotid'/>
      <attribute name='contoso_name'/>
      <link-entity name='contoso_depot' from='contoso_depotid' to='contoso_parentdepot' link-type='outer' alias='p1'/>
    </link-entity>
  </entity>
</fetch>
"
    );
    // A filtered outer link lacks rows that the lookup leads to.
    let fetch = ContosoDepot::fetch()
        .select(d.contoso_name)
        .link(
            up.outer()
                .select(d.contoso_name)
                .filter(d.contoso_town.eq("Bern")),
        )
        .order_by(up.column(d.contoso_name).asc());
    assert!(xml(&fetch).contains("<order entityname='p1'"));
}

/// As in a query, an order that is given again is left out, in one call or in several.
#[test]
fn linked_rows_are_ordered_by_a_column_once() {
    let d = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot.inner();
    let ordered = |link| xml(&ContosoDepot::fetch().select(d.contoso_name).link(link));
    let town = d.contoso_town.asc();
    let once = ordered(up.clone().order_by(town.clone()));
    assert_eq!(once.matches("<order ").count(), 1, "{once}");
    let twice = up.clone().order_by(town.clone()).order_by(town.clone());
    assert_eq!(ordered(twice), once);
    assert_eq!(ordered(up.order_by((town.clone(), town))), once);
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct Town {
    contoso_town: String,
    #[projection(formatted = contoso_opened_on)]
    opened: Option<String>,
}

const FORMATTED: &str = "@OData.Community.Display.V1.FormattedValue";

#[test]
fn linked_rows_are_read_by_their_types() {
    type Down = Joined<ContosoDepot, (Option<ContosoDepot>,)>;
    type Row = Joined<ContosoDepot, (Option<Town>, Down)>;
    for point in [".", "_x002e_"] {
        let body = format!(
            r#"{{"value": [
                {{
                    "@odata.etag": "W/\"1\"", "contoso_name": "North",
                    "l1{point}contoso_town": "Bern", "l1{point}contoso_openedon": "2026-01-31T00:00:00Z",
                    "l1{point}contoso_openedon{FORMATTED}": "31.01.2026",
                    "l2{point}contoso_name": "South", "l2{point}contoso_manager": "78914942-34cb-ed11-b596-0022481d68cd",
                    "l2{point}contoso_manager{FORMATTED}": "Susanna", "l2_1{point}contoso_town": "Sion"
                }},
                {{"contoso_name": "East", "l2{point}contoso_calls": 7, "l2_1{point}contoso_town": null}}
            ]}}"#
        );
        let response = Response::new(200, [("a", "b")], body);
        let rows: Rows<Row> = response.rows().expect("rows");
        let (town, down) = &rows[0].linked;
        assert_eq!(rows[0].contoso_name.as_deref(), Some("North"));
        assert_eq!(rows[0].row.etag(), Some("W/\"1\""));
        assert_eq!(
            town,
            &Some(Town {
                contoso_town: "Bern".to_owned(),
                opened: Some("31.01.2026".to_owned()),
            })
        );
        let manager = down.contoso_manager.as_ref().expect("a lookup");
        assert_eq!(manager.name(), Some("Susanna"));
        let further = down.linked.0.as_ref().expect("a row");
        assert_eq!(further.contoso_town.as_deref(), Some("Sion"));
        let (town, down) = &rows[1].linked;
        assert_eq!(town, &None);
        assert_eq!(down.contoso_calls, Some(7));
        assert_eq!(down.linked.0, None);
    }
}

fn read<R: FromRow>(properties: &str) -> Result<R, String> {
    let body = format!("{{\"value\": [{{{properties}}}]}}");
    let rows: Rows<R> = serde_json::from_str(&body).map_err(|error| error.to_string())?;
    rows.into_iter().next().ok_or_else(|| "no row".to_owned())
}

const FIRST: &str = r#""contoso_name": "North", "contoso_DepotId": "78914942-34cb-ed11-b596-0022481d68cd",
    "contoso_Name": "South""#;

/// The row that `first_match` links has schema names, as documented. That of an outer link hasn't.
#[test]
fn only_first_rows_have_schema_names() -> Result<(), String> {
    type Row = Joined<ContosoDepot, (Option<ContosoDepot>, ContosoDepot)>;
    let row: Row = read(FIRST)?;
    let (up, down) = &row.linked;
    assert_eq!(row.contoso_name.as_deref(), Some("North"));
    assert_eq!(up, &None);
    assert_eq!(down.contoso_name.as_deref(), Some("South"));
    Ok(())
}

#[test]
fn first_rows_have_links() -> Result<(), String> {
    type Row = Joined<ContosoDepot, (Joined<ContosoDepot, (Option<ContosoDepot>,)>,)>;
    let row: Row = read(&format!(r#"{FIRST}, "l1_1.contoso_town": "Sion""#))?;
    let (down,) = &row.linked;
    assert_eq!(down.contoso_name.as_deref(), Some("South"));
    let further = down.linked.0.as_ref().ok_or("a row")?;
    assert_eq!(further.contoso_town.as_deref(), Some("Sion"));
    Ok(())
}

/// Linked columns whose schema names are lower-case are read once there is a key.
#[test]
fn first_rows_have_lower_case_schema_names() -> Result<(), String> {
    type Row = Joined<ContosoCarrier, (ContosoParcel,)>;
    let key = r#""contoso_ParcelId": "78914942-34cb-ed11-b596-0022481d68cd""#;
    let row: Row = read(&format!(r#"{key}, "statecode": 1"#))?;
    assert_eq!(row.linked.0.statecode, Some(Choice::from_value(1)));
    let missing = read::<Row>(r#""statecode": 1"#).err().ok_or("an error")?;
    assert!(
        missing.contains("missing row of table `contoso_parcel`"),
        "{missing}"
    );
    Ok(())
}

#[test]
fn tables_are_linked_once_by_first_match() {
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let fetch = ContosoDepot::fetch().link(down.first_match().link(down.first_match()));
    let errors = fetch.check().expect_err("an error");
    assert_eq!(
        errors.to_string(),
        "cannot link table `contoso_depot` twice by `first_match`, whose columns have no alias in the response: use `inner` or `outer` for one of the links"
    );
    assert!(
        ContosoDepot::fetch()
            .link(down.first_match())
            .check()
            .is_ok()
    );
}

#[test]
fn first_rows_have_no_names_of_the_queried_table() {
    let p = ContosoParcel::columns();
    let same = p.contoso_name.link_to(p.contoso_name);
    let first = || ContosoParcel::unlisted().fetch();
    let all = first().link(same.first_match());
    let errors = all.check().expect_err("ambiguous columns").to_string();
    for name in ["statecode", "statuscode"] {
        let error = format!(
            "cannot read column `{name}` of rows linked by `first_match`, as the queried table has a column of that name and the response has no alias: select other columns of the linked rows, or use `inner` or `outer`"
        );
        assert!(errors.contains(&error), "{errors}");
    }
    let state = same.first_match().select(p.statecode);
    assert!(first().link(state).check().is_err());
    let name = same.first_match().select(p.contoso_name);
    assert!(first().link(name).check().is_ok());
    assert!(first().link(same.outer()).check().is_ok());
}

#[test]
fn missing_and_invalid_linked_rows_are_errors() {
    type Row = Joined<ContosoDepot, (ContosoDepot,)>;
    let error = |body: &str| {
        let response = Response::new(200, [("a", "b")], body);
        let error = response.rows::<Row>().expect_err("an error");
        error.to_string()
    };
    let message = error(r#"{"value": [{"contoso_name": "North"}]}"#);
    assert!(
        message.contains(
            "missing row of table `contoso_depot`, linked as `l1`, which isn't an `Option`"
        ),
        "{message}"
    );
    let message = error(r#"{"value": [{"l1.contoso_calls": "x"}]}"#);
    assert!(
        message.contains("row linked as `l1`: ") && message.contains("contoso_calls"),
        "{message}"
    );
}

#[test]
fn projections_select_and_read() {
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let fetch = Town::fetch()
        .link(up.outer_as::<Town>())
        .annotations([ResponseAnnotation::FormattedValues]);
    assert_eq!(
        xml(&fetch),
        "<fetch>
  <entity name='contoso_depot'>
    <attribute name='contoso_depotid'/>
    <attribute name='contoso_town'/>
    <attribute name='contoso_openedon'/>
    <link-entity name='contoso_depot' from='contoso_depotid' to='contoso_parentdepot' link-type='outer' alias='l1'>
      <attribute name='contoso_depotid'/>
      <attribute name='contoso_town'/>
      <attribute name='contoso_openedon'/>
    </link-entity>
  </entity>
</fetch>
"
    );
}
