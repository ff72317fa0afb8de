//! Queries and responses of every table of the corpus, with the types that are generated from its
//! page.

use std::{env, fs};

use test_support::book::Book;
use test_support::corpus::{self, TABLES};
use test_support::every_table::EveryTable;
use test_support::{samples, workspace};

use crate::book::{Held, check_access};

mod queries;

/// The number of queries for each table.
const QUERIES: usize = 6;

/// The number of aggregates for each table.
const AGGREGATES: usize = 2;

/// One test, because the program takes long to build.
#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn queries_and_responses_of_every_table() {
    let client = workspace().join("tests/end_to_end");
    let dependencies =
        format!("end-to-end = {{ path = {client:?} }}\nserde = \"1\"\nserde_json = \"1\"");
    let every = EveryTable::new(
        "every-table-queries",
        &dependencies,
        include_str!("program.rs"),
    );
    let tables = queries::tables(&every.schema, &corpus::folder().join("scale"));
    assert!(tables.len() >= TABLES, "queries of {} tables", tables.len());
    let code = queries::code(&tables, QUERIES, AGGREGATES);
    every.program.write("queries.rs", &code);
    every
        .program
        .write("writes.rs", include_str!("../book/writes.rs"));
    let mut book = Book::default();
    book.add_pages(&corpus::pages("scale"));
    check_access(&book, &every.schema);
    let run = |what: &str, input: &str| every.program.run_with(&["--", what], input);
    let mut held = Held::default();
    check_queries(&book, &mut held, &run);
    check_writes(&book, &mut held, &run);
    held.finish();
    check_aggregates(&run);
    check_samples(&run);
}

/// Random queries, which independent parsers read: see `.ci/odata`.
fn check_queries(book: &Book, held: &mut Held, run: &dyn Fn(&str, &str) -> String) {
    let printed = run("queries", "");
    for line in printed.lines() {
        let query: serde_json::Value = serde_json::from_str(line).expect("JSON");
        held.add_query(book, query["url"].as_str().expect("a URL"));
    }
    let count = printed.lines().count();
    assert!(
        count >= TABLES * (QUERIES + AGGREGATES),
        "only {count} queries"
    );
    eprintln!("{count} queries");
    if let Some(file) = env::var_os("DATAVERSE_SCHEMA_QUERIES") {
        fs::write(file, printed).expect("the file is writable");
    }
}

/// Random writes of every writable column, held against the rules of the service.
fn check_writes(book: &Book, held: &mut Held, run: &dyn Fn(&str, &str) -> String) {
    let mut lines = String::new();
    for (table, seed) in book.tables().zip(0..) {
        for write in book.writes(table, seed) {
            lines.push_str(&format!("{}\t{write}\n", table.name));
        }
    }
    for line in run("writes", &lines).lines() {
        held.add(book, &serde_json::from_str(line).expect("JSON"));
    }
}

/// Microsoft's samples of aggregates, read by aggregates that could have asked for them.
fn check_aggregates(run: &dyn Fn(&str, &str) -> String) {
    let sample = |name: &str| {
        // The names of totals are ours.
        samples::text(name)
            .replace('\n', " ")
            .replace("\"total", "\"total1")
    };
    let sums = sample("aggregate-groupby-sum.json");
    let values = sample("aggregate-distinct-null-omitted.json");
    let printed = run("aggregates", &format!("{sums}\n{values}\n"));
    let read: Vec<serde_json::Value> = printed
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let formatted = "@OData.Community.Display.V1.FormattedValue";
    let members = [
        "statuscode",
        &format!("statuscode{formatted}"),
        "total1",
        &format!("total1{formatted}"),
    ];
    let mut expected = groups(&sums, &members);
    let members = ["statuscode", "statecode", "accountcategorycode"];
    expected.extend(groups(&values, &members));
    assert_eq!(read, expected);
    eprintln!("{} groups of samples", read.len());
}

/// Returns the values of these members in each group of a body.
fn groups(body: &str, members: &[&str]) -> Vec<serde_json::Value> {
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    let groups = body["value"].as_array().expect("groups");
    groups
        .iter()
        .map(|group| members.iter().map(|name| group[*name].clone()).collect())
        .collect()
}

/// Microsoft's samples, sent over sockets and compared as JSON.
fn check_samples(run: &dyn Fn(&str, &str) -> String) {
    let samples = samples::all();
    let lines: String = samples
        .iter()
        .map(|sample| format!("{}\t{}\n", sample.table, sample.body))
        .collect();
    samples::assert_written(&samples, &run("samples", &lines));
    eprintln!("{} bodies and rows of samples", samples.len());
    assert!(samples.len() > 70, "only {} samples", samples.len());
}
