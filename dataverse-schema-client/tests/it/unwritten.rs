//! What an error says about rows that were sent, and about those that were not.

use std::error::Error;

use dataverse_schema::Changes;
use dataverse_schema::client::{ErrorKind, WriteError, WriteOptions};
use dataverse_schema::prelude::*;
use dataverse_schema::table::message::Create;
use futures_util::{StreamExt as _, stream};

use crate::bulk::{carriers, depots};
use crate::elastic::readings;
use crate::schema::ContosoDepot;
use crate::server::{Answer, Received, Server, Step, error};
use crate::table::{Fault, Table, parts};
use crate::{Outcome, builder};

type Label = &'static str;

const LABELS: [Label; 8] = ["A", "B", "C", "D", "E", "F", "G", "H"];

/// Writes rows in chunks of two, one after the other, to a server that loses the answer to each
/// request from this one on. Returns the labels of the rows that are uncertain and unwritten.
async fn write<T: dataverse_schema::table::Table + 'static>(
    rows: impl Iterator<Item = Changes<T, Create>>,
    script: impl FnMut(&Received) -> Step + Send + 'static,
) -> Result<(WriteError<Label>, [Vec<Label>; 2]), Box<dyn Error>> {
    let server = Server::scripted(script).await?;
    let rows = rows.zip(LABELS).map(|(row, label)| (label, row));
    let options = WriteOptions::new().chunk(2).max_parallel(2).bulk(true);
    let client = builder(&server).max_retries(1).build()?;
    let failed = client.write_all(stream::iter(rows), options).await;
    let failed = failed.err().ok_or("an error")?;
    let labels = [failed.uncertain(), failed.unwritten()];
    let labels = labels.map(|rows| rows.iter().map(|row| row.label).collect());
    Ok((failed, labels))
}

/// Executes some requests, and loses the connection to others.
fn losing(table: &Table, from: usize) -> impl FnMut(&Received) -> Step + Send + 'static {
    let table = table.clone();
    let mut requests = 0;
    move |request| {
        requests += 1;
        let is_lost = requests > from;
        table.execute(
            request,
            if is_lost {
                Fault::ResetAfter
            } else {
                Fault::None
            },
        )
    }
}

/// The rows have no ids, so that they are sent once.
fn anonymous() -> impl Iterator<Item = Changes<ContosoDepot, Create>> {
    (0..8).map(|_| ContosoDepot::create())
}

