//! Queries over several pages.

use dataverse_schema::client::ErrorKind;
use dataverse_schema::prelude::*;
use futures_util::StreamExt;

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, Step, error, page};
use crate::{Outcome, client, id};

const NEXT: &str = "{base}contoso_carriers?$select=contoso_name&$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ca%2520b%253d%25221%2522%253e%22%20/%3E";

#[tokio::test]
async fn rows_of_all_pages_are_read() -> Outcome {
    let server = Server::answering([
        page(
            r#"{"contoso_name": "One"}, {"contoso_name": "Two"}"#,
            Some(NEXT),
        ),
        page("", Some("{base}contoso_carriers?$skiptoken=3")),
        page(r#"{"contoso_name": "Three"}"#, None),
    ])
    .await?;
    let c = ContosoCarrier::columns();
    let query = ContosoCarrier::query().select(c.contoso_name).page_size(2);
    let mut rows = client(&server).rows(query);
    let mut names = Vec::new();
    while let Some(row) = rows.next().await {
        names.extend(row?.contoso_name);
    }
    assert_eq!(names, ["One", "Two", "Three"]);
    let received = server.received();
    assert_eq!(received.len(), 3);
    // The link is requested as it is, percent signs and all.
    let path = NEXT.replace("{base}", "GET /api/data/v9.2/");
    assert_eq!(received[1].line, path);
    assert_eq!(received[0].header("prefer"), Some("odata.maxpagesize=2"));
    for request in &received {
        assert_eq!(request.header("prefer"), received[0].header("prefer"));
    }
    Ok(())
}

#[tokio::test]
async fn a_page_is_requested_when_it_is_needed() -> Outcome {
    let server = Server::answering([
        page(
            r#"{"contoso_name": "One"}, {"contoso_name": "Two"}"#,
            Some(NEXT),
        ),
        page("", None),
    ])
    .await?;
    let client = client(&server);
    let mut rows = client.rows(ContosoCarrier::query());
    assert!(server.received().is_empty());
    rows.next().await.ok_or("a row")??;
    rows.next().await.ok_or("a row")??;
    assert_eq!(server.received().len(), 1);
    assert!(rows.next().await.is_none());
    assert_eq!(server.received().len(), 2);
    assert!(rows.next().await.is_none());
    assert_eq!(server.received().len(), 2);
    Ok(())
}

#[tokio::test]
async fn rows_are_a_stream() -> Outcome {
    let server = Server::answering([
        page(
            r#"{"contoso_name": "One"}, {"contoso_name": "Two"}"#,
            Some(NEXT),
        ),
        page(r#"{"contoso_name": "Three"}"#, None),
    ])
    .await?;
    let rows = client(&server).rows(ContosoCarrier::query());
    assert_eq!(StreamExt::collect::<Vec<_>>(rows).await.len(), 3);

    let server = Server::answering([
        page(
            r#"{"contoso_name": "One"}, {"contoso_name": "Two"}"#,
            Some(NEXT),
        ),
        page(r#"{"contoso_name": "Three"}"#, None),
    ])
    .await?;
    let mut rows = client(&server).rows(ContosoCarrier::query());
    rows.next().await.ok_or("a row")??;
    assert_eq!(rows.into_vec().await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_stream_ends_after_an_error() -> Outcome {
    let server = Server::answering([
        page(r#"{"contoso_name": "One"}"#, Some(NEXT)),
        error(400, "0x80040203", "The cookie is invalid."),
    ])
    .await?;
    let mut rows = client(&server).rows(ContosoCarrier::query());
    rows.next().await.ok_or("a row")??;
    let failed = rows.next().await.ok_or("an error")?.expect_err("an error");
    assert_eq!(failed.kind(), ErrorKind::Rejected);
    assert!(rows.next().await.is_none());

    let invalid = ContosoCarrier::query().page_size(5001);
    let mut rows = client(&server).rows(invalid);
    let failed = rows.next().await.ok_or("an error")?.expect_err("an error");
    assert_eq!(failed.kind(), ErrorKind::Invalid);
    assert!(rows.next().await.is_none());
    assert_eq!(server.received().len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_page_that_is_cut_is_requested_again() -> Outcome {
    let second = page(r#"{"contoso_name": "Two"}"#, None);
    let server = Server::start([
        page(r#"{"contoso_name": "One"}"#, Some(NEXT)).into(),
        Step::Cut(second.clone()),
        second.into(),
    ])
    .await?;
    let rows = client(&server)
        .rows(ContosoCarrier::query())
        .into_vec()
        .await?;
    assert_eq!(rows.len(), 2);
    let lines = server.lines();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1], lines[2]);
    Ok(())
}

#[tokio::test]
async fn a_row_is_read_by_its_id() -> Outcome {
    let server = Server::answering([
        Answer::new(200, r#"{"contoso_name": "One"}"#),
        error(404, "0x80040217", "The row does not exist."),
        Answer::new(304, ""),
    ])
    .await?;
    let client = client(&server);
    let row = client.row(ContosoCarrier::retrieve(id())).await?;
    assert_eq!(row.contoso_name.as_deref(), Some("One"));
    let failed = client.row(ContosoCarrier::retrieve(id())).await;
    assert!(failed.expect_err("no row").is_not_found());
    let unchanged = ContosoCarrier::retrieve(id()).if_none_match("W/\"1\"");
    let failed = client.row(unchanged).await.expect_err("no change");
    assert!(failed.is_not_modified());
    Ok(())
}

#[tokio::test]
async fn the_first_row_is_read() -> Outcome {
    let server =
        Server::answering([page(r#"{"contoso_name": "One"}"#, None), page("", None)]).await?;
    let client = client(&server);
    let query = ContosoCarrier::query().page_size(100).count();
    let first = client.first(query).await?;
    assert_eq!(
        first.and_then(|row| row.contoso_name).as_deref(),
        Some("One")
    );
    assert_eq!(client.first(ContosoCarrier::query()).await?, None);
    let line = "GET /api/data/v9.2/contoso_carriers?$top=1";
    assert_eq!(server.lines(), [line, line]);
    Ok(())
}

#[tokio::test]
async fn a_link_to_the_same_page_is_an_error_after_it() -> Outcome {
    let one = page(r#"{"contoso_name": "One"}"#, Some(NEXT));
    let server = Server::answering([one.clone(), one.clone(), one]).await?;
    let mut rows = client(&server).rows(ContosoCarrier::query());
    rows.next().await.ok_or("a row")??;
    rows.next().await.ok_or("a row")??;
    let failed = rows.next().await.ok_or("an error")?.expect_err("an error");
    assert_eq!(failed.kind(), ErrorKind::InvalidResponse);
    assert_eq!(
        failed.to_string(),
        "GET contoso_carriers: the response leads to the same page instead of the next one"
    );
    assert!(rows.next().await.is_none());
    assert_eq!(server.received().len(), 2);
    Ok(())
}
