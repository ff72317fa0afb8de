//! Imports a CSV file: validates every row, reports errors by line and column, sends the valid rows
//! in batches with `CreateMultiple`, and resumes an interrupted import.
//!
//! `cargo run -p examples --bin import` sends to a made-up service. With `DATAVERSE_URL` and
//! `DATAVERSE_TOKEN` in the environment, it sends to that environment, which needs the made-up
//! table `contoso_machine` (`examples/pages/contoso_machine.md`).
//!
//! * `-- FILE` imports another file than `examples/environment/data/machines.csv`.
//! * `--batch N` sets the number of rows in a request (default 4; 100 to 1,000 suit real imports).
//! * `--journal FILE` records the imported lines; pass the same file again to resume.

#![allow(clippy::print_stdout)] // Examples print their results.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Parser;
use dataverse_schema::prelude::*;
use dataverse_schema::rule::Checks;
use dataverse_schema::table::message::Create;
use dataverse_schema::{Changes, Date, Decimal, Request, Response};
use examples::{Service, Tenant, count};
use indicatif::{ProgressBar, ProgressStyle};
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
    #[arg(long, default_value_t = 4)]
    batch: usize,
    #[arg(long)]
    journal: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    match Tenant::from_env()? {
        Some(mut tenant) => import(&arguments, &mut tenant),
        None => import(&arguments, &mut MadeUp),
    }
}

/// A line of the file whose row is valid.
struct Line {
    number: u64,
    row: Changes<ContosoMachine, Create>,
}

fn import(arguments: &Arguments, service: &mut dyn Service) -> Result<(), Box<dyn Error>> {
    let mut report = Report::default();
    let lines = read(&arguments.file, &mut report)?;
    let mut journal = Journal::open(arguments.journal.as_deref())?;
    let before = lines.len();
    let lines: Vec<Line> = lines
        .into_iter()
        .filter(|line| !journal.done.contains(&line.number))
        .collect();
    if lines.len() < before {
        let skipped = count(before - lines.len(), "line");
        println!("{skipped} already imported");
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} rows, {eta} left")?;
    let bar = ProgressBar::new(u64::try_from(lines.len())?).with_style(style);
    for batch in lines.chunks(arguments.batch.max(1)) {
        send(batch, service, &mut journal, &mut report, &bar)?;
    }
    bar.finish_and_clear();
    println!("{} imported", count(journal.imported, "line"));
    println!("{}", report.text());
    Ok(())
}

/// Reads the valid rows of the file, and reports the errors of the others.
fn read(file: &Path, report: &mut Report) -> Result<Vec<Line>, Box<dyn Error>> {
    let mut lines = Vec::new();
    let mut reader = csv::Reader::from_path(file)?;
    let header = reader.headers()?.clone();
    for record in reader.records() {
        let record = record?;
        let number = record.position().map_or(0, csv::Position::line);
        let values = Values {
            number,
            header: &header,
            record: &record,
        };
        let row = values.row(report);
        // Validation reports all violations of a row at once.
        let checks = Checks::default().deny_missing().deny_rounding();
        let invalid = row.validate_with(&checks).err();
        for failure in invalid.iter().flat_map(|invalid| invalid.failures()) {
            let column = failure.column().logical_name;
            report.add(number, column, failure.rule().to_string());
        }
        if !report.has(number) {
            lines.push(Line { number, row });
        }
    }
    Ok(lines)
}

/// The values of a line.
struct Values<'r> {
    number: u64,
    header: &'r csv::StringRecord,
    record: &'r csv::StringRecord,
}

impl Values<'_> {
    fn row(&self, report: &mut Report) -> Changes<ContosoMachine, Create> {
        let c = ContosoMachine::columns();
        let kind = |label: &str| ContosoKind::from_label(label).ok_or("unknown option");
        let serial = self.text("serial").unwrap_or_default();
        // Derived from the serial number, so that a row that is sent twice is created only once.
        let id = Id::new(Uuid::new_v5(&Uuid::NAMESPACE_OID, serial.as_bytes()));
        ContosoMachine::create()
            .set(c.contoso_machine_id, id)
            .set_some(c.contoso_serial, self.text("serial"))
            .set_some(c.contoso_name, self.text("name"))
            .set_some(
                c.contoso_weight,
                self.value::<Decimal, _>("weight", str::parse, report),
            )
            .set_some(
                c.contoso_price,
                self.value::<Decimal, _>("price", str::parse, report),
            )
            .set_some(
                c.contoso_bought_on,
                self.value::<Date, _>("bought_on", str::parse, report),
            )
            .set_some(c.contoso_kind, self.value("kind", kind, report))
    }

    /// Returns the text in a column of the file, or `None` if it is empty.
    fn text(&self, name: &str) -> Option<&str> {
        let index = self.header.iter().position(|column| column == name)?;
        self.record.get(index).filter(|text| !text.is_empty())
    }

    /// Parses the text in a column of the file, and reports the error if that fails.
    fn value<V, E: ToString>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<V, E>,
        report: &mut Report,
    ) -> Option<V> {
        let text = self.text(name)?;
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = format!("{text:?}: {}", error.to_string());
                report.add(self.number, name, message);
                None
            }
        }
    }
}

