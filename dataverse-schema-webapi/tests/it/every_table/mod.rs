//! Queries and responses of every table of the corpus, with the types that are generated from its
//! page.

use std::collections::BTreeMap;
use std::{env, fs};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use test_support::book::Book;
use test_support::corpus::{self, TABLES};
use test_support::every_table::EveryTable;
use test_support::random::Random;
use test_support::{samples, workspace};

use self::meaning::found_by_meaning;
use crate::book::{Held, check_access};
use crate::evaluation::found_by_fetch;

mod meaning;
mod queries;
mod rows;

/// The number of queries for each table.
const QUERIES: usize = 6;

/// The number of sets of rows that each query is evaluated over.
const DATABASES: usize = 4;

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
    every.program.write("print.rs", include_str!("print.rs"));
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
        fs::write(file, &printed).expect("the file is writable");
    }
    check_fetches(book, held, &printed);
}

/// Random queries in both forms, which find the same rows.
fn check_fetches(book: &Book, held: &mut Held, printed: &str) {
    let (mut fetches, mut found, mut others) = (0, 0, 0);
    let mut errors = BTreeMap::<String, usize>::new();
    for line in printed.lines() {
        let meant: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if let Some(error) = meant["errors"].as_str() {
            let kind = error.split('`').next().unwrap_or_default();
            *errors.entry(kind.to_owned()).or_default() += 1;
        }
        let Some(xml) = meant["fetch"].as_str() else {
            continue;
        };
        let url = meant["url"].as_str().expect("a URL");
        let entity_set = url.split('?').next().unwrap_or_default();
        let encoded = utf8_percent_encode(xml, NON_ALPHANUMERIC);
        held.add_query(book, &format!("{entity_set}?fetchXml={encoded}"));
        let mut tables = book.tables();
        let table = tables.find(|table| table.entity_set == entity_set);
        let table = table.expect("a table of the corpus");
        fetches += 1;
        let mut random = Random::new(fetches);
        for _ in 0..DATABASES {
            let database = rows::database(book, xml, line, &mut random);
            let by_meaning = found_by_meaning(book, &database, table, &meant);
            let by_fetch = found_by_fetch(&database, xml);
            assert_eq!(by_meaning, by_fetch, "{line}");
            found += by_fetch.len();
            others += database[&table.name].len() - by_fetch.len();
        }
    }
    eprintln!("{fetches} of them in FetchXML, which find {found} rows, and not {others} others");
    eprintln!("not in FetchXML: {errors:?}");
    assert!(fetches >= 1_000 && found > 10_000 && others > 10_000);
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
