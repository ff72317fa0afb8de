//! Writes that are resumed after they were interrupted.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use dataverse_schema::Changes;
use dataverse_schema::client::{Journal, WriteOptions};
use dataverse_schema::prelude::*;
use dataverse_schema::table::message::Create;
use futures_util::stream;
use tokio::time::sleep;

use crate::bulk::{ONCE, carriers, depots, failing, patient};
use crate::schema::ContosoDepot;
use crate::server::Server;
use crate::table::{FILTERED, Fault, Table};
use crate::{Outcome, client};

const ROWS: usize = 10_000;
const RUNS: usize = 10;

/// The variables by which the process that writes knows what to do.
const URL: &str = "DATAVERSE_SCHEMA_TEST_URL";
const JOURNAL: &str = "DATAVERSE_SCHEMA_TEST_JOURNAL";

async fn write<T: dataverse_schema::table::Table + 'static>(
    rows: impl Iterator<Item = Changes<T, Create>>,
    url: &str,
    journal: &str,
) -> Outcome {
    let options = WriteOptions::new()
        .chunk(50)
        .journal(Journal::open(journal)?);
    let rows = stream::iter(rows);
    let report = patient(url).write_all(rows, options).await?;
    let progress = report.progress();
    let done = progress.written + progress.existing + progress.skipped;
    assert_eq!(done, ROWS as u64);
    assert!(progress.skipped > 0);
    Ok(())
}

/// Starts a test in a process of its own, which writes.
fn start(test: &str, server: &Server, journal: &Path) -> io::Result<Child> {
    Command::new(env::current_exe()?)
        .args([&format!("resumed::{test}"), "--exact", "--nocapture"])
        .env(URL, server.base())
        .env(JOURNAL, journal)
        .stdout(Stdio::null())
        .spawn()
}

/// Does to the end of a file what a power cut may do: it is lost, or holds other bytes.
fn damage(journal: &Path, run: usize) -> io::Result<()> {
    let file = OpenOptions::new().write(true).open(journal)?;
    let length = file.metadata()?.len();
    let end = length.saturating_sub(run as u64 * 37);
    file.set_len(end)?;
    let other = [0, 0xff, b'0'][run % 3];
    let tail = vec![other; run * 11];
    OpenOptions::new()
        .append(true)
        .open(journal)?
        .write_all(&tail)
}

#[tokio::test]
async fn a_process_that_is_killed_is_resumed() -> Outcome {
    let test = "a_process_that_is_killed_is_resumed";
    kill_and_resume(test, depots(ROWS as u128), Table::default(), 3).await
}

/// The page of a custom table lists no messages, so each process asks the service.
#[tokio::test]
async fn a_process_that_writes_a_custom_table_is_resumed() -> Outcome {
    let test = "a_process_that_writes_a_custom_table_is_resumed";
    let table = Table::supporting(FILTERED);
    kill_and_resume(test, carriers(ROWS as u128), table, 5).await
}

/// Kills the process that writes rows to a table several times, and starts it again.
async fn kill_and_resume<T: dataverse_schema::table::Table + 'static>(
    test: &str,
    rows: impl Iterator<Item = Changes<T, Create>>,
    table: Table,
    seed: u64,
) -> Outcome {
    if let (Ok(url), Ok(journal)) = (env::var(URL), env::var(JOURNAL)) {
        return write(rows, &url, &journal).await;
    }
    let folder = tempfile::tempdir()?;
    let journal = folder.path().join("journal");
    let server = failing(&table, seed).await?;
    for run in 1..=RUNS {
        let mut child = start(test, &server, &journal)?;
        while table.rows().len() < run * ROWS / (RUNS + 1) {
            assert_eq!(child.try_wait()?, None, "run {run} came to its end");
            sleep(Duration::from_millis(1)).await;
        }
        child.kill()?;
        child.wait()?;
        damage(&journal, run)?;
    }
    let mut child = start(test, &server, &journal)?;
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None => sleep(Duration::from_millis(5)).await,
        }
    };
    assert!(status.success(), "{status}");
    assert_eq!(table.rows().len(), ROWS);
    assert!(table.rows().values().all(|writes| *writes == ONCE));
    let lines = server.lines();
    assert!(lines.iter().any(|line| line.ends_with("CreateMultiple")));
    Ok(())
}

#[tokio::test]
async fn a_journal_whose_last_line_is_cut_is_continued() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("journal");
    std::fs::write(
        &path,
        "contoso_depots(00000000-0000-0000-0000-000000000000)\ncontoso_dep",
    )?;
    let table = Table::default();
    let kept = table.clone();
    let server = Server::scripted(move |request| kept.execute(request, Fault::None)).await?;
    let options = WriteOptions::new().journal(Journal::open(&path)?);
    let rows = stream::iter(depots(3));
    let progress = client(&server).write_all(rows, options).await?.progress();
    assert_eq!((progress.skipped, progress.written), (1, 2));
    let expected = "contoso_depots(00000000-0000-0000-0000-000000000000)\ncontoso_dep\n\
        contoso_depots(00000000-0000-0000-0000-000000000001)\n\
        contoso_depots(00000000-0000-0000-0000-000000000002)\n";
    assert_eq!(std::fs::read_to_string(&path)?, expected);
    Ok(())
}

#[tokio::test]
async fn rows_that_the_journal_cannot_list_are_counted() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("journal");
    let table = Table::default();
    let kept = table.clone();
    let server = Server::scripted(move |request| kept.execute(request, Fault::None)).await?;
    let client = client(&server);
    let name = ContosoDepot::columns().contoso_name;
    let nameless = (0..2).map(|_| ContosoDepot::create().set(name, "Depot"));
    let rows = || depots(3).chain(nameless.clone());

    let options = WriteOptions::new().journal(Journal::open(&path)?);
    let report = client.write_all(stream::iter(rows()), options);
    let progress = report.await?.progress();
    assert_eq!((progress.written, progress.unlisted), (5, 2));
    let expected = "5 written, 0 already there, 0 failed, 2 not in the journal (no id)";
    assert_eq!(progress.to_string(), expected);

    let options = WriteOptions::new().journal(Journal::open(&path)?);
    let report = client.write_all(stream::iter(rows()), options);
    let progress = report.await?.progress();
    assert_eq!(
        (progress.skipped, progress.written, progress.unlisted),
        (3, 2, 2)
    );

    let report = client.write_all(stream::iter(rows()), WriteOptions::new());
    let progress = report.await?.progress();
    assert_eq!(
        (progress.existing, progress.written, progress.unlisted),
        (3, 2, 0)
    );
    Ok(())
}
