//! A service that is too busy.

use std::time::{Duration, SystemTime};

use dataverse_schema::client::ErrorKind;
use dataverse_schema::prelude::*;
use tokio::time::Instant;

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, page, written};
use crate::{Outcome, builder, client};

fn busy(status: u16, retry_after: impl Into<String>) -> Answer {
    Answer::new(status, "<html>busy</html>").header("Retry-After", retry_after)
}

#[tokio::test]
async fn retries_come_after_the_seconds_that_the_service_asks_for() -> Outcome {
    for status in [429, 503] {
        let server = Server::answering([busy(status, "1"), page("", None)]).await?;
        client(&server)
            .rows(ContosoCarrier::query())
            .into_vec()
            .await?;
        let received = server.received();
        assert_eq!(received.len(), 2);
        assert!(received[1].at - received[0].at >= Duration::from_secs(1));
    }
    Ok(())
}

#[tokio::test]
async fn retries_come_after_the_date_that_the_service_names() -> Outcome {
    // The date has no fractions of a second.
    let date = SystemTime::now() + Duration::from_secs(2);
    let date = httpdate::parse_http_date(&httpdate::fmt_http_date(date))?;
    let server =
        Server::answering([busy(429, httpdate::fmt_http_date(date)), page("", None)]).await?;
    client(&server)
        .rows(ContosoCarrier::query())
        .into_vec()
        .await?;
    assert_eq!(server.received().len(), 2);
    assert!(SystemTime::now() >= date);
    Ok(())
}

#[tokio::test]
async fn a_date_in_the_past_asks_for_no_pause() -> Outcome {
    let date = httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000));
    let server = Server::answering([busy(429, date), page("", None)]).await?;
    client(&server)
        .rows(ContosoCarrier::query())
        .into_vec()
        .await?;
    assert_eq!(server.received().len(), 2);
    Ok(())
}

#[tokio::test]
async fn other_requests_of_the_client_wait_too() -> Outcome {
    let server = Server::answering([busy(429, "1"), page("", None), page("", None)]).await?;
    let client = client(&server);
    let other = client.clone();
    let first = tokio::spawn(async move { other.first(ContosoCarrier::query()).await });
    server.until(1).await;
    // The client has to receive the response.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let start = Instant::now();
    client.first(ContosoCarrier::query()).await?;
    assert!(start.elapsed() >= Duration::from_millis(500));
    first.await??;
    let received = server.received();
    let pause = Duration::from_secs(1);
    assert!(
        received[1..]
            .iter()
            .all(|later| later.at - received[0].at >= pause)
    );
    Ok(())
}

#[tokio::test]
async fn a_write_that_the_service_refused_to_start_is_retried() -> Outcome {
    for status in [429, 503] {
        let server = Server::answering([busy(status, "0"), written()]).await?;
        client(&server).create(ContosoCarrier::create()).await?;
        assert_eq!(server.received().len(), 2);
    }
    Ok(())
}

#[tokio::test]
async fn a_long_pause_is_an_error_that_names_it() -> Outcome {
    let server = Server::answering([busy(429, "3600"), page("", None)]).await?;
    let client = client(&server);
    let failed = client.first(ContosoCarrier::query()).await;
    let failed = failed.expect_err("a pause of an hour");
    assert_eq!(failed.kind(), ErrorKind::Busy);
    assert_eq!(failed.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(failed.status(), Some(429));
    assert_eq!(
        failed.to_string(),
        "GET contoso_carriers: the service is too busy: it asked to wait 3600s, longer than the client may\nhelp: send it again after that time, or raise `ClientBuilder::max_pause`"
    );
    // Other requests don't wait for an hour.
    client.first(ContosoCarrier::query()).await?;
    Ok(())
}

#[tokio::test]
async fn a_request_does_not_wait_longer_than_it_may() -> Outcome {
    let server = Server::answering([busy(429, "60"), busy(429, "60")]).await?;
    let client = builder(&server)
        .total_timeout(Duration::from_secs(20))
        .build()?;
    let failed = client.first(ContosoCarrier::query()).await;
    let failed = failed.expect_err("a pause of a minute");
    assert_eq!(failed.retry_after(), Some(Duration::from_secs(60)));
    assert_eq!(failed.attempts(), 1);
    // The next request knows of the pause, and isn't sent.
    let failed = client.first(ContosoCarrier::query()).await;
    let failed = failed.expect_err("a pause of a minute");
    assert_eq!(failed.kind(), ErrorKind::Busy);
    assert_eq!(failed.attempts(), 0);
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_service_that_stays_busy_is_an_error() -> Outcome {
    let server = Server::answering((0..9).map(|_| busy(503, "0"))).await?;
    let failed = client(&server).first(ContosoCarrier::query()).await;
    let failed = failed.expect_err("a busy service");
    assert_eq!(failed.kind(), ErrorKind::Busy);
    assert_eq!(failed.attempts(), 4);
    assert_eq!(server.received().len(), 4);
    Ok(())
}
