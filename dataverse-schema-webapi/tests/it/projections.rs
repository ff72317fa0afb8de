//! Projections: the queries of structs, and how they are read.

use dataverse_schema::prelude::*;
use dataverse_schema::query::QueryError;
use dataverse_schema::request::ResponseAnnotation;
use dataverse_schema::{DateTime, Lookup, Projection, Reference};

use crate::book::logged;
use crate::sent::header;

mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_parcel.md"
        ],
        dir = "../tests/pages",
        entity_sets(account = "accounts", contact = "contacts", team = "teams")
    );
}
use schema::contoso_parcel::ContosoService;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel, tables};

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct Depot {
    contoso_depot_id: Id<ContosoDepot>,
    #[projection(column = contoso_name)]
    name: String,
    contoso_town: Option<String>,
    contoso_manager: Option<Lookup<tables::Systemuser>>,
    #[projection(column = contoso_manager)]
    who: Option<Reference>,
    #[projection(formatted = contoso_opened_on)]
    opened: Option<String>,
    #[projection(column = contoso_opened_on)]
    opened_on: Option<DateTime>,
    #[projection(etag)]
    etag: Option<String>,
    #[projection(many_to_one = contoso_parent_depot)]
    parent: Option<Name>,
    #[projection(
        one_to_many = contoso_depot_depots,
        filter = ContosoDepot::columns().contoso_town.is_not_null(),
        top = 5
    )]
    below: Vec<Below>,
    #[projection(many_to_many = contoso_depot_carriers)]
    carriers: Vec<Carrier>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct Twice {
    contoso_name: String,
    contoso_manager: Lookup<tables::Systemuser>,
    #[projection(formatted = contoso_manager)]
    manager: Option<String>,
    #[projection(column = contoso_manager)]
    who: Reference,
    #[projection(column = contoso_name)]
    name: Option<String>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct Name {
    contoso_name: Option<String>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = schema::ContosoDepot, crate = dataverse_schema)]
struct Below {
    contoso_name: String,
    #[projection(many_to_one = contoso_parent_depot)]
    parent: Name,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoCarrier)]
struct Carrier {
    contoso_name: String,
    #[projection(one_to_many = contoso_parcel_carrier)]
    parcels: Vec<Parcel>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoParcel)]
struct Parcel {
    contoso_service: Option<ContosoService>,
}

#[test]
fn projection_selects_its_fields() {
    let c = ContosoDepot::columns();
    let query = Depot::query().filter(c.contoso_name.eq("North"));
    let url = logged(&query).replace("%20", " ");
    assert_eq!(
        url,
        "contoso_depots?$select=contoso_depotid,contoso_name,contoso_town,_contoso_manager_value,contoso_openedon\
         &$filter=contoso_name eq 'North'\
         &$expand=contoso_ParentDepot($select=contoso_depotid,contoso_name),\
         contoso_depot_depots($select=contoso_depotid,contoso_name;$filter=contoso_town ne null;$top=5;\
         $expand=contoso_ParentDepot($select=contoso_depotid,contoso_name)),\
         contoso_depot_carriers($select=contoso_carrierid,contoso_name;\
         $expand=contoso_parcel_carrier($select=contoso_parcelid,contoso_service))"
    );
    let request = query.into_unchecked_request();
    let prefer = "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"";
    assert_eq!(header(&request, "Prefer"), Some(prefer));
    let id = "3f1b7c5a-6d2e-ef11-840a-0022482d2c11"
        .parse()
        .expect("a valid value");
    let row = Name::retrieve(Id::new(id)).annotations([ResponseAnnotation::All]);
    assert_eq!(
        logged(row),
        "contoso_depots(3f1b7c5a-6d2e-ef11-840a-0022482d2c11)?$select=contoso_depotid,contoso_name"
    );
    let path = ContosoDepot::one_to_many()
        .contoso_depot_depots
        .path(Id::new(id));
    assert_eq!(
        logged(path.query_as::<Name>()),
        "contoso_depots(3f1b7c5a-6d2e-ef11-840a-0022482d2c11)/contoso_depot_depots?$select=contoso_depotid,contoso_name"
    );
}

