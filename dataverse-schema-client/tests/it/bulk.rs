//! Many rows, each of which is created exactly once.

use std::collections::HashSet;
use std::error::Error;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dataverse_schema::Changes;
use dataverse_schema::client::{Client, ErrorKind, Progress, WriteOptions};
use dataverse_schema::prelude::*;
use dataverse_schema::rule::Checks;
use dataverse_schema::table::message::Create;
use dataverse_schema::value::Uuid;
use futures_util::stream;
use tokio::time::Instant;

use crate::random::Random;
use crate::schema::{ContosoCarrier, ContosoDepot};
use crate::server::{Server, Step};
use crate::table::{DUPLICATE, FAULTS, FILTERED, Fault, REJECTED, Table, Writes};
use crate::tokens::Numbered;
use crate::{Outcome, client};

pub(crate) const ONCE: Writes = Writes {
    created: 1,
    updated: 0,
};

pub(crate) fn depots(count: u128) -> impl Iterator<Item = Changes<ContosoDepot, Create>> {
    let c = ContosoDepot::columns();
    (0..count).map(move |number| {
        ContosoDepot::create()
            .set(c.contoso_depot_id, Id::new(Uuid::from_u128(number)))
            .set(c.contoso_name, format!("Depot {number}"))
    })
}

pub(crate) fn carriers(count: u128) -> impl Iterator<Item = Changes<ContosoCarrier, Create>> {
    let c = ContosoCarrier::columns();
    (0..count).map(move |number| {
        ContosoCarrier::create()
            .set(c.contoso_carrier_id, Id::new(Uuid::from_u128(number)))
            .set(c.contoso_name, format!("Carrier {number}"))
    })
}

/// Starts a server that keeps a table, of whose responses a fifth fail.
pub(crate) async fn failing(table: &Table, seed: u64) -> std::io::Result<Server> {
    let table = table.clone();
    let mut random = Random(seed);
    let mut unauthorized = HashSet::new();
    Server::scripted(move |request| {
        let fault = match random.below(5) {
            0 => FAULTS[random.below(FAULTS.len())],
            _ => Fault::None,
        };
        // The fresh token is accepted, or else the run would end. Other requests may come before.
        let fault = match fault {
            Fault::Unauthorized
                if !unauthorized.insert((request.line.clone(), request.body.clone())) =>
            {
                Fault::None
            }
            fault => fault,
        };
        table.execute(request, fault)
    })
    .await
}

pub(crate) fn patient(base: &str) -> Client {
    let base = base.parse().expect("a valid URL");
    Client::builder(base, Numbered::new(Duration::from_secs(3600)))
        .retry_delay(Duration::from_millis(1))
        .max_retries(20)
        .attempt_timeout(Duration::from_millis(150))
        .build()
        .expect("a valid client")
}

