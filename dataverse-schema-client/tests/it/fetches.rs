//! Queries in FetchXML over several pages.

use dataverse_schema::client::ErrorKind;
use dataverse_schema::prelude::*;
use dataverse_schema::query::Total;
use dataverse_schema::query::fetch::Joined;
use percent_encoding::percent_decode_str;

use crate::schema::{ContosoCarrier, ContosoDepot, ContosoReading};
use crate::server::{Answer, Server};
use crate::{Outcome, client};

/// A page, with the cookie for the next one if there is one.
fn page(rows: &str, cookie: Option<&str>) -> Answer {
    let annotations = cookie.map_or(String::new(), |cookie| {
        format!(
            r#""@Microsoft.Dynamics.CRM.fetchxmlpagingcookie": "<cookie pagenumber=\"2\" pagingcookie=\"{cookie}\" istracking=\"False\" />",
            "@Microsoft.Dynamics.CRM.morerecords": true, "#
        )
    });
    Answer::new(200, format!(r#"{{{annotations}"value": [{rows}]}}"#))
}

/// Returns the elements `fetch` of the requests.
fn fetches(server: &Server) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let lines = server.lines();
    let xml = lines.iter().map(|line| {
        let (_, xml) = line.split_once("?fetchXml=").ok_or("FetchXML")?;
        let xml = percent_decode_str(xml).decode_utf8()?.into_owned();
        Ok(xml.split('>').next().unwrap_or_default().to_owned())
    });
    xml.collect()
}

#[tokio::test]
async fn rows_of_all_pages_are_read() -> Outcome {
    let server = Server::answering([
        page(
            r#"{"contoso_name": "One", "l1.contoso_name": "North"}"#,
            Some("%253cpage%2520one%253e"),
        ),
        page(r#"{"contoso_name": "Two"}"#, Some("%253cpage%2520two%253e")),
        page(r#"{"contoso_name": "Three"}"#, None),
    ])
    .await?;
    let c = ContosoDepot::columns();
    let parent = ContosoDepot::many_to_one().contoso_parent_depot;
    let fetch = ContosoDepot::fetch()
        .select(c.contoso_name)
        .link(parent.outer().select(c.contoso_name))
        .page_size(1);
    let mut rows = client(&server).rows(fetch);
    let mut names = Vec::new();
    while let Some(row) = rows.next().await {
        let Joined { row, linked, .. } = row?;
        let (parent,) = linked;
        names.push((row.contoso_name, parent.and_then(|row| row.contoso_name)));
    }
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(
        names,
        [
            (name("One"), name("North")),
            (name("Two"), None),
            (name("Three"), None)
        ]
    );
    assert_eq!(
        fetches(&server)?,
        [
            "<fetch count=\"1\"",
            "<fetch count=\"1\" page=\"2\" paging-cookie=\"&lt;page one&gt;\"",
            "<fetch count=\"1\" page=\"3\" paging-cookie=\"&lt;page two&gt;\"",
        ]
    );
    let asked = server.received();
    assert!(asked.iter().all(|request| {
        let preferences = request.header("prefer").unwrap_or_default();
        preferences.contains("fetchxmlpagingcookie") && preferences.contains("morerecords")
    }));
    Ok(())
}

#[tokio::test]
async fn pages_are_requested_when_they_are_needed() -> Outcome {
    let server = Server::answering([
        page("{}, {}", Some("%253cpage%2520one%253e")),
        page("{}", None),
    ])
    .await?;
    let mut pages = client(&server).pages(ContosoCarrier::fetch());
    assert!(server.received().is_empty());
    assert_eq!(pages.next().await.ok_or("a page")??.len(), 2);
    assert_eq!(server.received().len(), 1);
    assert_eq!(pages.next().await.ok_or("a page")??.len(), 1);
    assert!(pages.next().await.is_none());
    Ok(())
}

#[tokio::test]
async fn invalid_queries_and_cookies_are_errors() -> Outcome {
    let server = Server::answering([page("{}", Some("%ff"))]).await?;
    let client = client(&server);
    let invalid = client.rows(ContosoCarrier::fetch().page_size(5_001));
    let failed = invalid.into_vec().await.err().ok_or("an error")?;
    assert_eq!(failed.kind(), ErrorKind::Invalid);
    assert!(server.received().is_empty());

    let mut rows = client.rows(ContosoCarrier::fetch());
    rows.next().await.ok_or("the row of the page")??;
    let failed = rows.next().await.ok_or("an error")?;
    let failed = failed.err().ok_or("an error")?;
    assert_eq!(failed.kind(), ErrorKind::InvalidResponse);
    assert_eq!(
        failed.to_string(),
        "GET contoso_carriers: invalid annotation `Microsoft.Dynamics.CRM.fetchxmlpagingcookie` in the response"
    );
    assert!(rows.next().await.is_none());
    Ok(())
}

/// A page that has others after it, but no cookie.
fn page_before_others(rows: &str) -> Answer {
    let body = format!(r#"{{"@Microsoft.Dynamics.CRM.morerecords": true, "value": [{rows}]}}"#);
    Answer::new(200, body)
}

#[tokio::test]
async fn pages_that_lead_to_themselves_are_errors() -> Outcome {
    let same = || page("{}", Some("%253cpage%2520one%253e"));
    let server = Server::answering([same(), same(), same(), same()]).await?;
    let mut pages = client(&server).pages(ContosoCarrier::fetch());
    for _ in 0..2 {
        assert_eq!(pages.next().await.ok_or("a page")??.len(), 1);
    }
    let failed = pages.next().await.ok_or("an error")?;
    let failed = failed.err().ok_or("an error")?;
    assert_eq!(failed.kind(), ErrorKind::InvalidResponse);
    assert_eq!(
        failed.to_string(),
        "GET contoso_carriers: the response leads to the same page instead of the next one"
    );
    assert!(pages.next().await.is_none());
    assert_eq!(server.received().len(), 2);
    Ok(())
}

#[tokio::test]
async fn rows_after_an_empty_page_are_read() -> Outcome {
    let pages = [
        page_before_others("{}"),
        page_before_others(""),
        page("{}", None),
    ];
    let server = Server::answering(pages).await?;
    let rows = client(&server).rows(ContosoCarrier::fetch());
    assert_eq!(rows.into_vec().await?.len(), 2);
    assert_eq!(server.received().len(), 3);
    Ok(())
}

#[tokio::test]
async fn pages_without_cookies_end_at_the_limit_of_the_service() -> Outcome {
    let rows = ["{}"; 5_000].join(",");
    let server = Server::answering((0..11).map(|_| page_before_others(&rows))).await?;
    let mut pages = client(&server).pages(ContosoCarrier::fetch());
    for _ in 0..10 {
        assert_eq!(pages.next().await.ok_or("a page")??.len(), 5_000);
    }
    let failed = pages.next().await.ok_or("an error")?;
    let failed = failed.err().ok_or("an error")?;
    assert_eq!(failed.kind(), ErrorKind::TooManyRows);
    assert_eq!(
        failed.to_string(),
        "GET contoso_carriers: the service returns only the first 50,000 rows of a query without \
         a paging cookie: if it is ordered by columns of linked rows, order it by columns of its table alone"
    );
    assert_eq!(server.received().len(), 10);
    Ok(())
}

/// Returns the queries of the requests.
fn queries(server: &Server) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let lines = server.lines();
    let xml = lines.iter().map(|line| {
        let (_, xml) = line.split_once("?fetchXml=").ok_or("FetchXML")?;
        Ok(percent_decode_str(xml).decode_utf8()?.into_owned())
    });
    xml.collect()
}

/// The answer to a request that counts rows.
fn counted(count: u32, is_exceeded: bool) -> Answer {
    let body = format!(
        r#"{{"@odata.count": {count}, "@Microsoft.Dynamics.CRM.totalrecordcount": {count},
            "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": {is_exceeded},
            "@Microsoft.Dynamics.CRM.morerecords": true, "value": [{{}}]}}"#
    );
    Answer::new(200, body)
}

#[tokio::test]
async fn the_first_row_is_read_with_its_linked_rows() -> Outcome {
    let row = r#"{"contoso_name": "One", "l1.contoso_name": "North"}"#;
    let server = Server::answering([page(row, None), page("", None)]).await?;
    let client = client(&server);
    let c = ContosoDepot::columns();
    let parent = ContosoDepot::many_to_one().contoso_parent_depot;
    let fetch = ContosoDepot::fetch()
        .select(c.contoso_name)
        .link(parent.outer().select(c.contoso_name))
        .order_by(c.contoso_name.desc())
        .page_size(100)
        .page(3)
        .count();
    let Joined { row, linked, .. } = client.first(fetch.clone()).await?.ok_or("a row")?;
    assert_eq!(row.contoso_name.as_deref(), Some("One"));
    let (parent,) = linked;
    let parent = parent.and_then(|row| row.contoso_name);
    assert_eq!(parent.as_deref(), Some("North"));
    assert_eq!(client.first(fetch).await?, None);
    let start = "<fetch top=\"1\">";
    assert!(queries(&server)?.iter().all(|xml| xml.starts_with(start)));
    Ok(())
}

#[tokio::test]
async fn the_service_counts_few_rows() -> Outcome {
    let server = Server::answering([counted(4_999, false)]).await?;
    let c = ContosoDepot::columns();
    let parent = ContosoDepot::many_to_one().contoso_parent_depot;
    let fetch = ContosoDepot::fetch()
        .select(c.contoso_name)
        .link(
            parent
                .inner()
                .select(c.contoso_name)
                .filter(c.contoso_name.eq("A")),
        )
        .page_size(100)
        .page(3);
    assert_eq!(client(&server).count(fetch).await?, 4_999);
    assert_eq!(
        queries(&server)?,
        [
            "<fetch count=\"1\" returntotalrecordcount=\"true\"><entity name=\"contoso_depot\">\
          <attribute name=\"contoso_depotid\"/>\
          <link-entity name=\"contoso_depot\" from=\"contoso_depotid\" to=\"contoso_parentdepot\" \
          link-type=\"inner\" alias=\"l1\"><attribute name=\"contoso_depotid\"/>\
          <filter type=\"and\"><condition attribute=\"contoso_name\" operator=\"eq\" value=\"A\"/></filter>\
          </link-entity></entity></fetch>"
        ]
    );
    let received = server.received();
    let prefer = received[0].header("prefer").unwrap_or_default();
    assert!(prefer.contains("totalrecordcountlimitexceeded"), "{prefer}");
    Ok(())
}

#[tokio::test]
async fn many_rows_are_counted_page_by_page() -> Outcome {
    let rows = ["{}"; 5_000].join(",");
    let cookie = Some("%253cpage%2520one%253e");
    let first = [counted(5_000, true), page(&rows, cookie)];
    let server = Server::answering(first.into_iter().chain([page("{}, {}", None)])).await?;
    let fetch = ContosoDepot::fetch();
    assert_eq!(client(&server).count(fetch).await?, 5_002);
    assert_eq!(server.received().len(), 3);
    Ok(())
}

/// Pages of an elastic table have 500 rows at most.
#[tokio::test]
async fn an_elastic_table_has_more_pages_without_cookies() -> Outcome {
    let rows = ["{}"; 500].join(",");
    let server = Server::answering((0..101).map(|_| page_before_others(&rows))).await?;
    let rows = client(&server).rows(ContosoReading::fetch().page_size(5_000));
    let failed = rows.into_vec().await.err().ok_or("an error")?;
    assert_eq!(failed.kind(), ErrorKind::TooManyRows);
    assert_eq!(server.received().len(), 100);
    Ok(())
}

#[tokio::test]
async fn limited_and_distinct_rows_are_counted() -> Outcome {
    let server = Server::answering([page("{}, {}", None), counted(2, false)]).await?;
    let client = client(&server);
    let c = ContosoDepot::columns();
    let fetch = ContosoDepot::fetch().select(c.contoso_name);
    assert_eq!(client.count(fetch.clone().top(10)).await?, 2);
    assert_eq!(client.count(fetch.distinct()).await?, 2);
    let queries = queries(&server)?;
    let ids = "<attribute name=\"contoso_depotid\"/>";
    assert!(queries[0].starts_with("<fetch top=\"10\">"), "{queries:?}");
    assert!(queries[0].contains(ids), "{queries:?}");
    // Each row has another id.
    assert!(!queries[1].contains(ids), "{queries:?}");
    assert!(queries[1].contains("contoso_name"), "{queries:?}");
    Ok(())
}

#[tokio::test]
async fn pages_of_groups_end_at_the_limit_of_the_service() -> Outcome {
    let group = r#"{"key1": 2026, "total1": 7}"#;
    let empty = (0..10).map(|_| page_before_others(""));
    let server = Server::answering([page_before_others(group)].into_iter().chain(empty)).await?;
    let by_year = ContosoDepot::fetch_groups()
        .group_by(ContosoDepot::columns().contoso_opened_on.year().in_utc())
        .compute(Total::count());
    let failed = client(&server).groups(&by_year).await;
    let failed = failed.err().ok_or("an error")?;
    assert_eq!(failed.kind(), ErrorKind::TooManyRows);
    assert_eq!(
        failed.to_string(),
        "GET contoso_depots: the service returns only the first 50,000 groups: split the query by a filter"
    );
    assert_eq!(server.received().len(), 10);
    Ok(())
}

#[tokio::test]
async fn groups_are_read() -> Outcome {
    let groups = r#"{"key1": 2026, "total1": 7}, {"key1": 2027, "total1": 1}"#;
    let server = Server::answering([page(groups, None), Answer::new(200, "{}")]).await?;
    let by_year = ContosoDepot::fetch_groups()
        .group_by(ContosoDepot::columns().contoso_opened_on.year().in_utc())
        .compute(Total::count());
    let client = client(&server);
    let groups = client.groups(&by_year).await?;
    let counts: Vec<_> = groups
        .into_iter()
        .map(|group| (group.key, group.totals))
        .collect();
    assert_eq!(counts, [(Some(2026), 7), (Some(2027), 1)]);
    let failed = client.groups(&by_year).await.err().ok_or("an error")?;
    assert_eq!(failed.kind(), ErrorKind::InvalidResponse);
    Ok(())
}

#[tokio::test]
async fn groups_of_all_pages_are_read() -> Outcome {
    let more = |groups: &str, more: bool| {
        let body =
            format!(r#"{{"@Microsoft.Dynamics.CRM.morerecords": {more}, "value": [{groups}]}}"#);
        Answer::new(200, body)
    };
    let server = Server::answering([
        more(r#"{"key1": 2026, "total1": 7}"#, true),
        more(r#"{"key1": 2027, "total1": 1}"#, true),
        more(r#"{"key1": 2028, "total1": 2}"#, false),
    ])
    .await?;
    let by_year = ContosoDepot::fetch_groups()
        .group_by(ContosoDepot::columns().contoso_opened_on.year().in_utc())
        .compute(Total::count());
    let groups = client(&server).groups(&by_year).await?;
    let years: Vec<_> = groups.into_iter().map(|group| group.key).collect();
    assert_eq!(years, [Some(2026), Some(2027), Some(2028)]);
    let start = "<fetch aggregate=\"true\"";
    let second = format!("{start} page=\"2\"");
    let third = format!("{start} page=\"3\"");
    assert_eq!(fetches(&server)?, [start, &second, &third]);
    let asked = server.received();
    assert!(asked.iter().all(|request| {
        let preferences = request.header("prefer").unwrap_or_default();
        preferences.contains("morerecords") && request.line.contains("order")
    }));
    Ok(())
}