const BODY: &str = r#"{
    "@odata.context": "…",
    "@odata.count": 1,
    "value": [{
        "@odata.etag": "W/\"7\"",
        "contoso_depotid": "3f1b7c5a-6d2e-ef11-840a-0022482d2c11",
        "contoso_name": "North",
        "contoso_town": null,
        "contoso_openedon@OData.Community.Display.V1.FormattedValue": "1/1/2026",
        "contoso_openedon": "2026-01-01T00:00:00Z",
        "contoso_ParentDepot": {"contoso_name": "Head"},
        "contoso_depot_depots": [{"contoso_name": "Small", "contoso_ParentDepot": {"contoso_name": "North"}}],
        "contoso_depot_depots@odata.nextLink": "…",
        "contoso_depot_carriers": [{"contoso_name": "Fabrikam", "contoso_parcel_carrier": [{"contoso_service": 77}, {}]}]
    }],
    "@odata.nextLink": "https://…"
}"#;

#[test]
fn projection_reads_its_fields() {
    let rows: Rows<Depot> = serde_json::from_str(BODY).expect("rows of the projection");
    assert_eq!(
        (rows.count(), rows.next_link()),
        (Some(1), Some("https://…"))
    );
    let name = |name: &str| Name {
        contoso_name: Some(name.to_owned()),
    };
    let expected = Depot {
        contoso_depot_id: "3f1b7c5a-6d2e-ef11-840a-0022482d2c11"
            .parse()
            .expect("a valid value"),
        name: "North".to_owned(),
        contoso_town: None,
        contoso_manager: None,
        who: None,
        opened: Some("1/1/2026".to_owned()),
        opened_on: Some("2026-01-01T00:00:00Z".parse().expect("a valid value")),
        etag: Some("W/\"7\"".to_owned()),
        parent: Some(name("Head")),
        below: vec![Below {
            contoso_name: "Small".to_owned(),
            parent: name("North"),
        }],
        carriers: vec![Carrier {
            contoso_name: "Fabrikam".to_owned(),
            parcels: vec![
                Parcel {
                    contoso_service: Some(ContosoService::from_value(77)),
                },
                Parcel {
                    contoso_service: None,
                },
            ],
        }],
    };
    assert_eq!(rows.as_slice(), [expected]);
}

/// A depot with the names of its properties that had half of a surrogate pair.
#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct Cut {
    contoso_name: Option<String>,
    #[projection(lossy_properties)]
    cut: Vec<String>,
    #[projection(many_to_one = contoso_parent_depot)]
    parent: Option<CutParent>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct CutParent {
    contoso_town: Option<String>,
    #[projection(lossy_properties)]
    cut: Vec<String>,
}