/// The service's error code for a row whose id already exists.
const DUPLICATE_ID: u32 = 0x8004_0237;

/// Sends rows. A batch is created completely or not at all; a rejected batch is halved until the
/// invalid rows are found.
fn send(
    batch: &[Line],
    service: &mut dyn Service,
    journal: &mut Journal,
    report: &mut Report,
    bar: &ProgressBar,
) -> Result<(), Box<dyn Error>> {
    let rows = batch.iter().map(|line| line.row.clone());
    let response = service.send(ContosoMachine::create_multiple(rows)?)?;
    let refused = match response.ids::<ContosoMachine>() {
        Ok(_) => {
            journal.record(batch)?;
            bar.inc(u64::try_from(batch.len())?);
            return Ok(());
        }
        Err(error) => match error.service_error() {
            Some(refused) => refused.clone(),
            None => return Err(error.into()),
        },
    };
    if let [line] = batch {
        match refused.number() {
            // An interrupted import has created it.
            Some(DUPLICATE_ID) => journal.record(batch)?,
            _ => report.add(line.number, "(service)", refused.message),
        }
        bar.inc(1);
        return Ok(());
    }
    let (first, second) = batch.split_at(batch.len() / 2);
    send(first, service, journal, report, bar)?;
    send(second, service, journal, report, bar)
}

/// The imported lines.
struct Journal {
    done: BTreeSet<u64>,
    file: Option<File>,
    /// The number of lines that this run has imported.
    imported: usize,
}

impl Journal {
    fn open(path: Option<&Path>) -> Result<Self, Box<dyn Error>> {
        let text = match path {
            Some(path) if path.exists() => fs::read_to_string(path)?,
            _ => String::new(),
        };
        let file = path.map(|path| OpenOptions::new().create(true).append(true).open(path));
        Ok(Self {
            done: text.lines().map(str::parse).collect::<Result<_, _>>()?,
            file: file.transpose()?,
            imported: 0,
        })
    }

    fn record(&mut self, batch: &[Line]) -> Result<(), Box<dyn Error>> {
        self.imported += batch.len();
        if let Some(file) = &mut self.file {
            for line in batch {
                writeln!(file, "{}", line.number)?;
            }
            file.sync_data()?;
        }
        Ok(())
    }
}

/// The lines that were not imported, and why.
#[derive(Default)]
struct Report(Vec<(u64, String, String)>);

impl Report {
    fn add(&mut self, line: u64, column: &str, message: String) {
        self.0.push((line, column.to_owned(), message));
    }

    fn has(&self, line: u64) -> bool {
        self.0.iter().any(|(other, ..)| *other == line)
    }

    fn text(&self) -> String {
        let lines: BTreeSet<u64> = self.0.iter().map(|(line, ..)| *line).collect();
        let mut text = format!("{} not imported", count(lines.len(), "line"));
        for (line, column, message) in &self.0 {
            text.push_str(&format!("\n  line {line}, {column}: {message}"));
        }
        text
    }
}

/// A made-up service, which rejects the row with serial number M-0011.
struct MadeUp;

impl Service for MadeUp {
    fn send(&mut self, request: Request) -> Result<Response, Box<dyn Error>> {
        let headers = [("Content-Type", "application/json; odata.metadata=minimal")];
        let body: serde_json::Value = serde_json::from_slice(request.body.as_bytes())?;
        let targets = body["Targets"].as_array().ok_or("missing `Targets`")?;
        if targets.iter().any(|row| row["contoso_serial"] == "M-0011") {
            let error = r#"{"error": {"code": "0x80060892", "message": "A record that has the attribute value Serial number already exists."}}"#;
            return Ok(Response::new(412, headers, error));
        }
        let ids: Vec<&serde_json::Value> = targets
            .iter()
            .map(|row| &row["contoso_machineid"])
            .collect();
        let body = serde_json::json!({ "Ids": ids });
        Ok(Response::new(200, headers, body.to_string()))
    }
}
