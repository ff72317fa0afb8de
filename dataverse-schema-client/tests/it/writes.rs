//! Creates, updates, upserts, and deletions.

use dataverse_schema::client::ErrorKind;
use dataverse_schema::prelude::*;

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, error, written};
use crate::{Outcome, client, id};

const ROW: &str = "/api/data/v9.2/contoso_carriers(78914942-34cb-ed11-b596-0022481d68cd)";

#[tokio::test]
async fn rows_are_written() -> Outcome {
    let answers = [
        written(),
        Answer::new(204, ""),
        written(),
        Answer::new(204, ""),
    ];
    let server = Server::answering(answers).await?;
    let client = client(&server);
    let c = ContosoCarrier::columns();
    let new = ContosoCarrier::create().set(c.contoso_name, "One");
    assert_eq!(client.create(new).await?, id());
    let changes = ContosoCarrier::update(id()).set(c.contoso_name, "Two");
    client.update(changes).await?;
    let changes = ContosoCarrier::upsert(id()).set(c.contoso_name, "Three");
    assert_eq!(client.upsert(changes).await?.id(), Some(id()));
    client.delete(id()).await?;
    let lines = [
        "POST /api/data/v9.2/contoso_carriers".to_owned(),
        format!("PATCH {ROW}"),
        format!("PATCH {ROW}"),
        format!("DELETE {ROW}"),
    ];
    assert_eq!(server.lines(), lines);
    let received = server.received();
    assert_eq!(received[0].body, r#"{"contoso_name":"One"}"#);
    assert_eq!(received[1].header("if-match"), Some("*"));
    assert_eq!(received[2].header("if-match"), None);
    assert_eq!(received[0].header("content-type"), Some("application/json"));
    assert_eq!(
        received[0].header("authorization"),
        Some("Bearer token-of-the-test")
    );
    Ok(())
}

#[tokio::test]
async fn invalid_changes_are_not_sent() -> Outcome {
    let server = Server::answering([]).await?;
    let c = ContosoCarrier::columns();
    let changes = ContosoCarrier::update(id()).set(c.contoso_name, "x".repeat(5_000));
    let failed = client(&server).update(changes).await.expect_err("too long");
    assert_eq!(failed.kind(), ErrorKind::Invalid);
    assert!(failed.to_string().contains("MaxLength"), "{failed}");
    assert!(server.received().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_deletion_that_an_earlier_attempt_did_is_none_the_less_done() -> Outcome {
    let missing = error(404, "0x80040217", "The row does not exist.");
    let server = Server::answering([Answer::new(502, ""), missing.clone()]).await?;
    client(&server).delete(id()).await?;
    assert_eq!(server.received().len(), 2);

    let server = Server::answering([missing]).await?;
    let failed = client(&server).delete(id()).await;
    assert!(failed.expect_err("no row").is_not_found());
    Ok(())
}

#[tokio::test]
async fn a_new_row_without_an_id_is_an_error() -> Outcome {
    let server = Server::answering([Answer::new(204, "")]).await?;
    let failed = client(&server).create(ContosoCarrier::create()).await;
    let failed = failed.expect_err("no id");
    assert_eq!(failed.kind(), ErrorKind::InvalidResponse);
    assert!(failed.to_string().contains("OData-EntityId"), "{failed}");
    assert!(failed.may_have_happened());

    let invalid = Answer::new(204, "").header("OData-EntityId", "none");
    let server = Server::answering([invalid.clone(), invalid]).await?;
    let client = client(&server);
    let failed = client.create(ContosoCarrier::create()).await;
    assert!(failed.expect_err("no id").may_have_happened());
    let failed = client.upsert(ContosoCarrier::upsert(id())).await;
    assert!(failed.expect_err("no id").may_have_happened());
    Ok(())
}
