//! Batches.

use std::time::Duration;

use dataverse_schema::batch::Batch;
use dataverse_schema::prelude::*;
use dataverse_schema::response::Answer as Part;

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, Step, page};
use crate::{Outcome, client, id};

const MIXED: &str = "multipart/mixed; boundary=batchresponse_1";

fn part(content: &str) -> String {
    format!(
        "--batchresponse_1\r\nContent-Type: application/http\r\n\
         Content-Transfer-Encoding: binary\r\n\r\n{content}\r\n"
    )
}

fn answer(status: u16, parts: &[&str]) -> Answer {
    let parts: String = parts.iter().map(|content| part(content)).collect();
    let body = format!("{parts}--batchresponse_1--\r\n");
    Answer::new(status, body).header("Content-Type", MIXED)
}

fn batch() -> Batch {
    Batch::new()
        .request(ContosoCarrier::delete(id()))
        .request(ContosoCarrier::delete(id()))
}

const DONE: &str = "HTTP/1.1 204 No Content\r\n\r\n";
const FAILED: &str = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\n\r\n";

#[tokio::test]
async fn requests_are_answered_one_by_one() -> Outcome {
    let server = Server::answering([answer(200, &[DONE, FAILED])]).await?;
    let answers = client(&server).batch(batch()).await?;
    assert!(matches!(&answers[..], [Part::One(_), Part::Failed(_)]));
    assert_eq!(server.lines(), ["POST /api/data/v9.2/$batch"]);
    Ok(())
}

#[tokio::test]
async fn a_batch_that_the_service_began_is_not_retried() -> Outcome {
    // The status is that of the part that failed.
    let server = Server::answering([answer(429, &[DONE, FAILED]), answer(200, &[])]).await?;
    let answers = client(&server).batch(batch()).await?;
    assert!(matches!(&answers[..], [Part::One(_), Part::Failed(_)]));
    assert_eq!(server.received().len(), 1);

    let unreadable = Answer::new(400, "").header("Content-Type", MIXED);
    for step in [Step::Reset, unreadable.into()] {
        let server = Server::start([step]).await?;
        let failed = client(&server).batch(batch()).await;
        assert!(failed.expect_err("no response").may_have_happened());
        assert_eq!(server.received().len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_batch_that_the_service_refused_is_retried() -> Outcome {
    let busy = Answer::new(429, "").header("Retry-After", "0");
    let server = Server::answering([busy, answer(200, &[DONE, DONE])]).await?;
    let answers = client(&server).batch(batch()).await?;
    answers.success()?;
    assert_eq!(server.received().len(), 2);
    Ok(())
}

#[tokio::test]
async fn requests_wait_if_the_service_is_too_busy_for_a_part() -> Outcome {
    const BUSY: &str = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\n\r\n";
    let server = Server::answering([answer(200, &[DONE, BUSY]), page("", None)]).await?;
    let client = client(&server);
    client.batch(batch()).await?;
    client.first(ContosoCarrier::query()).await?;
    let received = server.received();
    assert!(received[1].at - received[0].at >= Duration::from_secs(1));
    Ok(())
}