#[tokio::test]
async fn each_row_is_created_once_although_a_fifth_of_the_responses_fail() -> Outcome {
    let table = Table::default();
    let server = failing(&table, 1).await?;
    let options = || WriteOptions::new().chunk(50);
    let rows = stream::iter(depots(10_000));
    let report = patient(server.base()).write_all(rows, options()).await?;
    let progress = report.progress();
    assert_eq!(progress.written + progress.existing, 10_000);
    assert!(progress.existing > 0);
    assert_eq!(table.rows().len(), 10_000);
    assert!(table.rows().values().all(|writes| *writes == ONCE));
    assert!(server.lines()[0].ends_with("CreateMultiple"));

    // This table's page lists no messages, so the client asks the service.
    for (messages, seed) in [(&[][..], 2), (FILTERED, 4)] {
        let table = Table::supporting(messages);
        let server = failing(&table, seed).await?;
        let rows = stream::iter(carriers(10_000));
        let report = patient(server.base()).write_all(rows, options()).await?;
        let progress = report.progress();
        assert_eq!(progress.written + progress.existing, 10_000);
        assert_eq!(table.rows().len(), 10_000);
        assert!(table.rows().values().all(|writes| *writes == ONCE));
        let lines = server.lines();
        let is_bulk = |line: &String| line.ends_with("CreateMultiple");
        assert_eq!(lines.iter().any(is_bulk), !messages.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn rows_that_fail_are_named() -> Outcome {
    let table = Table::default();
    let kept = table.clone();
    let server = Server::scripted(move |request| kept.execute(request, Fault::None)).await?;
    let c = ContosoDepot::columns();
    let rows = depots(10).enumerate().map(|(index, row)| match index {
        3 => row.set(c.contoso_name, REJECTED),
        5 => row.set(c.contoso_name, DUPLICATE),
        7 => row.set(c.contoso_name, "x".repeat(5_000)),
        _ => row,
    });
    let report = client(&server)
        .write_all(stream::iter(rows), WriteOptions::new())
        .await?;
    assert_eq!(report.progress().written, 7);
    assert_eq!(report.progress().existing, 0);
    assert_eq!(report.progress().failed, 3);
    let failures = report.failures();
    let failed = |index: usize| (failures[index].index, failures[index].error.kind());
    assert_eq!(failed(0), (3, ErrorKind::Rejected));
    assert_eq!(failed(1), (5, ErrorKind::Rejected));
    assert_eq!(failed(2), (7, ErrorKind::Invalid));
    assert_eq!(failures[0].error.status(), Some(400));
    assert_eq!(failures[1].error.status(), Some(412));
    assert_eq!(table.rows().len(), 7);
    Ok(())
}

#[tokio::test]
async fn failures_have_the_labels_of_their_rows() -> Outcome {
    let table = Table::default();
    let kept = table.clone();
    let server = Server::scripted(move |request| kept.execute(request, Fault::None)).await?;
    let c = ContosoDepot::columns();
    let rows = depots(6).zip(["A", "B", "C", "D", "E", "F"]);
    let rows = rows.map(|(row, label)| match label {
        "B" => (label, Ok(row.set(c.contoso_name, REJECTED))),
        "D" => (label, Err("the cell is empty")),
        "E" => (label, Ok(row.set(c.contoso_name, "x".repeat(5_000)))),
        _ => (label, Ok(row)),
    });
    let report = client(&server)
        .write_all(stream::iter(rows), WriteOptions::new().chunk(2))
        .await?;
    assert_eq!(
        report.progress().to_string(),
        "3 written, 0 already there, 3 failed"
    );
    let shown: Vec<_> = report.failures().iter().map(ToString::to_string).collect();
    assert!(shown[0].starts_with("B: PATCH contoso_depots"), "{shown:?}");
    assert!(shown[0].contains("status 400"), "{shown:?}");
    assert_eq!(shown[1], "D: the cell is empty");
    assert!(shown[2].starts_with("E: 1 rule violation"), "{shown:?}");
    assert_eq!(table.rows().len(), 3);
    Ok(())
}

#[tokio::test]
async fn rows_are_checked_as_the_options_say() -> Outcome {
    let long = "x".repeat(5_000);
    let c = ContosoDepot::columns();
    let rows = || depots(3).map(|row| row.set(c.contoso_name, long.as_str()));
    let run = async |checks| {
        let table = Table::default();
        let kept = table.clone();
        let server = Server::scripted(move |request| kept.execute(request, Fault::None)).await?;
        let options = WriteOptions::new().checks(checks);
        let report = client(&server)
            .write_all(stream::iter(rows()), options)
            .await?;
        Ok::<_, Box<dyn Error>>((report.progress().written, server.lines()))
    };
    let (written, lines) = run(Checks::default().without_limits()).await?;
    assert_eq!(written, 3);
    assert!(lines[0].ends_with("CreateMultiple"), "{lines:?}");
    assert_eq!(run(Checks::default()).await?, (0, Vec::new()));
    Ok(())
}

#[tokio::test]
async fn updates_and_upserts_are_written() -> Outcome {
    let table = Table::default();
    let kept = table.clone();
    let server = Server::scripted(move |request| kept.execute(request, Fault::None)).await?;
    let client = client(&server);
    let c = ContosoCarrier::columns();
    let id = |number| Id::<ContosoCarrier>::new(Uuid::from_u128(number));
    let upserts =
        (0..5).map(|number| ContosoCarrier::upsert(id(number)).set(c.contoso_name, "One"));
    let report = client
        .write_all(stream::iter(upserts), WriteOptions::new())
        .await?;
    assert_eq!(report.progress().written, 5);
    let updates =
        (3..7).map(|number| ContosoCarrier::update(id(number)).set(c.contoso_name, "Two"));
    let report = client
        .write_all(stream::iter(updates), WriteOptions::new())
        .await?;
    assert_eq!(report.progress().written, 2);
    assert!(
        report
            .failures()
            .iter()
            .all(|failure| failure.error.is_not_found())
    );
    let updated = table
        .rows()
        .values()
        .filter(|writes| writes.updated == 1)
        .count();
    assert_eq!(updated, 2);
    Ok(())
}

#[tokio::test]
async fn an_error_that_is_not_of_a_row_ends_the_run() -> Outcome {
    let table = Table::default();
    let mut requests = 0;
    let kept = table.clone();
    let server = Server::scripted(move |request| {
        requests += 1;
        let fault = if requests > 3 {
            Fault::Unauthorized
        } else {
            Fault::None
        };
        kept.execute(request, fault)
    })
    .await?;
    let options = WriteOptions::new().chunk(10).max_parallel(1);
    let result = client(&server)
        .write_all(stream::iter(depots(1_000)), options)
        .await;
    let failed = result.expect_err("a rejected token");
    assert_eq!(failed.error().kind(), ErrorKind::Unauthorized);
    assert_eq!(failed.report().progress().written, 30);
    assert!(server.received().len() < 10);
    Ok(())
}

#[tokio::test]
async fn the_number_of_requests_follows_the_hint() -> Outcome {
    const LATE: Duration = Duration::from_millis(100);
    for (hint, max_parallel, expected) in [("3", 8, 3), ("9", 4, 4)] {
        let table = Table::default();
        let server = Server::scripted(move |request| match table.execute(request, Fault::None) {
            Step::Answer(answer) => Step::Late(LATE, answer.header("x-ms-dop-hint", hint)),
            step => step,
        })
        .await?;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let noted = seen.clone();
        let options = WriteOptions::new()
            .chunk(10)
            .max_parallel(max_parallel)
            .on_progress(move |progress: Progress| {
                noted.lock().expect("no panic").push(progress.written);
            });
        let report = client(&server)
            .write_all(stream::iter(depots(120)), options)
            .await?;
        assert_eq!(report.progress().written, 120);
        let seen = seen.lock().expect("no panic").clone();
        assert_eq!(seen, (1..=12).map(|chunks| chunks * 10).collect::<Vec<_>>());
        // Requests that came before the answer to another one.
        let arrivals: Vec<_> = server.received().iter().map(|request| request.at).collect();
        let under_way = |from: &Instant| {
            let until = *from + LATE;
            arrivals
                .iter()
                .filter(|at| (*from..until).contains(at))
                .count()
        };
        assert_eq!(arrivals.iter().map(under_way).max(), Some(expected));
    }
    Ok(())
}
