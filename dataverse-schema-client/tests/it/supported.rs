//! Whether a table supports messages for many rows, which the service is asked for.

use std::error::Error;

use dataverse_schema::Changes;
use dataverse_schema::client::{ErrorKind, WriteOptions};
use dataverse_schema::prelude::*;
use dataverse_schema::table::AlternateKey;
use dataverse_schema::table::message::Update;
use dataverse_schema::value::Uuid;
use futures_util::stream;

use crate::bulk::{carriers, depots};
use crate::schema::{ContosoCarrier, ContosoDepot};
use crate::server::{Answer, Received, Server, Step, error};
use crate::table::{FILTERED, Fault, Table, is_question};
use crate::{Outcome, client};

mod elastic {
    dataverse_schema::include_schema!("contoso_probe.md", dir = "tests/pages");
}
use self::elastic::ContosoProbe;

const QUESTION: &str = "GET /api/data/v9.2/sdkmessagefilters?$select=sdkmessagefilterid\
    &$filter=sdkmessageid/name%20eq%20@message%20and%20primaryobjecttypecode%20eq%20@table";

fn question(message: &str, table: &str) -> String {
    format!("{QUESTION}&@message=%27{message}%27&@table=%27{table}%27")
}

fn carrier(number: u128) -> Id<ContosoCarrier> {
    Id::new(Uuid::from_u128(number))
}

async fn serving(table: &Table) -> std::io::Result<Server> {
    let kept = table.clone();
    Server::scripted(move |request| kept.execute(request, Fault::None)).await
}

/// Starts a server that keeps a table, and answers the question by this function.
async fn answering(
    table: &Table,
    answer: impl Fn(&Received) -> Step + Send + 'static,
) -> std::io::Result<Server> {
    let kept = table.clone();
    Server::scripted(move |request| {
        if is_question(request) {
            answer(request)
        } else {
            kept.execute(request, Fault::None)
        }
    })
    .await
}

