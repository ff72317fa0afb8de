//! Query options and preferences of users, and what a request is turned into.

use dataverse_schema::Request;
use dataverse_schema::prelude::*;
use dataverse_schema::query::fetch::Fetch;
use dataverse_schema::query::{Filter, QueryError, Total};
use dataverse_schema::request::{Method, ResponseAnnotation};

use crate::responses::schema::ContosoDepot;
use crate::sent::{header, held, violating};

const NEXT: &str = "https://contoso.api.crm.dynamics.com/api/data/v9.2/contoso_depots\
    ?$select=contoso_name&tag=import&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E";

#[test]
fn options_of_users_are_appended_and_encoded() {
    let c = ContosoDepot::columns();
    let query = ContosoDepot::query()
        .select(c.contoso_name)
        .filter(c.contoso_name.is_in(["a", "b"]))
        .query_option("tag", "a&b='ü'");
    let request = query.clone().into_request().expect("no errors");
    assert_eq!(
        held(&request).path,
        "contoso_depots?$select=contoso_name\
         &$filter=Microsoft.Dynamics.CRM.In(PropertyName='contoso_name',PropertyValues=@p1)\
         &@p1=%5B%22a%22%2C%22b%22%5D&tag=a%26b%3D%27%C3%BC%27"
    );
    let fetch = Fetch::try_from(query).expect("it has the same in FetchXML");
    let request = fetch.to_request().expect("no errors");
    assert!(held(&request).path.ends_with("&tag=a%26b%3D%27%C3%BC%27"));
    // The first option.
    let id = Id::<ContosoDepot>::new(uuid());
    let request = ContosoDepot::retrieve(id).query_option("partitionId", "device-001");
    let request = request.into_request().expect("no errors");
    assert_eq!(
        held(&request).path,
        format!("contoso_depots({})?partitionId=device-001", uuid())
    );
    let request = ContosoDepot::unlisted().delete(id).query_option("tag", "x");
    assert_eq!(
        held(&request).path,
        format!("contoso_depots({})?tag=x", uuid())
    );
    let groups = ContosoDepot::aggregate()
        .group_by(c.contoso_name)
        .query_option("tag", "x");
    let request = groups.to_request().expect("no errors");
    assert_eq!(
        held(&request).path,
        "contoso_depots?$apply=groupby((contoso_name))&tag=x"
    );
    // The service's own marks of system options and aliases stay.
    let request = Request::new(Method::Get, "contoso_depots").query_option("$top", "3");
    assert_eq!(held(&request).path, "contoso_depots?$top=3");
    let request = request.query_option("a b", "c");
    assert_eq!(
        violating(&request, &["query-option"]).path,
        "contoso_depots?$top=3&a%20b=c"
    );
}

fn uuid() -> dataverse_schema::value::Uuid {
    dataverse_schema::value::Uuid::from_u128(7)
}

#[test]
fn duplicate_options_are_errors() {
    let query = || ContosoDepot::query().top(3).query_option("tag", "a");
    assert!(query().query_option("tag", "b").check().is_ok());
    let found = query().query_option("$top", "4").check();
    let found = found.expect_err("`$top` is there");
    let name = "$top".to_owned();
    assert_eq!(found.as_slice(), [QueryError::DuplicateOption { name }]);
    assert_eq!(
        found.to_string(),
        "duplicate query option `$top`: remove one of them"
    );
}

#[test]
fn preferences_of_users_are_added() {
    let query = ContosoDepot::query()
        .page_size(50)
        .prefer("odata.maxpagesize=20")
        .prefer("respond-async");
    let prefer = Some("odata.maxpagesize=20,respond-async");
    let request = query.clone().into_request().expect("no errors");
    assert_eq!(header(&request, "Prefer"), prefer);
    assert_eq!(header(&query.next_page(NEXT), "Prefer"), prefer);
    let fetch = Fetch::try_from(ContosoDepot::query().prefer("respond-async"));
    let request = fetch.expect("it converts").to_request().expect("no errors");
    let expected = "respond-async,\
                    odata.include-annotations=\"Microsoft.Dynamics.CRM.fetchxmlpagingcookie,\
                    Microsoft.Dynamics.CRM.morerecords\"";
    assert_eq!(header(&request, "Prefer"), Some(expected));
    let request = ContosoDepot::retrieve(Id::new(uuid())).prefer("respond-async");
    let request = request.into_request().expect("no errors");
    assert_eq!(header(&request, "Prefer"), Some("respond-async"));
}

#[test]
fn request_asks_for_its_next_page() {
    let query = ContosoDepot::query()
        .query_option("tag", "import")
        .page_size(2)
        .annotations([ResponseAnnotation::FormattedValues]);
    let request = query.clone().into_request().expect("no errors");
    let next = request.next_page(NEXT);
    assert_eq!(next, query.next_page(NEXT));
    assert_eq!(held(&next).path, NEXT);
    assert_eq!(header(&next, "Prefer"), header(&request, "Prefer"));
}

