//! `dataverse-schema diagram`: which tables and columns are shown.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

pub(crate) fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

pub(crate) fn diagram(arguments: &[&str]) -> Result<String, String> {
    noted_diagram(arguments).map(|(diagram, _)| diagram)
}

/// Returns the diagram and the notes, or the errors.
pub(crate) fn noted_diagram(arguments: &[&str]) -> Result<(String, String), String> {
    let output = Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .arg("diagram")
        .args(arguments)
        .current_dir(workspace())
        .output()
        .expect("the command runs");
    let text = |bytes| String::from_utf8(bytes).expect("valid UTF-8");
    let stderr = text(output.stderr);
    if output.status.success() {
        Ok((text(output.stdout), stderr))
    } else {
        Err(stderr)
    }
}

const DEPOT: &str = "tests/pages/contoso_depot.md";
const CARRIER: &str = "tests/pages/contoso_carrier.md";

#[test]
fn mermaid_and_dot_diagrams() {
    let mermaid = diagram(&[DEPOT, CARRIER]).expect("good pages");
    insta::assert_snapshot!("mermaid", mermaid);
    let dot = diagram(&[DEPOT, CARRIER, "--format", "dot", "--columns", "all"]);
    insta::assert_snapshot!("dot", dot.expect("good pages"));
}

#[test]
fn depth_limits_the_tables() {
    let tables = |arguments: &[&str]| -> BTreeSet<String> {
        let arguments = [&[DEPOT, CARRIER, "--columns", "none"], arguments].concat();
        let text = diagram(&arguments).expect("good pages");
        let lines = text.lines().map(str::trim);
        let lines = lines.skip_while(|line| *line != "erDiagram").skip(1);
        let names = lines.filter(|line| !line.contains(' '));
        names.map(str::to_owned).collect()
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let depot = [
        "contoso_depot",
        "contoso_carrier",
        "contoso_scan",
        "systemuser",
    ];
    assert_eq!(tables(&["--depth", "0"]), names(&depot[..2]));
    assert_eq!(
        tables(&["--table", "contoso_depot", "--depth", "0"]),
        names(&depot[..1])
    );
    assert_eq!(tables(&["--table", "contoso_depot"]), names(&depot));
    let all = [&depot[..], &["contoso_parcel"]].concat();
    assert_eq!(
        tables(&["--table", "contoso_depot", "--depth", "2"]),
        names(&all)
    );
    let error = diagram(&[DEPOT, "--table", "contoso_depo"]).expect_err("there is no such table");
    assert!(error.contains("`contoso_depot`"), "{error}");
}

/// The diagram has a line for each relationship of the page, and no other.
#[test]
fn every_relationship_is_shown() {
    let page = "schemas/pluginpackage.md";
    let text = fs::read_to_string(workspace().join(page)).expect("the page exists");
    let (mut part, mut expected) = (String::new(), BTreeSet::new());
    let mut other = String::new();
    for line in text.lines() {
        let value = |key: &str| {
            let rest = line.strip_prefix(&format!("|{key}|"))?;
            Some(rest.trim_matches(['|', '`']).to_owned())
        };
        if let Some(heading) = line.strip_prefix("## ") {
            part = heading.to_owned();
        } else if let Some(table) = value("ReferencedEntity").or(value("ReferencingEntity")) {
            other = table;
        } else if let Some(column) = value("ReferencingAttribute") {
            expected.insert(if part.starts_with("Many-to-One") {
                format!("{other} pluginpackage {column}")
            } else {
                format!("pluginpackage {other} {column}")
            });
        }
    }
    assert_eq!(expected.len(), 15);
    let shown = diagram(&[page]).expect("a good page");
    let lines = shown.lines().filter(|line| line.contains("--"));
    let words =
        |line: &str| -> Vec<String> { line.split_whitespace().map(str::to_owned).collect() };
    let lines = lines.map(|line| {
        let words = words(line);
        format!("{} {} {}", words[0], words[2], words[4])
    });
    assert_eq!(lines.collect::<BTreeSet<_>>(), expected);
}

/// The guide contains the output of the command.
#[test]
fn diagram_in_the_guide_is_current() {
    let guide = workspace().join("src/guide/commands.md");
    let guide = fs::read_to_string(guide).expect("it exists");
    let (_, rest) = guide
        .split_once("```mermaid\n")
        .expect("there is a diagram");
    let (shown, _) = rest.split_once("```").expect("it ends");
    let printed = diagram(&["schemas", "--table", "pluginpackage", "--columns", "none"]);
    assert_eq!(shown, printed.expect("good pages"));
}
