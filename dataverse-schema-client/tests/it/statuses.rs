//! Statuses of failure.

use dataverse_schema::client::ErrorKind;
use dataverse_schema::prelude::*;
use dataverse_schema::request::{Method, Request};

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, error, page, written};
use crate::{Outcome, client, id};

#[tokio::test]
async fn reads_are_retried_after_a_failure_of_the_service() -> Outcome {
    for status in [408, 500, 502, 503, 504] {
        let server = Server::answering([Answer::new(status, "<html>"), page("", None)]).await?;
        client(&server).first(ContosoCarrier::query()).await?;
        assert_eq!(server.received().len(), 2, "{status}");
    }
    for status in [400, 403, 404, 412, 413, 501] {
        let server = Server::answering([Answer::new(status, "<html>"), page("", None)]).await?;
        let failed = client(&server).first(ContosoCarrier::query()).await;
        assert_eq!(failed.expect_err("an error").status(), Some(status));
        assert_eq!(server.received().len(), 1, "{status}");
    }
    Ok(())
}

#[tokio::test]
async fn a_create_is_not_retried_after_a_failure_of_the_service() -> Outcome {
    for status in [500, 502, 503, 504] {
        let server = Server::answering([Answer::new(status, "<html>"), written()]).await?;
        let failed = client(&server).create(ContosoCarrier::create()).await;
        let failed = failed.expect_err("an error");
        assert_eq!(failed.status(), Some(status));
        assert!(failed.may_have_happened());
        assert_eq!(server.received().len(), 1, "{status}");
    }
    let rejected = error(400, "0x80040203", "A value is invalid.");
    let server = Server::answering([rejected]).await?;
    let failed = client(&server).create(ContosoCarrier::create()).await;
    assert!(!failed.expect_err("an error").may_have_happened());
    Ok(())
}

#[tokio::test]
async fn requests_of_your_own_are_retried_by_their_method() -> Outcome {
    for (method, requests) in [
        (Method::Get, 2),
        (Method::Put, 2),
        (Method::Patch, 2),
        (Method::Delete, 2),
        (Method::Post, 1),
    ] {
        let server = Server::answering([Answer::new(502, ""), Answer::new(204, "")]).await?;
        let result = client(&server)
            .send(Request::new(method, "contoso_Do"))
            .await;
        assert_eq!(result.is_ok(), requests == 2, "{method}");
        assert_eq!(server.received().len(), requests, "{method}");
    }
    Ok(())
}

#[tokio::test]
async fn the_error_of_the_service_is_shown() -> Outcome {
    let message = "The version of the existing record doesn't match.";
    let rejected = error(412, "0x80060882", message).header("x-ms-service-request-id", "a-b-c");
    let server = Server::answering([rejected]).await?;
    let c = ContosoCarrier::columns();
    let changes = ContosoCarrier::update(id()).set(c.contoso_name, "One");
    let failed = client(&server).update(changes).await.expect_err("an error");
    assert_eq!(failed.kind(), ErrorKind::Rejected);
    assert!(failed.is_precondition_failed());
    let service_error = failed.service_error().ok_or("the service's error")?;
    assert_eq!(service_error.number(), Some(0x8006_0882));
    assert_eq!(failed.request_id(), Some("a-b-c"));
    assert_eq!(
        failed.to_string(),
        format!(
            "PATCH contoso_carriers: rejected with status 412: {message} (0x80060882) [request id a-b-c]"
        )
    );
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_rejection_after_a_lost_attempt_says_so() -> Outcome {
    let exists = error(412, "0x80040237", "A record with this key exists.");
    let server = Server::answering([Answer::new(502, ""), exists]).await?;
    let c = ContosoCarrier::columns();
    let new = ContosoCarrier::create().set(c.contoso_carrier_id, id());
    let failed = client(&server).create(new).await.expect_err("an error");
    assert!(failed.is_precondition_failed());
    assert!(failed.may_have_happened());
    assert_eq!(failed.attempts(), 2);
    Ok(())
}
