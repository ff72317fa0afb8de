//! Rows of every table of the corpus, read, written, and checked with the types that are generated
//! from its page.

use std::process;

use test_support::every_table::EveryTable;
use test_support::{corpus, samples, workspace};

/// What the program depends on in addition to `dataverse-schema`.
const DEPENDENCIES: &str = r#"
proptest = { version = "1", default-features = false, features = ["std"] }
serde = "1"
serde_json = { version = "1", features = ["raw_value"] }
"#;

/// One test, because the program takes long to build.
#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn rows_of_every_table() {
    let tables = EveryTable::new("every-table-rows", DEPENDENCIES, include_str!("program.rs"));
    let program = &tables.program;
    program.write("forms.rs", include_str!("../bodies/forms.rs"));
    program.write("wrong.rs", include_str!("../bodies/wrong.rs"));
    program.write("limits.rs", include_str!("limits.rs"));
    let run = |what: &str, input: &str| program.run_with(&["--", what], input);
    check_samples(&run);
    check_new_samples(&run);
    check_limits(&run);
    check_bodies(&run);
}

/// Every form of every column, random bodies, and wrong values of every column.
fn check_bodies(run: &dyn Fn(&str, &str) -> String) {
    let printed = run("bodies", "");
    let counts: Vec<usize> = printed
        .split_whitespace()
        .map(|number| number.parse().expect("a number"))
        .collect();
    let [forms, wrong] = counts[..] else {
        panic!("expected two numbers: {printed}");
    };
    eprintln!("{forms} forms of columns, {wrong} wrong bodies");
    assert!(forms > 50_000, "only {forms} forms");
    assert!(wrong > 500_000, "only {wrong} wrong bodies");
}

/// Microsoft's samples, compared as JSON.
fn check_samples(run: &dyn Fn(&str, &str) -> String) {
    let samples = samples::all();
    let lines: String = samples
        .iter()
        .map(|sample| format!("{}\t{}\n", sample.table, sample.body))
        .collect();
    let printed = run("samples", &lines);
    samples::assert_written(&samples, &printed);
    eprintln!("{} bodies and rows of samples", samples.len());
    assert!(samples.len() > 70, "only {} samples", samples.len());
}

/// Microsoft's samples of new rows, each checked by the default rules.
fn check_new_samples(run: &dyn Fn(&str, &str) -> String) {
    let mut samples = samples::all();
    samples.retain(|sample| sample.is_new);
    let lines: String = samples
        .iter()
        .map(|sample| format!("{}\t{}\n", sample.table, sample.body))
        .collect();
    let printed = run("new", &lines);
    let refused: Vec<String> = samples
        .iter()
        .zip(printed.lines())
        .filter(|(_, outcome)| *outcome != "valid")
        .map(|(sample, outcome)| format!("{outcome}: {}", sample.body))
        .collect();
    let count = printed.lines().count();
    assert_eq!(count, samples.len(), "a line for each");
    eprintln!("{count} new rows of samples, {} refused", refused.len());
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(count > 5, "only {count} new rows");
}

/// Values at, just inside, and just outside the limits that a script reads from the pages.
fn check_limits(run: &dyn Fn(&str, &str) -> String) {
    let output = process::Command::new("python3")
        .arg(workspace().join(".ci/oracle/limits.py"))
        .arg(corpus::folder().join("scale"))
        .stderr(process::Stdio::inherit())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) => return eprintln!("SKIPPED: limits: cannot run python3: {error}"),
    };
    assert!(output.status.success(), "the script fails");
    let cases = String::from_utf8(output.stdout).expect("the cases are UTF-8");
    let printed = run("limits", &cases);
    let outcomes: Vec<&str> = printed.lines().collect();
    let wrong: Vec<&str> = outcomes
        .iter()
        .copied()
        .filter(|outcome| outcome.contains(" instead of "))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_eq!(
        outcomes.len(),
        cases.lines().count(),
        "a line for each case"
    );
    let absent = outcomes
        .iter()
        .filter(|outcome| **outcome == "not in the row")
        .count();
    eprintln!(
        "{} values at, inside, and outside limits; {absent} nulls of columns that are in no row",
        outcomes.len() - absent
    );
}
