//! Pages, their cookies, and limits.

use dataverse_schema::prelude::*;
use dataverse_schema::query::fetch::{Fetch, PagingError};
use dataverse_schema::query::{FetchError, QueryError};
use dataverse_schema::table::Table;

use super::schema::{ContosoDepot, ContosoReading};
use super::xml;
use crate::sent::header;

/// The annotation about a page in the form of Microsoft's example, with values of our own.
const COOKIE: &str = "<cookie pagenumber=\"2\" pagingcookie=\"%253ccookie%2520page%253d%25221%2522%253e\
    %253ccontoso_name%2520last%253d%2522O%2527Brian%2520%2526amp%253b%2520S%25c3%25b6hne%2522%2520%252f%253e\
    %253c%252fcookie%253e\" istracking=\"False\" />";

fn rows(annotations: &str) -> Rows<ContosoDepot> {
    let body = format!("{{{annotations} \"value\": [{{\"contoso_name\": \"a\"}}]}}");
    serde_json::from_str(&body).expect("rows")
}

fn page(cookie: &str) -> Rows<ContosoDepot> {
    let cookie = serde_json::to_string(cookie).expect("a string");
    rows(&format!(
        "\"@Microsoft.Dynamics.CRM.fetchxmlpagingcookie\": {cookie}, \
         \"@Microsoft.Dynamics.CRM.morerecords\": true,"
    ))
}

#[test]
fn cookies_are_decoded_twice_and_pages_counted() {
    let c = ContosoDepot::columns();
    let first = ContosoDepot::fetch()
        .select(c.contoso_name)
        .order_by(c.contoso_name.desc())
        .page_size(3);
    let request = first.to_request().expect("no errors");
    assert_eq!(
        header(&request, "Prefer"),
        Some(
            "odata.include-annotations=\"Microsoft.Dynamics.CRM.fetchxmlpagingcookie,\
             Microsoft.Dynamics.CRM.morerecords\""
        )
    );
    let second = first.next_page(&page(COOKIE)).expect("a cookie");
    let second = second.expect("a page");
    assert_eq!(
        xml(&second),
        "<fetch count='3' page='2' paging-cookie='&lt;cookie page=&quot;1&quot;&gt;\
         &lt;contoso_name last=&quot;O'Brian &amp;amp; Söhne&quot; /&gt;&lt;/cookie&gt;'>
  <entity name='contoso_depot'>
    <attribute name='contoso_name'/>
    <order attribute='contoso_name' descending='true'/>
  </entity>
</fetch>
"
    );
    let other = COOKIE.replace("Brian", "Neill");
    let third = second.next_page(&page(&other)).expect("a cookie");
    let third = third.expect("a page");
    assert!(xml(&third).starts_with("<fetch count='3' page='3' paging-cookie="));
    assert_eq!(
        third.next_page(&page(&other)).err(),
        Some(PagingError::SamePage)
    );
    // Without a cookie, the service counts the rows before.
    let more = rows("\"@Microsoft.Dynamics.CRM.morerecords\": true,");
    let fourth = third.next_page(&more).expect("no cookie");
    let fourth = fourth.expect("a page");
    assert!(xml(&fourth).starts_with("<fetch count='3' page='4'>"));
    assert!(fourth.next_page(&rows("")).expect("no cookie").is_none());
    let last = rows("\"@Microsoft.Dynamics.CRM.morerecords\": false,");
    assert!(fourth.next_page(&last).expect("no cookie").is_none());
}

fn more<T: Table>(rows: usize) -> Rows<T> {
    let rows = vec!["{}"; rows].join(",");
    let body = format!("{{\"@Microsoft.Dynamics.CRM.morerecords\": true, \"value\": [{rows}]}}");
    serde_json::from_str(&body).expect("rows")
}

/// Returns the number of pages before the error.
fn pages<T: Table>(fetch: &Fetch<T>, page: &Rows<T>) -> (usize, PagingError) {
    let mut fetch = fetch.clone();
    let mut pages = 1;
    loop {
        match fetch.next_page(page) {
            Ok(next) => fetch = next.expect("a page"),
            Err(error) => break (pages, error),
        }
        pages += 1;
    }
}

#[test]
fn pages_without_cookies_end_at_a_limit() {
    let full = more(5_000);
    let fetch = ContosoDepot::fetch();
    assert_eq!(pages(&fetch, &full), (10, PagingError::Limit));
    let full = more(1_000);
    let fetch = fetch.page_size(1_000);
    assert_eq!(pages(&fetch, &full), (50, PagingError::Limit));
    assert_eq!(pages(&fetch.page(49), &full), (2, PagingError::Limit));
}