#[tokio::test]
async fn rows_whose_result_is_unknown_are_apart_from_those_that_were_not_sent() -> Outcome {
    let mut requests = 0;
    let (failed, [uncertain, unwritten]) = write(anonymous(), move |_| {
        requests += 1;
        match requests {
            1 => Answer::new(200, r#"{"Ids": []}"#).into(),
            _ => Step::Reset,
        }
    })
    .await?;
    assert_eq!(failed.error().kind(), ErrorKind::Lost);
    let written = failed.report().progress().written as usize;
    assert_eq!(written, 2);
    assert!(uncertain.is_sorted() && unwritten.is_sorted());
    let mut left = [&uncertain[..], &unwritten].concat();
    left.sort_unstable();
    // Of two chunks, either is the first to arrive.
    let read = &LABELS[..failed.rows_read() as usize];
    let is_second = left.contains(&"A");
    let (first, rest) = read.split_at(2);
    let (second, rest) = rest.split_at(2);
    let expected = if is_second { first } else { second };
    assert_eq!(left, [expected, rest].concat());
    assert!(uncertain.len() >= 2, "{uncertain:?}");
    assert!(unwritten.len() >= 2, "{unwritten:?}");
    let note = format!(
        "note: uncertain rows: {}, unwritten rows: {}",
        uncertain.len(),
        unwritten.len()
    );
    assert!(failed.to_string().ends_with(&note), "{failed}");
    Ok(())
}

#[tokio::test]
async fn rows_of_a_refused_request_were_not_written() -> Outcome {
    let (failed, [uncertain, unwritten]) =
        write(anonymous(), |_| Answer::new(401, "").into()).await?;
    assert_eq!(failed.error().kind(), ErrorKind::Unauthorized);
    assert_eq!(uncertain, [""; 0]);
    assert_eq!(unwritten.len(), failed.rows_read() as usize);
    assert_eq!(unwritten[..2], ["A", "B"]);
    Ok(())
}

/// A refusal doesn't undo what an earlier attempt may have done.
#[tokio::test]
async fn rows_stay_uncertain_whatever_comes_after_a_lost_answer() -> Outcome {
    let (_, [uncertain, unwritten]) = write(depots(2), |request| {
        match request.line.ends_with("$batch") {
            true => Answer::new(401, "").into(),
            false => Step::Reset,
        }
    })
    .await?;
    assert_eq!(uncertain, ["A", "B"]);
    assert_eq!(unwritten, [""; 0]);
    Ok(())
}

/// The next batch has rows for which the service was too busy, but of the one before, an attempt
/// was lost.
#[tokio::test]
async fn rows_stay_uncertain_after_a_batch_whose_first_attempt_was_lost() -> Outcome {
    let mut answers = [
        Step::Reset,
        parts([429]).into(),
        Answer::new(401, "").into(),
    ]
    .into_iter();
    let (failed, [uncertain, unwritten]) = write(carriers(1), move |_| {
        answers.next().unwrap_or(Step::Silence)
    })
    .await?;
    assert_eq!(failed.error().kind(), ErrorKind::Unauthorized);
    assert_eq!(uncertain, ["A"]);
    assert_eq!(unwritten, [""; 0]);
    Ok(())
}

/// In elastic tables, "partial success is possible".
#[tokio::test]
async fn rows_of_an_elastic_table_are_uncertain_after_a_rejected_message() -> Outcome {
    let rejected = || error(400, "0x80048d19", "One of the rows is invalid.");
    let busy = || Answer::new(429, "").header("Retry-After", "0");
    let unauthorized = || Answer::new(401, "");
    for answers in [
        vec![rejected(), unauthorized()],
        vec![busy(), busy()],
        vec![busy(), unauthorized()],
    ] {
        let mut answers = answers.into_iter();
        let (_, [uncertain, unwritten]) = write(readings(2), move |_| {
            answers.next().map_or(Step::Silence, Step::from)
        })
        .await?;
        assert_eq!(uncertain, ["A", "B"]);
        assert_eq!(unwritten, [""; 0]);
    }

    // The service executes nothing without a valid token.
    let (_, [uncertain, unwritten]) =
        write(readings(2), move |_| Answer::new(401, "").into()).await?;
    assert_eq!(uncertain, [""; 0]);
    assert_eq!(unwritten, ["A", "B"]);
    Ok(())
}

#[tokio::test]
async fn rows_are_uncertain_if_the_answers_to_a_batch_are_unreadable() -> Outcome {
    let (failed, [uncertain, unwritten]) =
        write(carriers(1), |_| Answer::new(200, "<html></html>").into()).await?;
    assert_eq!(failed.error().kind(), ErrorKind::InvalidResponse);
    assert!(failed.error().may_have_happened());
    assert_eq!(uncertain, ["A"]);
    assert_eq!(unwritten, [""; 0]);
    Ok(())
}

/// Two rows exist when they are sent, and the request for which they are is lost.
#[tokio::test]
async fn rows_are_uncertain_until_it_is_known_whether_they_exist() -> Outcome {
    let table = Table::default();
    let server = Server::scripted(losing(&table, 9)).await?;
    let client = builder(&server).build()?;
    client
        .write_all(stream::iter(depots(2)), WriteOptions::new())
        .await?;
    let (_, [uncertain, unwritten]) = write(depots(2), losing(&table, 2)).await?;
    assert_eq!(uncertain, ["A", "B"]);
    assert_eq!(unwritten, [""; 0]);
    Ok(())
}

/// A stream that is lent can be read on.
#[tokio::test]
async fn the_number_of_rows_that_were_read_is_known() -> Outcome {
    let server = Server::scripted(|_| Step::Reset).await?;
    let client = builder(&server).max_retries(0).build()?;
    let mut rows = stream::iter(0..100_u8);
    let mut labeled = rows.by_ref().map(|number| (number, ContosoDepot::create()));
    let options = WriteOptions::new().chunk(5).max_parallel(1);
    let failed = client.write_all(&mut labeled, options).await;
    let failed = failed.expect_err("no connection");
    let left = rows.collect::<Vec<u8>>().await;
    assert_eq!(usize::from(left[0]), failed.rows_read() as usize);
    let seen = failed.uncertain().iter().chain(failed.unwritten());
    let seen: Vec<_> = seen.map(|row| (row.index, row.label)).collect();
    assert_eq!(
        seen,
        (0..left[0])
            .map(|row| (row.into(), row))
            .collect::<Vec<_>>()
    );
    Ok(())
}
