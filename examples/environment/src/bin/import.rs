//! Imports a CSV file: checks every row, reports errors by line, writes the valid rows, and resumes
//! an interrupted import.
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
use csv::StringRecord;
use dataverse_schema::client::{Journal, WriteOptions};
use dataverse_schema::prelude::*;
use dataverse_schema::rule::Checks;
use dataverse_schema::table::message::Create;
use dataverse_schema::{Changes, Date, Decimal};
use examples::Answer;
use futures_util::stream;
use uuid::Uuid;

mod schema {
    dataverse_schema::include_schema!("contoso_machine.md", dir = "../pages");
}
use schema::ContosoMachine;
use schema::contoso_machine::ContosoKind;

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
    let (mut lines, mut rows) = (Vec::new(), Vec::new());
    for record in csv::Reader::from_path(&arguments.file)?.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        match row(&record) {
            Ok(row) => {
                lines.push(line);
                rows.push(row);
            }
            Err(error) => println!("line {line}: {error}"),
        }
    }
    let mut options = WriteOptions::new();
    if let Some(path) = arguments.journal {
        options = options.journal(Journal::open(path)?);
    }
    let report = client.write_all(stream::iter(rows), options).await?;
    for failure in report.failures() {
        println!(
            "line {}: {}",
            lines[usize::try_from(failure.index)?],
            failure.error
        );
    }
    let progress = report.progress();
    println!(
        "{} imported, {} already there",
        progress.written,
        progress.existing + progress.skipped
    );
    Ok(())
}

/// Reads a line: serial, name, weight, price, bought_on, kind.
fn row(record: &StringRecord) -> Result<Changes<ContosoMachine, Create>, Box<dyn Error>> {
    let c = ContosoMachine::columns();
    let text = |index| record.get(index).filter(|text| !text.is_empty());
    let number = |index| text(index).map(str::parse::<Decimal>).transpose();
    let kind =
        |label| ContosoKind::from_label(label).ok_or_else(|| format!("unknown kind `{label}`"));
    // Derived from the serial number, so that a row that is sent twice is created only once.
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, text(0).unwrap_or_default().as_bytes());
    let row = ContosoMachine::create()
        .set(c.contoso_machine_id, Id::new(id))
        .set_some(c.contoso_serial, text(0))
        .set_some(c.contoso_name, text(1))
        .set_some(c.contoso_weight, number(2)?)
        .set_some(c.contoso_price, number(3)?)
        .set_some(
            c.contoso_bought_on,
            text(4).map(str::parse::<Date>).transpose()?,
        )
        .set_some(c.contoso_kind, text(5).map(kind).transpose()?);
    row.validate_with(&Checks::default().deny_missing().deny_rounding())?;
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