/// A page may be empty though others follow. The limit counts rows by the size of pages.
#[test]
fn empty_pages_without_cookies_end_at_the_same_limit() {
    let empty = more(0);
    let fetch = ContosoDepot::fetch();
    assert_eq!(pages(&fetch, &empty), (10, PagingError::Limit));
    let fetch = fetch.page_size(1_000);
    assert_eq!(pages(&fetch, &empty), (50, PagingError::Limit));
}

/// Pages of elastic tables have 500 rows at most, whatever size is asked for, and those of some
/// standard tables have fewer than 5,000.
#[test]
fn smaller_pages_than_asked_for_are_more_pages() {
    let small = more(500);
    for fetch in [
        ContosoReading::fetch(),
        ContosoReading::fetch().page_size(5_000),
    ] {
        assert_eq!(pages(&fetch, &small), (100, PagingError::Limit));
        assert_eq!(pages(&fetch, &more(0)), (100, PagingError::Limit));
    }
    let small = more(2_000);
    let fetch = ContosoDepot::fetch();
    assert_eq!(pages(&fetch, &small), (25, PagingError::Limit));
}

#[test]
fn other_annotations_are_errors() {
    let fetch = ContosoDepot::fetch();
    for cookie in [
        "x",
        "<cookie/>",
        "<cookie pagingcookie=\"a />",
        "<cookie pagingcookie=\"%25ff\" />",
    ] {
        let error = fetch.next_page(&page(cookie)).expect_err("another form");
        assert!(
            error
                .to_string()
                .starts_with("invalid annotation `Microsoft.Dynamics.CRM.fetchxmlpagingcookie`: "),
            "{error}"
        );
    }
    let error = fetch
        .next_page(&rows("\"@Microsoft.Dynamics.CRM.morerecords\": 7,"))
        .expect_err("another form");
    assert_eq!(
        error.to_string(),
        "invalid annotation `Microsoft.Dynamics.CRM.morerecords`: 7"
    );
    let long = fetch.next_page(&page(&"x".repeat(10_000)));
    let long = long.expect_err("another form").to_string();
    assert!(long.len() < 1_000, "{long}");
}

#[test]
fn limits_are_checked() {
    let errors = |fetch: &Fetch<ContosoDepot>| {
        let errors = fetch.check().expect_err("errors");
        errors.as_slice().to_vec()
    };
    let fetch = ContosoDepot::fetch;
    assert_eq!(
        errors(&fetch().top(5_001).page_size(1).count()),
        [
            QueryError::Fetch(FetchError::Top(5_001)),
            QueryError::Fetch(FetchError::TopAndPages),
            QueryError::TopAndCount,
        ]
    );
    assert_eq!(
        errors(&fetch().page_size(0).page(0)),
        [
            QueryError::PageSize(0),
            QueryError::Fetch(FetchError::PageZero),
        ]
    );
    let c = ContosoDepot::columns();
    let long = fetch().filter(c.contoso_name.eq("x".repeat(40_000)));
    assert!(matches!(errors(&long)[..], [QueryError::Url { .. }]));
    assert!(long.to_batch_request().is_ok());
    let many = c.contoso_name.eq("x");
    let mut filter = many.clone();
    for _ in 0..500 {
        filter = filter.or(many.clone());
    }
    let found = errors(&fetch().filter(filter));
    assert!(found.contains(&QueryError::Conditions { count: 501 }));
}

#[test]
fn links_are_counted() {
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let c = ContosoDepot::columns();
    let mut fetch = ContosoDepot::fetch();
    for _ in 0..15 {
        fetch = fetch.require(up.exists());
    }
    assert!(fetch.check().is_ok());
    let fetch = fetch.order_by(up.column(c.contoso_name).asc());
    let errors = fetch.check().expect_err("too many links");
    assert_eq!(
        errors.as_slice(),
        [QueryError::Fetch(FetchError::Links { count: 16 })]
    );
}

#[test]
fn conditions_and_links_are_counted_together() {
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let c = ContosoDepot::columns();
    let with_links = |links: usize| {
        let condition = || c.contoso_calls.eq(1);
        let filter = (1..490).fold(condition(), |filter, _| filter.or(condition()));
        let fetch = ContosoDepot::fetch().filter(filter);
        (0..links).fold(fetch, |fetch, _| fetch.require(up.exists()))
    };
    assert!(with_links(10).to_batch_request().is_ok());
    let errors = with_links(11).to_batch_request().expect_err("too many");
    assert_eq!(
        errors.to_string(),
        "query has 490 conditions and 11 links; the limit for both together is 500: use `is_in` for a list of values"
    );
}
