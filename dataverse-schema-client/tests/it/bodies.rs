//! Bodies that are too large, compressed, or not what was asked for.

use std::time::Duration;

use dataverse_schema::client::ErrorKind;
use dataverse_schema::prelude::*;

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, Step, page};
use crate::{Outcome, builder, client};

#[tokio::test]
async fn a_body_over_the_limit_is_an_error() -> Outcome {
    let large = page(
        &format!(r#"{{"contoso_name": "{}"}}"#, "x".repeat(1_000)),
        None,
    );
    let size = large.body.len() as u64;
    let server = Server::answering([large.clone(), large]).await?;
    let client = builder(&server).max_body(size - 1).build()?;
    let failed = client.first(ContosoCarrier::query()).await;
    let failed = failed.expect_err("too large");
    assert_eq!(failed.kind(), ErrorKind::TooLarge);
    assert_eq!(failed.status(), Some(200));
    assert_eq!(server.received().len(), 1);

    let client = builder(&server).max_body(size).build()?;
    assert!(client.first(ContosoCarrier::query()).await?.is_some());
    Ok(())
}

#[tokio::test]
async fn a_large_body_is_not_read_to_its_end() -> Outcome {
    // The second half never comes.
    let large = Step::Stall(Answer::new(200, "x".repeat(10_000)));
    let server = Server::start([large]).await?;
    let client = builder(&server)
        .max_body(1_000)
        .attempt_timeout(Duration::from_secs(5))
        .max_retries(0)
        .build()?;
    let failed = client.first(ContosoCarrier::query()).await;
    assert_eq!(failed.expect_err("too large").kind(), ErrorKind::TooLarge);
    Ok(())
}

#[tokio::test]
async fn a_body_of_another_form_is_an_error_without_its_values() -> Outcome {
    let wrong = page(r#"{"contoso_name": {"secret-key": "secret-value"}}"#, None);
    let html = Answer::new(200, "<html>secret-page</html>");
    for answer in [wrong, html] {
        let server = Server::answering([answer]).await?;
        let failed = client(&server).first(ContosoCarrier::query()).await;
        let failed = failed.expect_err("an invalid body");
        assert_eq!(failed.kind(), ErrorKind::InvalidResponse);
        assert!(
            failed
                .to_string()
                .contains("invalid response body at line 1"),
            "{failed}"
        );
        assert!(!format!("{failed} {failed:?} {failed:#?}").contains("secret"));
        assert!(failed.response_error().is_some());
    }
    Ok(())
}

#[tokio::test]
async fn compressed_bodies_are_accepted() -> Outcome {
    let server = Server::answering([page("", None)]).await?;
    client(&server).first(ContosoCarrier::query()).await?;
    let received = server.received();
    assert_eq!(received[0].header("accept-encoding"), Some("gzip"));
    Ok(())
}
