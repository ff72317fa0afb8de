//! Connections that break, and responses that don't come.

use std::time::Duration;

use dataverse_schema::client::{Client, ErrorKind, FixedToken};
use dataverse_schema::prelude::*;
use tokio::net::TcpListener;

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, Step, page, written};
use crate::{Outcome, builder, client, id};

fn row() -> Answer {
    page(r#"{"contoso_name": "One"}"#, None)
}

#[tokio::test]
async fn reads_are_retried_after_a_lost_connection() -> Outcome {
    for fault in [Step::Reset, Step::Cut(row())] {
        let server = Server::start([fault.clone(), fault, row().into()]).await?;
        let first = client(&server).first(ContosoCarrier::query()).await?;
        assert!(first.is_some());
        assert_eq!(server.received().len(), 3);
    }
    Ok(())
}

#[tokio::test]
async fn reads_are_retried_after_a_timeout() -> Outcome {
    for fault in [Step::Silence, Step::Stall(row())] {
        let server = Server::start([fault, row().into()]).await?;
        let client = builder(&server)
            .attempt_timeout(Duration::from_millis(300))
            .build()?;
        let first = client.first(ContosoCarrier::query()).await?;
        assert!(first.is_some());
        assert_eq!(server.received().len(), 2);
    }
    Ok(())
}

#[tokio::test]
async fn faults_that_stay_are_errors() -> Outcome {
    let server = Server::start(vec![Step::Reset; 9]).await?;
    let failed = client(&server).first(ContosoCarrier::query()).await;
    let failed = failed.expect_err("no response");
    assert_eq!(failed.kind(), ErrorKind::Lost);
    assert_eq!(failed.attempts(), 4);
    assert!(!failed.may_have_happened());
    // What the operating system says comes last.
    let shown = failed.to_string();
    let expected =
        "GET contoso_carriers: connection lost before the end of the response after 4 attempts: ";
    assert!(shown.starts_with(expected), "{shown}");

    let server = Server::start(vec![Step::Silence; 9]).await?;
    let client = builder(&server)
        .attempt_timeout(Duration::from_millis(50))
        .max_retries(1)
        .build()?;
    let failed = client.first(ContosoCarrier::query()).await;
    let failed = failed.expect_err("no response");
    assert_eq!(failed.kind(), ErrorKind::Timeout);
    assert_eq!(failed.attempts(), 2);
    Ok(())
}

#[tokio::test]
async fn all_attempts_share_a_time() -> Outcome {
    let server = Server::start(vec![Step::Silence; 99]).await?;
    let client = builder(&server)
        .attempt_timeout(Duration::from_millis(100))
        .total_timeout(Duration::from_millis(250))
        .max_retries(90)
        .build()?;
    let failed = client.first(ContosoCarrier::query()).await;
    assert_eq!(failed.expect_err("no response").kind(), ErrorKind::Timeout);
    assert!(server.received().len() <= 4);
    Ok(())
}

#[tokio::test]
async fn a_create_is_not_retried_after_a_lost_connection() -> Outcome {
    let faults = [Step::Reset, Step::Cut(Answer::new(201, "{\"a\": 1}"))];
    for fault in faults {
        let server = Server::start([fault, written().into()]).await?;
        let failed = client(&server).create(ContosoCarrier::create()).await;
        let failed = failed.expect_err("no response");
        assert_eq!(failed.kind(), ErrorKind::Lost);
        assert!(failed.may_have_happened());
        assert_eq!(failed.attempts(), 1);
        assert_eq!(server.received().len(), 1);
        let shown = failed.to_string();
        let expected = "POST contoso_carriers: connection lost before the end of the response: ";
        assert!(shown.starts_with(expected), "{shown}");
        let help =
            "\nhelp: the service may have executed the request: check before sending it again";
        assert!(shown.ends_with(help), "{shown}");
    }
    let server = Server::start([Step::Silence]).await?;
    let client = builder(&server)
        .attempt_timeout(Duration::from_millis(50))
        .build()?;
    let failed = client.create(ContosoCarrier::create()).await;
    let failed = failed.expect_err("no response");
    assert_eq!(failed.kind(), ErrorKind::Timeout);
    assert!(failed.may_have_happened());
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_create_with_an_id_is_retried() -> Outcome {
    let server = Server::start([Step::Reset, written().into()]).await?;
    let c = ContosoCarrier::columns();
    let new = ContosoCarrier::create().set(c.contoso_carrier_id, id());
    assert_eq!(client(&server).create(new).await?, id());
    assert_eq!(server.received().len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_request_that_cannot_be_sent_is_retried() -> Outcome {
    // Nothing listens on the port of a listener that is gone.
    let address = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
    let base = format!("http://{address}").parse()?;
    let client = Client::builder(base, std::sync::Arc::new(FixedToken::new("token")))
        .retry_delay(Duration::from_millis(1))
        .max_retries(2)
        .build()?;
    let failed = client.create(ContosoCarrier::create()).await;
    let failed = failed.expect_err("no connection");
    assert_eq!(failed.kind(), ErrorKind::Connect);
    assert_eq!(failed.attempts(), 3);
    assert!(!failed.may_have_happened());
    Ok(())
}

#[tokio::test]
async fn a_dropped_request_leaves_the_client_usable() -> Outcome {
    let server = Server::start([Step::Silence, row().into()]).await?;
    let client = client(&server);
    let waiting = client.first(ContosoCarrier::query());
    let dropped = tokio::time::timeout(Duration::from_millis(100), waiting).await;
    assert!(dropped.is_err());
    assert!(client.first(ContosoCarrier::query()).await?.is_some());
    assert_eq!(server.received().len(), 2);
    Ok(())
}
