//! Several changes to one row, which are executed in the order of the stream.

use dataverse_schema::Changes;
use dataverse_schema::client::WriteOptions;
use dataverse_schema::prelude::*;
use dataverse_schema::table::message::Update;
use dataverse_schema::value::Uuid;
use futures_util::stream::{self, Stream};

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server};
use crate::table::parts;
use crate::{Outcome, builder, client};

/// Returns updates, of which the first and the third are to the same row.
fn updates() -> impl Stream<Item = (&'static str, Changes<ContosoCarrier, Update>)> {
    let c = ContosoCarrier::columns();
    let updates = [(0, "A"), (1, "B"), (0, "C")].map(|(number, name)| {
        let id = Id::<ContosoCarrier>::new(Uuid::from_u128(number));
        (name, ContosoCarrier::update(id).set(c.contoso_name, name))
    });
    stream::iter(updates)
}

/// Returns the names that a request writes.
fn names(body: &str) -> Vec<&str> {
    let values = body.split(r#"{"contoso_name":""#).skip(1);
    values.filter_map(|value| value.split('"').next()).collect()
}

#[tokio::test]
async fn a_later_change_is_sent_again_after_an_earlier_one() -> Outcome {
    for later in [204, 400, 429] {
        let server = Server::answering([parts([429, 204, later]), parts([204, 204])]).await?;
        let report = client(&server)
            .write_all(updates(), WriteOptions::new())
            .await?;
        let received = server.received();
        assert_eq!(names(&received[0].body), ["A", "B", "C"]);
        assert_eq!(names(&received[1].body), ["A", "C"], "{later}");
        assert_eq!(report.progress().written, 3);
        assert!(report.failures().is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn one_request_at_a_time_keeps_the_order_over_chunks() -> Outcome {
    let server = Server::answering([429, 204, 204, 204].map(|status| parts([status]))).await?;
    let options = WriteOptions::new().chunk(1).max_parallel(1);
    client(&server).write_all(updates(), options).await?;
    let received = server.received();
    let names: Vec<_> = received.iter().map(|batch| names(&batch.body)).collect();
    assert_eq!(names, [["A"], ["A"], ["B"], ["C"]]);
    Ok(())
}

#[tokio::test]
async fn a_change_that_fails_for_good_holds_up_no_later_one() -> Outcome {
    let server = Server::answering([parts([429, 204, 204])]).await?;
    let client = builder(&server).max_retries(0).build()?;
    let report = client.write_all(updates(), WriteOptions::new()).await?;
    assert_eq!(report.progress().written, 2);
    assert_eq!(report.failures()[0].label, "A");
    Ok(())
}

#[tokio::test]
async fn a_change_that_was_to_be_sent_again_may_be_written() -> Outcome {
    let server = Server::answering([parts([429, 204, 204]), Answer::new(401, "")]).await?;
    let failed = client(&server)
        .write_all(updates(), WriteOptions::new())
        .await
        .expect_err("a rejected token");
    assert_eq!(failed.report().progress().written, 1);
    assert_eq!(failed.unwritten()[0].label, "A");
    assert_eq!(failed.uncertain()[0].label, "C");
    Ok(())
}
