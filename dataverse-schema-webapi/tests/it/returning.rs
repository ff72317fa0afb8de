//! Writes that return their row, new rows under a list, and totals over related rows.

use dataverse_schema::prelude::*;
use dataverse_schema::query::{Filter, QueryError, ReturningError, Total};
use dataverse_schema::request::ResponseAnnotation;
use dataverse_schema::value::Uuid;
use dataverse_schema::{Lookup, Response};

use crate::sent::{header, held, shown};

mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_parcel.md"
        ],
        dir = "../tests/pages",
        entity_sets(systemuser = "systemusers")
    );
}
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel, tables};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct Depot {
    contoso_name: String,
    contoso_manager: Option<Lookup<tables::Systemuser>>,
    #[projection(formatted = contoso_opened_on)]
    opened: Option<String>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct WithParent {
    #[projection(many_to_one = contoso_parent_depot)]
    parent: Option<Depot>,
}

#[test]
fn writes_select_what_they_return() {
    let c = ContosoDepot::columns();
    let parent = ContosoDepot::many_to_one().contoso_parent_depot;
    let new = ContosoDepot::create().set(c.contoso_name, "North");
    let request = new.clone().returning().into_request().expect("no errors");
    assert_eq!(
        shown(&request),
        "POST contoso_depots {\"contoso_name\":\"North\"}"
    );
    assert_eq!(header(&request, "Prefer"), Some("return=representation"));
    assert_eq!(header(&request, "If-None-Match"), Some("null"));
    let request = new
        .returning()
        .select((c.contoso_name, c.contoso_town))
        .expand(parent.select(c.contoso_name))
        .annotations([ResponseAnnotation::FormattedValues])
        .query_option("tag", "x")
        .into_request();
    let request = request.expect("no errors");
    assert_eq!(
        held(&request).path,
        "contoso_depots?$select=contoso_name,contoso_town\
         &$expand=contoso_ParentDepot($select=contoso_name)&tag=x"
    );
    let formatted = "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"";
    assert_eq!(
        header(&request, "Prefer"),
        Some(&*format!("return=representation,{formatted}"))
    );

    let update = ContosoDepot::update(Id::new(ID)).set(c.contoso_town, "t");
    let request = update.returning_as::<Depot>().into_request();
    let request = request.expect("no errors");
    assert_eq!(
        shown(&request),
        format!(
            "PATCH contoso_depots({ID})\
             ?$select=contoso_depotid,contoso_name,_contoso_manager_value,contoso_openedon \
             {{\"contoso_town\":\"t\"}}"
        )
    );
    assert_eq!(header(&request, "If-Match"), Some("*"));
    let body = format!(r#"{{"contoso_depotid": "{ID}", "contoso_name": "North"}}"#);
    let response = Response::new(200, [("", ""); 0], body);
    let depot: Depot = response.row().expect("a row");
    assert_eq!(depot.contoso_name, "North");
}

#[test]
fn updates_return_no_related_rows() {
    let c = ContosoDepot::columns();
    let update = || ContosoDepot::update(Id::new(ID)).set(c.contoso_town, "t");
    let not_returned = |result: Result<_, ReturningError>| match result {
        Err(ReturningError::InvalidSelection(errors)) => errors.as_slice().to_vec(),
        other => panic!("{other:?}"),
    };
    let error = |navigation_property| QueryError::NotReturned {
        navigation_property,
    };
    let request = update().returning_as::<WithParent>().into_request();
    assert_eq!(not_returned(request), [error("contoso_ParentDepot")]);
    let upsert = ContosoDepot::upsert(Id::new(ID)).set(c.contoso_town, "t");
    let request = upsert.returning_as::<WithParent>().into_request();
    assert_eq!(not_returned(request), [error("contoso_ParentDepot")]);
    let (up, down) = (
        ContosoDepot::many_to_one().contoso_parent_depot,
        ContosoDepot::one_to_many().contoso_depot_depots,
    );
    let new = || ContosoDepot::create().set(c.contoso_name, "North");
    let request = new()
        .returning()
        .expand(up.expand(down.select(c.contoso_name)));
    let found = request.into_request();
    assert_eq!(
        found.as_ref().expect_err("nested").to_string(),
        "the response to this write has no rows of `contoso_depot_depots`: retrieve them after it"
    );
    let request = new()
        .returning()
        .expand(down.select(c.contoso_name))
        .into_request();
    let request = request.expect("related rows of a new row are returned");
    assert!(held(&request).path.ends_with("($select=contoso_name)"));
    let invalid = ContosoDepot::create().set(c.contoso_name, "x".repeat(200));
    let found = invalid.returning().into_request();
    assert!(matches!(found, Err(ReturningError::InvalidChanges(_))));
}

#[test]
fn new_row_is_created_under_a_list() {
    let p = ContosoParcel::columns();
    let parcels = ContosoCarrier::one_to_many()
        .contoso_parcel_carrier
        .path(Id::new(ID));
    let new = ContosoParcel::unlisted().create().set(p.contoso_pieces, 3);
    let request = parcels.create(new).expect("no violation");
    assert_eq!(
        shown(&request),
        format!("POST contoso_carriers({ID})/contoso_parcel_carrier {{\"contoso_pieces\":3}}")
    );
    assert_eq!(header(&request, "If-None-Match"), Some("null"));
    let invalid = ContosoParcel::unlisted().create();
    let invalid = invalid.set(p.contoso_name, "x".repeat(5_000));
    assert!(parcels.create(invalid).is_err());
}

#[test]
fn related_rows_are_aggregated() {
    let p = ContosoParcel::columns();
    let parcels = ContosoCarrier::one_to_many()
        .contoso_parcel_carrier
        .path(Id::new(ID));
    let totals = parcels
        .aggregate()
        .filter(p.contoso_pieces.gt(1))
        .compute((Total::count(), p.contoso_pieces.sum()));
    let request = totals.to_request().expect("no errors");
    assert_eq!(
        held(&request).path,
        format!(
            "contoso_carriers({ID})/contoso_parcel_carrier?$apply=filter(contoso_pieces%20gt%201)\
             /aggregate($count%20as%20total1,contoso_pieces%20with%20sum%20as%20total2)"
        )
    );
}

#[test]
fn conditions_of_a_list_are_combined() {
    let c = ContosoDepot::columns();
    let names = ["a", "b", "c"];
    let starts = || names.iter().map(|name| c.contoso_name.starts_with(*name));
    let path = |filter: Option<Filter<ContosoDepot>>| {
        let query = ContosoDepot::query()
            .filter(c.contoso_calls.gt(1))
            .filter(filter.expect("the list isn't empty"));
        let request = query.into_request().expect("no errors");
        held(&request).path.replace("%20", " ")
    };
    let one = |name| format!("startswith(contoso_name,'{name}')");
    let (a, b, c) = (one("a"), one("b"), one("c"));
    let start = "contoso_depots?$filter=contoso_calls gt 1 and";
    assert_eq!(
        path(Filter::any_of(starts())),
        format!("{start} ({a} or {b} or {c})")
    );
    assert_eq!(
        path(Filter::all_of(starts())),
        format!("{start} {a} and {b} and {c}")
    );
    assert_eq!(
        path(Filter::any_of(starts().take(1))),
        format!("{start} {a}")
    );
    assert!(Filter::any_of(starts().take(0)).is_none());
    assert!(Filter::all_of(starts().take(0)).is_none());
}
