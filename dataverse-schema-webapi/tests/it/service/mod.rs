//! Writes that a real OData service takes, and that it stores as they were sent.
//!
//! The service isn't Dataverse, and knows the tables of `.ci/service/tables.txt`.

use std::env;

use serde_json::{Map, Value, json};
use test_support::book::{Book, Table};
use test_support::every_table::EveryTable;
use test_support::{corpus, workspace};

/// The number of rows of each table.
const ROWS: u64 = 4;

/// A request, with the properties that its response must have.
struct Step {
    table: String,
    write: Value,
    stored: Map<String, Value>,
}

/// One test, because the program takes long to build.
#[test]
#[ignore = "sends requests to the OData service that DATAVERSE_SCHEMA_SERVICE_URL names"]
fn service_takes_writes() {
    let url = env::var("DATAVERSE_SCHEMA_SERVICE_URL").expect("the URL of a service");
    let list = include_str!("../../../../.ci/service/tables.txt");
    let tables: Vec<&str> = list.lines().collect();
    let client = workspace().join("tests/end_to_end");
    let dependencies =
        format!("end-to-end = {{ path = {client:?} }}\nserde = \"1\"\nserde_json = \"1\"");
    let main = include_str!("program.rs");
    let every = EveryTable::with_tables(&tables, "service-writes", &dependencies, main);
    let writes = include_str!("../book/writes.rs");
    every.program.write("writes.rs", writes);

    let mut book = Book::default();
    let pages = corpus::pages("scale").into_iter();
    let is_served = |page: &std::path::PathBuf| {
        let name = page.file_stem().unwrap_or_default().to_string_lossy();
        tables.contains(&&*name)
    };
    book.add_pages(&pages.filter(is_served).collect::<Vec<_>>());
    let steps: Vec<Step> = book
        .tables()
        .flat_map(|table| (0..ROWS).flat_map(|seed| steps(&book, table, seed)))
        .collect();
    let lines: String = steps
        .iter()
        .map(|step| format!("{}\t{}\n", step.table, step.write))
        .collect();
    let printed = every.program.run_with(&["--", &url], &lines);
    check(&steps, &printed);
}

fn check(steps: &[Step], printed: &str) {
    let outcomes: Vec<Value> = printed
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(outcomes.len(), steps.len(), "an outcome for each request");
    let mut wrong = Vec::new();
    let mut values = 0;
    for (step, outcome) in steps.iter().zip(&outcomes) {
        let status = outcome["status"].as_u64().unwrap_or_default();
        if !(200..300).contains(&status) {
            wrong.push(format!(
                "{} {}: {outcome}",
                step.table, step.write["message"]
            ));
            continue;
        }
        for (name, expected) in &step.stored {
            values += 1;
            let actual = &outcome["body"][name];
            if !is_same(expected, actual) {
                wrong.push(format!(
                    "{}.{name}: {actual} instead of {expected}",
                    step.table
                ));
            }
        }
    }
    let shown = &wrong[..wrong.len().min(20)];
    eprintln!("{} requests, {values} stored values", steps.len());
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), shown.join("\n"));
}

/// Compares values as texts, and numbers as doubles, which is how the service stores them.
fn is_same(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::String(expected), Value::Number(actual)) => {
            expected.parse() == Ok(actual.as_f64().unwrap_or(f64::NAN))
        }
        (Value::String(expected), Value::Bool(actual)) => *expected == actual.to_string(),
        _ => expected == actual,
    }
}

/// Returns the requests for one row: it is created, updated, cleared, and deleted.
fn steps(book: &Book, table: &Table, seed: u64) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut id = Value::Null;
    for mut write in book.writes(table, seed) {
        let message = write["message"].as_str().unwrap_or_default().to_owned();
        let is_known = matches!(
            &*message,
            "create" | "update" | "upsert" | "put" | "clear" | "get"
        );
        let is_together = write["insert"].is_array();
        if !is_known || is_together || write["key"].is_object() || !is_supported(table, &mut write)
        {
            continue;
        }
        if id.is_null() {
            id = write["set"][&table.primary_id].clone();
            assert!(id.is_string(), "`{}` has no id to set", table.name);
        } else if message != "create" {
            write["id"] = id.clone();
        }
        let stored = stored(table, &write);
        let is_of_row = message != "create" || steps.is_empty();
        steps.push(step(table, write, Map::new()));
        if is_of_row && !stored.is_empty() {
            steps.push(step(
                table,
                json!({ "message": "retrieve", "id": id }),
                stored,
            ));
        }
    }
    steps.push(step(
        table,
        json!({ "message": "delete", "id": id }),
        Map::new(),
    ));
    steps
}

fn step(table: &Table, write: Value, stored: Map<String, Value>) -> Step {
    Step {
        table: table.name.clone(),
        write,
        stored,
    }
}

/// Takes columns out of a write that the service has in another form: managed properties are flat,
/// images are in another alphabet of base64, and columns that aren't readable are left out. It
/// refuses decimal places that Dataverse would round. Returns true if something is left.
fn is_supported(table: &Table, write: &mut Value) -> bool {
    let is_other = |name: &str| {
        let column = table.column(name);
        column.is_some_and(|column| {
            matches!(&*column.kind, "ManagedProperty" | "Image") || !column.is_readable()
        })
    };
    if let Some(set) = write["set"].as_object_mut() {
        set.retain(|name, _| !is_other(name));
        for (name, value) in set {
            cut_decimal_places(table, name, value);
        }
    }
    if let Some(clear) = write["clear"].as_array_mut() {
        clear.retain(|name| !name.as_str().is_some_and(is_other));
    }
    let Some(name) = write["column"].as_str().map(str::to_owned) else {
        return true;
    };
    cut_decimal_places(table, &name, &mut write["value"]);
    !is_other(&name)
}

fn cut_decimal_places(table: &Table, name: &str, value: &mut Value) {
    let places = table
        .column(name)
        .and_then(|column| column.decimal_places());
    if let (Some(places), Some((whole, fraction))) =
        (places, value.as_str().and_then(|text| text.split_once('.')))
        && fraction.len() > places
    {
        let text = format!("{whole}.{}", &fraction[..places]);
        *value = text.trim_end_matches('.').into();
    }
}

/// Returns the properties that a row has after a write.
fn stored(table: &Table, write: &Value) -> Map<String, Value> {
    let mut stored = Map::new();
    let property = |name: &str| {
        let column = table.column(name).filter(|column| column.is_readable());
        column.and_then(|column| column.property())
    };
    for (name, value) in write["set"].as_object().into_iter().flatten() {
        stored.extend(property(name).map(|property| (property, value.clone())));
    }
    for (name, target) in write["bind"].as_object().into_iter().flatten() {
        stored.extend(property(name).map(|property| (property, target[2].clone())));
    }
    let cleared = write["clear"].as_array().into_iter().flatten();
    for name in cleared.filter_map(Value::as_str) {
        stored.extend(property(name).map(|property| (property, Value::Null)));
    }
    if let Some(name) = write["column"].as_str() {
        let value = match write["message"].as_str() {
            Some("put") => Some(write["value"].clone()),
            Some("clear") => Some(Value::Null),
            _ => None,
        };
        stored.extend(property(name).zip(value));
    }
    stored
}