#[test]
fn rows_are_counted_by_their_filters() {
    let c = ContosoDepot::columns();
    let query = ContosoDepot::query()
        .select(c.contoso_name)
        .order_by(c.contoso_name.asc())
        .top(3)
        .page_size(2);
    let count = |request: &Request| {
        assert_eq!(header(request, "Accept"), Some("text/plain"));
        held(request).path.clone()
    };
    let request = query.to_count_request().expect("no errors");
    assert_eq!(count(&request), "contoso_depots/$count");
    let query = query.filter(c.contoso_name.is_in(["a"]));
    let request = query.query_option("tag", "x").to_count_request();
    assert_eq!(
        count(&request.expect("no errors")),
        "contoso_depots/$count?$filter=Microsoft.Dynamics.CRM.In(PropertyName='contoso_name',\
         PropertyValues=@p1)&@p1=%5B%22a%22%5D&tag=x"
    );
    let list: [&str; 0] = [];
    let query = ContosoDepot::query().filter(c.contoso_name.is_in(list));
    let found = query.to_count_request().expect_err("an empty list");
    assert_eq!(found.as_slice(), [QueryError::EmptyList { name: "In" }]);
}

/// What pages, formatted values, and counts need isn't replaced by what users ask for.
#[test]
fn annotations_of_users_are_added() {
    const OWN: &str = "odata.include-annotations=\"contoso.*\"";
    const FORMATTED: &str = "OData.Community.Display.V1.FormattedValue";
    let c = ContosoDepot::columns();
    let formatted = [ResponseAnnotation::FormattedValues];
    let query = ContosoDepot::query()
        .annotations(formatted.clone())
        .prefer(OWN);
    let fetch = ContosoDepot::fetch()
        .annotations(formatted.clone())
        .prefer(OWN);
    let aggregate = ContosoDepot::aggregate()
        .group_by(c.contoso_name)
        .annotations(formatted.clone())
        .prefer(OWN);
    let groups = ContosoDepot::fetch_groups()
        .group_by(c.contoso_name)
        .annotations(formatted.clone())
        .prefer(OWN);
    let returning = ContosoDepot::create()
        .set(c.contoso_name, "North")
        .returning()
        .annotations(formatted)
        .prefer(OWN)
        .prefer("return=minimal,respond-async");
    let paging = "Microsoft.Dynamics.CRM.fetchxmlpagingcookie,Microsoft.Dynamics.CRM.morerecords";
    let expected = format!("odata.include-annotations=\"contoso.*,{FORMATTED}\"");
    for (request, expected) in [
        (query.into_request().expect("no errors"), expected.clone()),
        (
            fetch.to_request().expect("no errors"),
            format!("odata.include-annotations=\"contoso.*,{FORMATTED},{paging}\""),
        ),
        (aggregate.to_request().expect("no errors"), expected.clone()),
        (groups.to_request().expect("no errors"), expected.clone()),
        (
            returning.into_request().expect("no errors"),
            format!("{expected},return=representation,respond-async"),
        ),
    ] {
        assert_eq!(header(&request, "Prefer"), Some(&*expected));
    }
}

#[test]
fn ids_are_those_of_the_same_rows() {
    let c = ContosoDepot::columns();
    let query = ContosoDepot::query()
        .select(c.contoso_name)
        .filter(Filter::unchecked("contoso_name eq @name"))
        .query_option("@name", "'North'")
        .query_option("$count", "true")
        .prefer("odata.maxpagesize=3");
    let request = query.clone().ids().into_request().expect("no errors");
    assert_eq!(
        held(&request).path,
        "contoso_depots?$select=contoso_depotid\
         &$filter=(contoso_name%20eq%20%40name)&@name=%27North%27"
    );
    assert_eq!(header(&request, "Prefer"), None);
    assert!(!query.has_top());
    assert!(query.query_option("$top", "3").ids().has_top());
}

#[test]
fn fetch_xml_is_there_once() {
    let fetch = ContosoDepot::fetch().query_option("fetchXml", "<fetch/>");
    let groups = ContosoDepot::fetch_groups()
        .compute(Total::count())
        .query_option("FetchXML", "<fetch/>");
    for found in [fetch.check(), groups.check()] {
        let name = "fetchXml".to_owned();
        let expected = [QueryError::DuplicateOption { name }];
        assert_eq!(found.expect_err("twice").as_slice(), expected);
    }
    let groups = ContosoDepot::fetch_groups().compute(Total::count());
    let request = groups.query_option("tag", "x").to_request();
    assert!(held(&request.expect("no errors")).path.ends_with("&tag=x"));
}

#[test]
fn text_has_columns_of_the_queried_row_only() {
    let below = ContosoDepot::one_to_many().contoso_depot_depots;
    let text = || Filter::unchecked("contoso_calls gt 1");
    let found = [
        ContosoDepot::query().filter(below.any(text())).check(),
        ContosoDepot::query().filter(below.all(!text())).check(),
    ];
    for found in found {
        let found = found.expect_err("the columns of another row");
        assert_eq!(found.as_slice(), [QueryError::UncheckedInLambda]);
        assert_eq!(
            found.to_string(),
            "cannot use `Filter::unchecked` inside `any` or `all`, where its columns would be those of the row outside: write the whole `any` or `all` as its text"
        );
    }
    assert!(ContosoDepot::query().filter(text()).check().is_ok());
}
