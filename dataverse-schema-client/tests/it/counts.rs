//! Numbers of rows, and groups.

use dataverse_schema::prelude::*;
use dataverse_schema::query::{Filter, Total};

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, page};
use crate::{Outcome, client};

fn counted(count: u32, is_exceeded: bool) -> Answer {
    let body = format!(
        r#"{{"@odata.count": {count}, "@Microsoft.Dynamics.CRM.totalrecordcount": {count},
            "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": {is_exceeded},
            "value": [{{}}], "@odata.nextLink": "{{base}}contoso_carriers?$skiptoken=2"}}"#
    );
    Answer::new(200, body)
}

#[tokio::test]
async fn the_service_counts_few_rows() -> Outcome {
    let server = Server::answering([counted(4_999, false), page("", None)]).await?;
    let client = client(&server);
    let c = ContosoCarrier::columns();
    let query = ContosoCarrier::query().filter(c.contoso_name.starts_with("A"));
    assert_eq!(client.count(query.clone()).await?, 4_999);
    assert_eq!(client.count(query).await?, 0);
    let received = server.received();
    let line = "GET /api/data/v9.2/contoso_carriers?$select=contoso_carrierid\
        &$filter=startswith(contoso_name,%27A%27)&$count=true";
    assert_eq!(received[0].line, line);
    let prefer = received[0].header("prefer").unwrap_or_default();
    assert!(prefer.contains("odata.maxpagesize=1,"), "{prefer}");
    Ok(())
}

#[tokio::test]
async fn many_rows_are_counted_page_by_page() -> Outcome {
    let server = Server::answering([
        counted(5_000, true),
        page(
            &["{}"; 5_000].join(","),
            Some("{base}contoso_carriers?$skiptoken=2"),
        ),
        page("{}, {}", None),
    ])
    .await?;
    assert_eq!(client(&server).count(ContosoCarrier::query()).await?, 5_002);
    let line = "GET /api/data/v9.2/contoso_carriers?$select=contoso_carrierid";
    assert_eq!(server.lines()[1], line);
    Ok(())
}

#[tokio::test]
async fn a_count_without_a_limit_is_not_trusted() -> Outcome {
    let unclear = r#"{"@odata.count": 500, "value": [{}], "@odata.nextLink": "{base}x"}"#;
    let server = Server::answering([Answer::new(200, unclear), page("{}, {}, {}", None)]).await?;
    assert_eq!(client(&server).count(ContosoCarrier::query()).await?, 3);
    Ok(())
}

#[tokio::test]
async fn a_limited_number_of_rows_is_counted() -> Outcome {
    let server = Server::answering([page("{}, {}", None)]).await?;
    assert_eq!(
        client(&server)
            .count(ContosoCarrier::query().top(10))
            .await?,
        2
    );
    let line = "GET /api/data/v9.2/contoso_carriers?$select=contoso_carrierid&$top=10";
    assert_eq!(server.lines(), [line]);
    Ok(())
}

#[tokio::test]
async fn groups_of_all_pages_are_read() -> Outcome {
    let server = Server::answering([
        page(
            r#"{"contoso_name": "One", "total1": 2}"#,
            Some("{base}contoso_carriers?$apply=x&$skiptoken=2"),
        ),
        page(r#"{"contoso_name": "Two", "total1": 1}"#, None),
    ])
    .await?;
    let c = ContosoCarrier::columns();
    let query = ContosoCarrier::aggregate()
        .group_by(c.contoso_name)
        .compute(Total::count());
    let groups = client(&server).groups(&query).await?;
    let names: Vec<_> = groups.iter().map(|group| group.key.clone()).collect();
    assert_eq!(groups[1].totals, 1);
    assert_eq!(names, [Some("One".to_owned()), Some("Two".to_owned())]);
    assert_eq!(
        server.lines()[1],
        "GET /api/data/v9.2/contoso_carriers?$apply=x&$skiptoken=2"
    );
    Ok(())
}

#[tokio::test]
async fn counted_rows_have_the_options_of_the_query() -> Outcome {
    let server = Server::answering([page("{}", None)]).await?;
    let query = ContosoCarrier::query()
        .filter(Filter::unchecked("contoso_name eq @name"))
        .query_option("@name", "'A'");
    assert_eq!(client(&server).count(query).await?, 1);
    let line = &server.lines()[0];
    assert!(line.contains("&@name=%27A%27"), "{line}");
    Ok(())
}

#[tokio::test]
async fn links_of_groups_to_the_same_page_are_errors() -> Outcome {
    let group = r#"{"contoso_name": "One", "total1": 2}"#;
    let same = page(group, Some("{base}contoso_carriers?$skiptoken=2"));
    let server = Server::answering([same.clone(), same.clone(), same]).await?;
    let query = ContosoCarrier::aggregate()
        .group_by(ContosoCarrier::columns().contoso_name)
        .compute(Total::count());
    let failed = client(&server)
        .groups(&query)
        .await
        .err()
        .ok_or("an error")?;
    assert!(
        failed.to_string().contains("leads to the same page"),
        "{failed}"
    );
    assert_eq!(server.received().len(), 2);
    Ok(())
}