#[test]
fn rows_of_a_list_are_read_like_single_rows() -> Result<(), serde_json::Error> {
    let rows = [
        r#"{"@odata.etag": "W/\"1\"", "contoso_depotid": "78914942-34cb-ed11-b596-0022481d68cd",
            "contoso_name": "One", "contoso_town": "Redmond", "contoso_description": "is no field",
            "contoso_openedon": "2026-11-02T15:05:30Z",
            "contoso_openedon@OData.Community.Display.V1.FormattedValue": "today",
            "_contoso_manager_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
            "_contoso_manager_value": "78914942-34cb-ed11-b596-0022481d68ce",
            "contoso_ParentDepot": {"contoso_name": "Up"},
            "contoso_depot_depots": [{"contoso_name": "Below", "contoso_ParentDepot": {}}]}"#,
        r#"{"contoso_name": "Two", "contoso_depotid": "78914942-34cb-ed11-b596-0022481d68cf"}"#,
        r#"{"contoso_depotid": "78914942-34cb-ed11-b596-0022481d68d0", "contoso_town": null,
            "contoso_name": "Three", "contoso_openedon": null, "_contoso_manager_value": null,
            "_contoso_parentdepot_value@OData.Community.Display.V1.FormattedValue": "is no field",
            "_contoso_parentdepot_value": "78914942-34cb-ed11-b596-0022481d68ce"}"#,
    ];
    let list: Rows<Depot> = serde_json::from_str(&format!(r#"{{"value": [{}]}}"#, rows.join(",")))?;
    assert_eq!(list.len(), rows.len());
    for (row, json) in list.iter().zip(rows) {
        assert_eq!(*row, serde_json::from_str::<Depot>(json)?);
    }
    assert_eq!(list[1].etag, None);
    assert_eq!(list[1].opened, None);
    Ok(())
}

#[test]
fn projection_names_lossy_properties() {
    let body =
        r#"{"contoso_name": "cut \ud83d", "contoso_ParentDepot": {"contoso_town": "\ude00"}}"#;
    let depot: Cut = serde_json::from_str(body).expect("a row");
    assert_eq!(depot.contoso_name.as_deref(), Some("cut \u{fffd}"));
    assert_eq!(depot.cut, ["contoso_name"]);
    assert_eq!(depot.parent.expect("a parent").cut, ["contoso_town"]);
    let whole: Cut = serde_json::from_str(r#"{"contoso_name": "\ud83d\ude00"}"#).expect("a row");
    assert!(whole.cut.is_empty());
    // Nothing is selected for the names.
    assert_eq!(
        CutParent::query().to_string(),
        "contoso_depots?$select=contoso_depotid,contoso_town"
    );
}

#[test]
fn missing_required_fields_are_errors() {
    let error = |body: &str| {
        let error = serde_json::from_str::<Below>(body).expect_err("something is missing");
        error.to_string()
    };
    assert_eq!(
        error("{}"),
        "missing `contoso_name` of table `contoso_depot`, whose field isn't an `Option`"
    );
    assert_eq!(
        error(r#"{"contoso_name": null}"#),
        "null `contoso_name` of table `contoso_depot`, whose field isn't an `Option`"
    );
    assert_eq!(
        error(r#"{"contoso_name": "a", "contoso_ParentDepot": null}"#),
        "null `contoso_ParentDepot` of table `contoso_depot`, whose field isn't an `Option`"
    );
    assert_eq!(
        error(r#"{"contoso_name": "a", "contoso_ParentDepot": {"contoso_name": 1}}"#),
        "rows expanded over `contoso_depot_depots`: `contoso_name` of table `contoso_depot`: invalid type: integer `1`, expected a string or null at line 1 column 18"
    );
}

#[test]
fn column_may_be_in_several_fields() {
    let row: Twice = serde_json::from_str(
        r#"{
            "contoso_name": "North",
            "_contoso_manager_value@OData.Community.Display.V1.FormattedValue": "Nancy",
            "_contoso_manager_value": "3f1b7c5a-6d2e-ef11-840a-0022482d2c11"
        }"#,
    )
    .expect("it can be read");
    assert_eq!(row.contoso_manager.reference(), &row.who);
    assert_eq!(
        row.who.id().to_string(),
        "3f1b7c5a-6d2e-ef11-840a-0022482d2c11"
    );
    assert_eq!(row.manager.as_deref(), Some("Nancy"));
    assert_eq!(row.name.as_ref(), Some(&row.contoso_name));
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct Town {
    contoso_town: Option<String>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct TwoViews {
    contoso_name: String,
    #[projection(one_to_many = contoso_depot_depots, top = 5)]
    names: Vec<Name>,
    #[projection(one_to_many = contoso_depot_depots, top = 5)]
    towns: Vec<Town>,
}

#[derive(Debug, Projection)]
#[projection(table = ContosoDepot)]
#[allow(dead_code)]
struct All {
    #[projection(one_to_many = contoso_depot_depots)]
    all: Vec<Name>,
}

#[derive(Debug, Projection)]
#[projection(table = ContosoDepot)]
#[allow(dead_code)]
struct Homeless {
    #[projection(
        one_to_many = contoso_depot_depots,
        filter = ContosoDepot::columns().contoso_town.is_null()
    )]
    homeless: Vec<Name>,
}

/// The compiler doesn't see how the rows in the rows of both fields differ.
#[derive(Debug, Projection)]
#[projection(table = ContosoDepot)]
#[allow(dead_code)]
struct Split {
    #[projection(one_to_many = contoso_depot_depots)]
    all: Vec<All>,
    #[projection(one_to_many = contoso_depot_depots)]
    homeless: Vec<Homeless>,
}

#[test]
fn fields_share_related_rows() {
    let query = TwoViews::query();
    query.check().expect("no errors");
    assert_eq!(
        logged(query),
        "contoso_depots?$select=contoso_depotid,contoso_name\
         &$expand=contoso_depot_depots($select=contoso_depotid,contoso_name,contoso_town;$top=5)"
    );
    let row: TwoViews = serde_json::from_str(
        r#"{"contoso_name":"North","contoso_depot_depots":[{"contoso_name":"a","contoso_town":"b"}]}"#,
    )
    .expect("it is read");
    assert_eq!(row.names[0].contoso_name.as_deref(), Some("a"));
    assert_eq!(row.towns[0].contoso_town.as_deref(), Some("b"));
    // Rows of one field would be missing in the other.
    assert_eq!(
        Split::query()
            .check()
            .expect_err("it has errors")
            .as_slice(),
        [QueryError::ConflictingExpansions {
            navigation_property: "contoso_depot_depots"
        }]
    );
}
