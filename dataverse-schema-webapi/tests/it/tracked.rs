//! Changes of a table since an earlier response.

use dataverse_schema::prelude::*;
use dataverse_schema::query::{QueryError, Tracked};
use dataverse_schema::request::ResponseAnnotation;
use dataverse_schema::response::Response;
use dataverse_schema::value::Uuid;

use crate::responses::schema::{ContosoCarrier, ContosoDepot};
use crate::sent::{header, held};

const NONE: [(&str, &str); 0] = [];
const SERVICE: &str = "https://contoso.api.crm.dynamics.com/api/data/v9.2";
const DELTA: &str = "https://contoso.api.crm.dynamics.com/api/data/v9.2/contoso_depots\
    ?$select=contoso_depotid,contoso_name&$deltatoken=919042%2108%2f22%2f2017%2008%3a10%3a44";
const NEW: Uuid = Uuid::from_u128(0x60c4e274_0d87_e711_80e5_00155db19e6d);
const GONE: Uuid = Uuid::from_u128(0x2e451703_c686_e711_80e5_00155db19e6d);

#[derive(Clone, Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct Name {
    contoso_name: String,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoDepot)]
struct Formatted {
    #[projection(formatted = contoso_opened_on)]
    opened: Option<String>,
    #[projection(many_to_many = contoso_depot_carriers)]
    carriers: Vec<CarrierName>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoCarrier)]
struct CarrierName {
    contoso_name: Option<String>,
}

/// Returns the body of the response to a delta link: a changed row and a deleted one.
fn delta() -> Response {
    let body = format!(
        r#"{{
            "@odata.context": "{SERVICE}/$metadata#contoso_depots(contoso_name)/$delta",
            "@odata.deltaLink": "{DELTA}2",
            "value": [
                {{
                    "@odata.etag": "W/\"915244\"",
                    "contoso_name": "North",
                    "contoso_depotid": "{NEW}"
                }},
                {{
                    "@odata.context": "{SERVICE}/$metadata#contoso_depots/$deletedEntity",
                    "id": "{GONE}",
                    "reason": "deleted"
                }}
            ]
        }}"#
    );
    Response::new(200, NONE, body)
}

#[test]
fn first_query_asks_for_a_link_to_changes() {
    let c = ContosoDepot::columns();
    for query in [
        ContosoDepot::query().select(c.contoso_name).track_changes(),
        ContosoDepot::query().track_changes().select(c.contoso_name),
        Tracked::<ContosoDepot>::query().select(c.contoso_name),
    ] {
        let request = query.page_size(100).into_request().expect("a valid query");
        assert_eq!(held(&request).path, "contoso_depots?$select=contoso_name");
        assert_eq!(
            header(&request, "Prefer"),
            Some("odata.maxpagesize=100,odata.track-changes")
        );
    }
    let request = Name::query().track_changes().into_request();
    let request = request.expect("a valid query");
    assert_eq!(
        held(&request).path,
        "contoso_depots?$select=contoso_depotid,contoso_name"
    );
}

#[test]
fn later_requests_use_the_links() {
    let query = ContosoDepot::query().page_size(100).track_changes();
    let next = format!("{DELTA}&$skiptoken=7");
    for (request, url) in [
        (query.changes_since(DELTA), DELTA),
        (query.next_page(&next), &*next),
    ] {
        assert_eq!(held(&request).path, url);
        assert_eq!(
            header(&request, "Prefer"),
            Some("odata.maxpagesize=100,odata.track-changes")
        );
    }
    let count = query.count_since(DELTA);
    assert_eq!(
        held(&count).path,
        format!(
            "{SERVICE}/contoso_depots/$count?$deltatoken=919042%2108%2f22%2f2017%2008%3a10%3a44"
        )
    );
    assert_eq!(header(&count, "Prefer"), None);
    let count = query.count_since(&format!(
        "{SERVICE}/contoso_depots?%24select=a&%24deltatoken=1"
    ));
    assert_eq!(
        held(&count).path,
        format!("{SERVICE}/contoso_depots/$count?%24deltatoken=1")
    );
}

