//! Imports a CSV file whose header has the logical names of columns: checks every row, reports
//! errors by line, writes the valid rows, and resumes an interrupted import.
//!
//! `cargo run -p examples --bin import` sends to a made-up service. With `DATAVERSE_URL` and
//! `DATAVERSE_TOKEN` in the environment, it sends to that environment, which needs the made-up
//! table `contoso_machine` (`examples/pages/contoso_machine.md`).
//!
//! * `-- FILE` imports another file than `examples/environment/data/machines.csv`.
//! * `--journal FILE` records the imported rows; pass the same file again to resume.

#![allow(clippy::print_stdout)] // Examples print their results.

use std::error::Error;
use std::path::PathBuf;

use clap::Parser;
use csv::{Position, StringRecord};
use dataverse_schema::Changes;
use dataverse_schema::client::{Journal, WriteOptions};
use dataverse_schema::prelude::*;
use dataverse_schema::rule::Checks;
use dataverse_schema::table::{AnyColumn, message::Create};
use examples::Answer;
use futures_util::stream;
use uuid::Uuid;

mod schema {
    dataverse_schema::include_schema!("contoso_machine.md", dir = "../pages");
}
use schema::ContosoMachine;

#[derive(Parser)]
struct Arguments {
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data/machines.csv"))]
    file: PathBuf,
    #[arg(long)]
    journal: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let client = examples::connect(made_up)?;
    let mut file = csv::Reader::from_path(&arguments.file)?;
    let columns: Result<Vec<_>, _> = file.headers()?.iter().map(ContosoMachine::column).collect();
    let columns = columns?;
    let rows = file.records().map(|record| {
        let at = record
            .as_ref()
            .map_or_else(csv::Error::position, StringRecord::position);
        (at.map_or(0, Position::line), row(&columns, record))
    });
    let options = WriteOptions::new()
        .checks(Checks::default().deny_missing().deny_rounding())
        .journal(arguments.journal.map(Journal::open).transpose()?);
    let report = client.write_all(stream::iter(rows), options).await?;
    for failure in report.failures() {
        println!("line {failure}");
    }
    println!("{}", report.progress());
    Ok(())
}

/// Reads a line, which begins with the serial number.
fn row(
    columns: &[AnyColumn<ContosoMachine>],
    record: csv::Result<StringRecord>,
) -> Result<Changes<ContosoMachine, Create>, Box<dyn Error + Send + Sync>> {
    let record = record?;
    // Derived from the serial number, so that a row that is sent twice is created only once.
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, record[0].as_bytes());
    let c = ContosoMachine::columns();
    let mut row = ContosoMachine::create().set(c.contoso_machine_id, Id::new(id));
    let cells = columns.iter().zip(&record);
    for (column, text) in cells.filter(|(_, text)| !text.is_empty()) {
        row = row.set(*column, column.info().parse(text)?);
    }
    Ok(row)
}

/// Answers as a service that rejects the row with serial number M-0011.
fn made_up(_: &str, body: &str) -> Answer {
    const REJECTED: &str = r#"{"error": {"code": "0x80040265", "message": "The serial number belongs to a machine that was sold."}}"#;
    let parts = body.split("Content-Type: application/http").skip(1);
    let answers = parts.map(|part| match part.contains("M-0011") {
        true => format!("400 Bad Request\r\nContent-Type: application/json\r\n\r\n{REJECTED}"),
        false => "204 No Content\r\n\r\n".to_owned(),
    });
    let answers = answers.map(|answer| {
        format!("--a\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 {answer}\r\n")
    });
    Answer {
        status: 200,
        content_type: "multipart/mixed; boundary=a",
        body: answers.chain(["--a--\r\n".to_owned()]).collect(),
    }
}