/// Returns the ends of the request lines.
fn ends(server: &Server) -> Vec<String> {
    let lines = server.lines();
    let end = |line: &String| {
        line.rsplit(['/', '.'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    lines.iter().map(end).collect()
}

#[tokio::test]
async fn the_service_is_asked_once_for_a_table() -> Outcome {
    let table = Table::supporting(FILTERED);
    let server = serving(&table).await?;
    let client = client(&server);
    let options = || WriteOptions::new().chunk(10);
    let (first, second) = tokio::join!(
        client.write_all(stream::iter(carriers(30)), options()),
        client.write_all(stream::iter(carriers(60).skip(30)), options()),
    );
    assert_eq!(first?.progress().written + second?.progress().written, 60);
    let lines = server.lines();
    assert_eq!(lines[0], question("CreateMultiple", "contoso_carrier"));
    assert_eq!(lines.len(), 7, "{lines:?}");
    assert!(
        lines[1..]
            .iter()
            .all(|line| line.ends_with("CreateMultiple"))
    );

    // A clone knows the answer.
    let rows = stream::iter(carriers(80).skip(60));
    client.clone().write_all(rows, options()).await?;
    assert_eq!(ends(&server)[7..], ["CreateMultiple", "CreateMultiple"]);
    Ok(())
}

#[tokio::test]
async fn upsert_multiple_is_supported_with_the_two_others() -> Outcome {
    let run = async |messages| {
        let table = Table::supporting(messages);
        let server = serving(&table).await?;
        let rows = (0..3).map(|number| ContosoCarrier::upsert(carrier(number)));
        let report = client(&server)
            .write_all(stream::iter(rows), WriteOptions::new())
            .await?;
        assert_eq!(report.progress().written, 3);
        Ok::<_, Box<dyn Error>>(server.lines())
    };
    let asked = ["CreateMultiple", "UpdateMultiple"];
    let asked = asked.map(|message| question(message, "contoso_carrier"));
    let lines = run(FILTERED).await?;
    assert_eq!(lines[..2], asked);
    assert!(lines[2].ends_with("contoso_carriers/Microsoft.Dynamics.CRM.UpsertMultiple"));
    let lines = run(&["CreateMultiple"]).await?;
    assert_eq!(lines[..2], asked);
    assert!(lines[2].ends_with("$batch"));
    // The answer for one message is enough.
    let lines = run(&[]).await?;
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[1].ends_with("$batch"));
    Ok(())
}

#[tokio::test]
async fn a_table_that_does_not_support_it_is_written_by_batches() -> Outcome {
    let table = Table::default();
    let server = serving(&table).await?;
    let client = client(&server);
    for (from, to) in [(0, 20), (20, 40)] {
        let options = WriteOptions::new().chunk(10);
        let rows = stream::iter(carriers(to).skip(from));
        let report = client.write_all(rows, options).await?;
        assert_eq!(report.progress().written, 20);
        assert!(report.support_error().is_none());
    }
    let lines = server.lines();
    assert_eq!(lines[0], question("CreateMultiple", "contoso_carrier"));
    assert_eq!(ends(&server)[1..], ["$batch"; 4]);
    Ok(())
}

/// The privilege to read the answer may be missing, and the answer may be broken.
#[tokio::test]
async fn without_an_answer_batches_are_used_and_the_report_says_why() -> Outcome {
    let denied = error(403, "0x80040220", "The user is missing prvReadSdkMessage.");
    let failed = error(500, "0x80040216", "An unexpected error occurred.");
    let answers = [
        (denied.into(), ErrorKind::Rejected),
        (failed.into(), ErrorKind::Rejected),
        (Answer::new(200, "{}").into(), ErrorKind::InvalidResponse),
        (Step::Reset, ErrorKind::Lost),
    ];
    for (answer, kind) in answers {
        let table = Table::supporting(FILTERED);
        let server = answering(&table, move |_| answer.clone()).await?;
        let client = client(&server);
        let mut asked = 0;
        for (from, to) in [(0, 20), (20, 40)] {
            let options = WriteOptions::new().chunk(10);
            let rows = stream::iter(carriers(to).skip(from));
            let report = client.write_all(rows, options).await?;
            assert_eq!(report.progress().written, 20);
            let error = report.support_error().ok_or("an error")?;
            assert_eq!(error.kind(), kind);
            assert!(
                error.to_string().starts_with("GET sdkmessagefilters: "),
                "{error}"
            );
            // Each run asks, as the answer may be another one by then.
            let received = server.received();
            let questions = received.iter().filter(|request| is_question(request));
            let questions = questions.count();
            assert!(questions > asked);
            asked = questions;
            let ends = ends(&server);
            assert_eq!(ends[ends.len() - 2..], ["$batch", "$batch"]);
        }
        assert!(table.rows().values().all(|writes| writes.created == 1));
        assert_eq!(table.rows().len(), 40);
    }
    Ok(())
}

#[tokio::test]
async fn an_error_that_stops_all_requests_ends_the_run() -> Outcome {
    let table = Table::default();
    let server = answering(&table, |_| Answer::new(401, "").into()).await?;
    let rows = carriers(3)
        .zip(["A", "B", "C"])
        .map(|(row, label)| (label, row));
    let result = client(&server)
        .write_all(stream::iter(rows), WriteOptions::new())
        .await;
    let failed = result.expect_err("a rejected token");
    assert_eq!(failed.error().kind(), ErrorKind::Unauthorized);
    let labels: Vec<_> = failed.unwritten().iter().map(|row| row.label).collect();
    assert_eq!(labels, ["A", "B", "C"]);
    assert!(failed.uncertain().is_empty());
    Ok(())
}

#[tokio::test]
async fn no_question_is_asked_if_the_option_is_set() -> Outcome {
    for (bulk, end) in [(true, "CreateMultiple"), (false, "$batch")] {
        let table = Table::default();
        let server = serving(&table).await?;
        let options = WriteOptions::new().chunk(10).bulk(bulk);
        let rows = stream::iter(carriers(20));
        let report = client(&server).write_all(rows, options).await?;
        assert_eq!(report.progress().written, 20);
        assert_eq!(ends(&server), [end, end]);
    }
    // The same holds for a table whose page lists the message.
    let table = Table::default();
    let server = serving(&table).await?;
    let options = WriteOptions::new().bulk(false);
    client(&server)
        .write_all(stream::iter(depots(5)), options)
        .await?;
    assert_eq!(ends(&server), ["$batch"]);
    Ok(())
}

/// A page may be older than the message.
#[tokio::test]
async fn a_page_without_the_message_is_not_the_last_word() -> Outcome {
    let table = Table::supporting(FILTERED);
    let server = serving(&table).await?;
    let id = |number| Id::<ContosoDepot>::new(Uuid::from_u128(number));
    client(&server)
        .write_all(stream::iter(depots(3)), WriteOptions::new())
        .await?;
    assert_eq!(ends(&server), ["CreateMultiple"]);
    let c = ContosoDepot::columns();
    let updates = (0..3).map(|number| ContosoDepot::update(id(number)).set(c.contoso_town, "Bonn"));
    client(&server)
        .write_all(stream::iter(updates), WriteOptions::new())
        .await?;
    let lines = server.lines();
    assert_eq!(lines[1], question("UpdateMultiple", "contoso_depot"));
    assert!(lines[2].ends_with("UpdateMultiple"));
    Ok(())
}

/// The service may lack the message even so, or reject the rows for another reason.
#[tokio::test]
async fn rows_of_a_rejected_message_are_sent_one_by_one() -> Outcome {
    for status in [400, 404, 405, 501] {
        let table = Table::default();
        let kept = table.clone();
        let server = Server::scripted(move |request| {
            if request.line.ends_with("CreateMultiple") {
                let message = "The 'CreateMultiple' method does not support entities of this type.";
                return error(status, "0x80040800", message).into();
            }
            kept.execute(request, Fault::None)
        })
        .await?;
        let options = WriteOptions::new().bulk(true);
        let report = client(&server)
            .write_all(stream::iter(carriers(4)), options)
            .await?;
        assert_eq!(report.progress().written, 4, "{status}");
        assert_eq!(ends(&server), ["CreateMultiple", "$batch"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_row_alone_needs_no_question() -> Outcome {
    let table = Table::supporting(FILTERED);
    let server = serving(&table).await?;
    client(&server)
        .write_all(stream::iter(carriers(1)), WriteOptions::new())
        .await?;
    assert_eq!(ends(&server), ["$batch"]);
    Ok(())
}

/// Microsoft documents that all elastic tables support these messages.
#[tokio::test]
async fn an_elastic_table_needs_no_question() -> Outcome {
    let server = Server::scripted(|_| Answer::new(204, "").into()).await?;
    let c = ContosoProbe::columns();
    let updates = (0..3).map(|number| {
        let id = Id::<ContosoProbe>::new(Uuid::from_u128(number));
        ContosoProbe::update(id).set(c.contoso_name, "Probe")
    });
    let report = client(&server)
        .write_all(stream::iter(updates), WriteOptions::new())
        .await?;
    assert_eq!(report.progress().written, 3);
    assert_eq!(ends(&server), ["UpdateMultiple"]);
    Ok(())
}

fn update(number: u128, name: &str) -> Changes<ContosoCarrier, Update> {
    let c = ContosoCarrier::columns();
    ContosoCarrier::update(carrier(number)).set(c.contoso_name, name)
}

/// `UpdateMultiple` executes only the first of several changes to a row, and no error says so.
#[tokio::test]
async fn several_changes_to_a_row_are_all_written() -> Outcome {
    let table = Table::supporting(FILTERED);
    let server = serving(&table).await?;
    let client = client(&server);
    client
        .write_all(stream::iter(carriers(3)), WriteOptions::new())
        .await?;
    let updates = [(0, "A"), (1, "B"), (0, "C"), (2, "D"), (0, "E")];
    let updates = updates.map(|(number, name)| update(number, name));
    let report = client
        .write_all(stream::iter(updates), WriteOptions::new())
        .await?;
    assert_eq!(report.progress().written, 5);
    // They don't fit the message, so nobody asks whether the table supports it.
    let ends = ends(&server);
    assert_eq!(ends[1..], ["CreateMultiple", "$batch"], "{ends:?}");
    let rows = table.rows();
    let updated: Vec<_> = rows.values().map(|writes| writes.updated).collect();
    assert_eq!(updated, [3, 1, 1]);
    Ok(())
}

/// `UpdateMultiple` doesn't support alternate keys.
#[tokio::test]
async fn updates_by_alternate_key_are_sent_one_by_one() -> Outcome {
    let table = Table::supporting(FILTERED);
    let c = ContosoCarrier::columns();
    let updates = ["A", "B"].map(|name| {
        let key = AlternateKey::new(c.contoso_name, name).expect("supported characters");
        ContosoCarrier::update(key).set(c.contoso_name, "C")
    });
    for options in [WriteOptions::new(), WriteOptions::new().bulk(true)] {
        let server = serving(&table).await?;
        client(&server)
            .write_all(stream::iter(updates.clone()), options)
            .await?;
        assert_eq!(ends(&server), ["$batch"]);
    }
    Ok(())
}