#[test]
fn changed_and_deleted_rows_are_apart() {
    let rows = delta().rows::<Tracked<ContosoDepot>>().expect("valid rows");
    let next = format!("{DELTA}2");
    assert_eq!(rows.delta_link(), Some(&*next));
    assert_eq!(rows.next_link(), None);
    let [Tracked::Changed(new), Tracked::Deleted(gone)] = rows.as_slice() else {
        panic!("{rows:?}");
    };
    assert_eq!(new.contoso_depot_id, Some(Id::new(NEW)));
    assert_eq!(new.contoso_name.as_deref(), Some("North"));
    assert_eq!(new.etag(), Some("W/\"915244\""));
    assert_eq!(*gone, Id::new(GONE));

    let names = delta().rows::<Tracked<Name>>().expect("valid rows");
    let contoso_name = "North".to_owned();
    assert_eq!(
        names.as_slice(),
        [
            Tracked::Changed(Name { contoso_name }),
            Tracked::Deleted(Id::new(GONE))
        ]
    );
}

#[test]
fn deleted_row_is_not_read_as_a_row() {
    let message =
        "a row of table `contoso_depot` was deleted: read the response as rows of `Tracked`";
    let errors = [
        delta().rows::<ContosoDepot>().err(),
        delta().rows::<Name>().err(),
    ];
    for error in errors {
        let error = error.expect("a deleted row").to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn deleted_row_has_an_id() {
    for id in ["", r#","id":null"#, r#","id":"7""#, r#","id":7"#] {
        let entry = format!(r#"{{"@odata.context":"$metadata#a/$deletedEntity"{id}}}"#);
        let body = format!(r#"{{"value":[{entry}]}}"#);
        let error = Response::new(200, NONE, body).rows::<Tracked<ContosoDepot>>();
        let error = error.expect_err("an invalid id").to_string();
        let message = "missing or invalid `id` of a deleted row of table `contoso_depot`";
        assert!(error.contains(message), "{error}");
    }
}

/// [The documentation][documented] tracks the changes of an entity set.
///
/// [documented]: https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems
#[test]
fn rows_along_a_relationship_are_not_tracked() {
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let query = down.path(Id::<ContosoDepot>::new(NEW)).query();
    query.check().expect("a valid query without tracking");
    let path = query.to_string();
    let message = format!(
        "cannot track the changes of `{path}`: track those of the table, and filter the rows of the response"
    );
    let tracked = query.track_changes();
    assert_eq!(tracked.check().expect_err("an error").to_string(), message);
    let error = tracked.into_request().expect_err("an error");
    assert_eq!(error.to_string(), message);
}

#[test]
fn options_that_the_service_rejects_with_tracking_are_errors() {
    let c = ContosoDepot::columns();
    let tracked = |method| QueryError::TrackedWith { method };
    let query = ContosoDepot::query()
        .filter(c.contoso_name.is_not_null())
        .order_by(c.contoso_name.asc())
        .expand(ContosoDepot::many_to_many().contoso_depot_carriers)
        .top(3)
        .annotations([ResponseAnnotation::FormattedValues]);
    query.check().expect("a valid query without tracking");
    let errors = query.track_changes().check().expect_err("invalid options");
    assert_eq!(
        errors.as_slice(),
        ["filter", "order_by", "expand", "top", "annotations"].map(tracked)
    );
    assert_eq!(
        errors.to_string(),
        "cannot combine `track_changes` with `filter`: filter the rows of the response\n\
         cannot combine `track_changes` with `order_by`: sort the rows of the response\n\
         cannot combine `track_changes` with `expand`: track the changes of the related table in a query of its own\n\
         cannot combine `track_changes` with `top`: use `page_size`\n\
         cannot combine `track_changes` with `annotations`: with them, the response has no delta link; remove them, \
         and formatted fields of a projection"
    );
    let errors = Formatted::query().track_changes().check();
    assert_eq!(
        errors.expect_err("fields that need options").as_slice(),
        ["expand", "annotations"].map(tracked)
    );
}
