//! Rows that a query expanded, over all pages.

use dataverse_schema::client::{Client, ErrorKind};
use dataverse_schema::prelude::*;
use dataverse_schema::query::Query;

use crate::schema::{ContosoCarrier, ContosoParcel};
use crate::server::{Answer, Server, page};
use crate::{Outcome, client};

fn carrier(parcels: &str, link: &str) -> Answer {
    let row = format!(
        r#"{{"contoso_parcel_carrier": [{parcels}],
            "contoso_parcel_carrier@odata.nextLink": "{{base}}{link}"}}"#
    );
    page(&row, None)
}

fn name(row: ContosoParcel) -> String {
    row.contoso_name.unwrap_or_default()
}

async fn row(
    client: &Client,
    query: &Query<ContosoCarrier>,
) -> Result<ContosoCarrier, Box<dyn std::error::Error>> {
    let mut rows = client.rows(query.clone());
    Ok(rows.next().await.ok_or("a row")??)
}

#[tokio::test]
async fn pages_of_related_rows_are_read() -> Outcome {
    const SECOND: &str = "contoso_carriers(1)/contoso_parcel_carrier?$skiptoken=2";
    const THIRD: &str = "contoso_carriers(1)/contoso_parcel_carrier?%24skiptoken=3";
    let second = page(
        r#"{"contoso_name": "Two"}"#,
        Some(&format!("{{base}}{THIRD}")),
    );
    let server = Server::answering([
        carrier(r#"{"contoso_name": "One"}"#, SECOND),
        second,
        page(r#"{"contoso_name": "Three"}"#, None),
    ])
    .await?;
    let client = client(&server);
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let query = ContosoCarrier::query().expand(parcels).page_size(1);
    let row = row(&client, &query).await?;
    let rows = client.related(&query, &row, parcels).into_vec().await?;
    let names: Vec<_> = rows.into_iter().map(name).collect();
    assert_eq!(names, ["One", "Two", "Three"]);
    let received = server.received();
    assert_eq!(received[1].line, format!("GET /api/data/v9.2/{SECOND}"));
    assert_eq!(received[2].line, format!("GET /api/data/v9.2/{THIRD}"));
    for request in &received {
        assert_eq!(request.header("prefer"), Some("odata.maxpagesize=1"));
    }
    Ok(())
}

#[tokio::test]
async fn links_without_a_token_are_followed_only_if_rows_may_be_missing() -> Outcome {
    const SAME: &str = "contoso_carriers(1)/contoso_parcel_carrier?$select=contoso_name";
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let query = ContosoCarrier::query().expand(parcels);
    let all = |count: usize| vec!["{}"; count].join(",");
    for (count, requests) in [(0, 1), (4_999, 1), (5_000, 3)] {
        let server = Server::answering([
            carrier(&all(count), SAME),
            page(&all(count), Some("{base}contoso_parcels?$skiptoken=2")),
            page("{}", None),
        ])
        .await?;
        let client = client(&server);
        let row = row(&client, &query).await?;
        let rows = client.related(&query, &row, parcels).into_vec().await?;
        assert_eq!(rows.len(), count + usize::from(requests == 3));
        assert_eq!(server.received().len(), requests);
    }
    Ok(())
}

#[tokio::test]
async fn a_relationship_that_was_not_expanded_is_an_error() -> Outcome {
    let server = Server::answering([]).await?;
    let query = ContosoCarrier::query();
    let row = ContosoCarrier::default();
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let failed = client(&server).related(&query, &row, parcels).next().await;
    let failed = failed.ok_or("an error")?.expect_err("no rows");
    assert_eq!(failed.kind(), ErrorKind::Invalid);
    assert_eq!(
        failed.to_string(),
        "`contoso_parcel_carrier` wasn't expanded: add `expand` to the query"
    );
    Ok(())
}
