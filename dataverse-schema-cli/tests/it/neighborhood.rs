//! `dataverse-schema diagram --table`: which relationships are shown, and what is said of others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use tempfile::TempDir;

use crate::diagram::{diagram, noted_diagram, workspace};
use crate::pictures::{PARCELS, data, of_class, svg, texts};

/// The two ends of a relationship, and its name.
type Edge = [String; 3];

/// Returns the relationships of a Mermaid diagram.
fn edges(mermaid: &str) -> BTreeSet<Edge> {
    let lines = mermaid.lines().filter(|line| line.contains("--o{"));
    let edges = lines.map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        [words[0], words[2], words[4]].map(str::to_owned)
    });
    edges.collect()
}

/// Returns the distance of each table from the nearest root.
fn distances(edges: &BTreeSet<Edge>, roots: &[&str]) -> BTreeMap<String, usize> {
    let mut distances: BTreeMap<_, _> = roots.iter().map(|root| ((*root).to_owned(), 0)).collect();
    for distance in 1..=edges.len() {
        let before = distances.clone();
        for [one, many, _] in edges {
            for (from, to) in [(one, many), (many, one)] {
                if before.contains_key(from) {
                    distances.entry(to.clone()).or_insert(distance);
                }
            }
        }
    }
    distances
}

#[test]
fn relationships_that_lead_from_a_table_are_shown() {
    let all = edges(&diagram(&PARCELS).expect("good pages"));
    let mut counts = BTreeSet::new();
    for roots in [
        &["contoso_parcel"][..],
        &["contoso_depot"],
        &["contoso_tag", "contoso_carrier"],
        &["contoso_stop", "contoso_route", "contoso_depot"],
    ] {
        let distances = distances(&all, roots);
        for depth in 0..4 {
            let distance = |[one, many, _]: &Edge| {
                let (one, many) = (distances.get(one)?, distances.get(many)?);
                (*one.max(many) <= depth).then_some(*one.min(many))
            };
            // Without any depth, the tables themselves are the outermost ones.
            let is_shown = |edge: &&Edge| distance(edge).is_some_and(|d| d < depth.max(1));
            let expected: BTreeSet<Edge> = all.iter().filter(is_shown).cloned().collect();
            let between: BTreeSet<Edge> = all
                .iter()
                .filter(|edge| distance(edge).is_some())
                .cloned()
                .collect();
            let left_out = between.len() - expected.len();
            let note = match left_out {
                0 => String::new(),
                1 => "1 relationship among the outermost tables".to_owned(),
                _ => format!("{left_out} relationships among the outermost tables"),
            };
            counts.insert(left_out);

            let depth = depth.to_string();
            let mut arguments = PARCELS.to_vec();
            arguments.extend(["--depth", &depth]);
            arguments.extend(roots.iter().flat_map(|root| ["--table", *root]));
            let run =
                |more: &[&str]| noted_diagram(&[&arguments, more].concat()).expect("good pages");
            let (mermaid, notes) = run(&[]);
            assert_eq!(edges(&mermaid), expected, "{roots:?} {depth}");
            let expected_notes = match left_out {
                0 => String::new(),
                _ => format!("note: left out {note}; `--all-relationships` shows them\n"),
            };
            assert_eq!(notes, expected_notes);
            let title = format!("---\ntitle: Left out {note}\n---\nerDiagram\n");
            assert_eq!(mermaid.starts_with(&title), left_out > 0);

            let (dot, notes) = run(&["--format", "dot"]);
            assert_eq!(dot.matches(" -> ").count(), expected.len());
            assert_eq!(
                dot.contains(&format!("    label=\"Left out {note}\"\n")),
                left_out > 0
            );
            assert_eq!(notes, expected_notes);

            let (picture, notes) = run(&["--format", "svg"]);
            let picture = svg(&picture);
            assert_eq!(of_class(&picture, "label").len(), expected.len());
            let gap = texts(&of_class(&picture, "gap")).concat();
            assert_eq!(
                gap,
                if left_out > 0 {
                    format!("Left out {note}")
                } else {
                    String::new()
                }
            );
            assert_eq!(notes, expected_notes);

            let (mermaid, notes) = run(&["--all-relationships"]);
            assert_eq!((edges(&mermaid), notes.as_str()), (between.clone(), ""));
            let (html, notes) = run(&["--format", "html"]);
            let lines = data(&html)["lines"].as_array().expect("lines").clone();
            let names = lines
                .iter()
                .map(|line| line[3].as_array().expect("names").len());
            assert_eq!((names.sum::<usize>(), notes.as_str()), (between.len(), ""));
        }
    }
    assert_eq!(counts, BTreeSet::from([0, 1, 3]));
}

/// Of the lookups of the outermost tables, those are keys whose relationship is shown.
#[test]
fn outermost_tables_have_the_lookups_that_are_shown() {
    let parcel = |more: &[&str]| {
        let arguments = [&PARCELS[..], &["--table", "contoso_carrier"], more].concat();
        let diagram = diagram(&arguments).expect("good pages");
        let (_, rest) = diagram
            .split_once("contoso_parcel {\n")
            .expect("a neighbor");
        let (columns, _) = rest.split_once('}').expect("it ends");
        let lookups = columns.lines().filter(|column| column.ends_with(" FK"));
        lookups
            .map(|column| column.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let shown = ["Lookup contoso_carrier FK", "Lookup contoso_lastcourier FK"];
    assert_eq!(parcel(&[]), shown);
    assert_eq!(parcel(&["--all-relationships"]).len(), 5);
}

/// Pages of tables that all look up each other, and of one that looks up all of them.
fn crowd() -> TempDir {
    const TABLES: usize = 25;
    let folder = TempDir::new().expect("a folder");
    let page = fs::read_to_string(workspace().join(PARCELS[0])).expect("a page");
    let (head, section) = page
        .split_once("### <a name=\"BKMK_contoso_parcel_carrier")
        .expect("one");
    for one in 0..TABLES {
        let mut page = head.to_owned();
        for many in (0..TABLES).filter(|many| *many != one) {
            let section = section.replace("parcel", &format!("t{many}"));
            let _ = writeln!(page, "### <a name=\"BKMK_contoso_t{many}_carrier{section}");
        }
        let page = page
            .replace("carrier", &format!("t{one}"))
            .replace("Carrier", &format!("T{one}"));
        fs::write(folder.path().join(format!("t{one}.md")), page).expect("a file");
    }
    folder
}

#[test]
fn a_table_among_many_relationships_is_a_picture() {
    let crowd = crowd();
    let folder = crowd.path().to_str().expect("UTF-8");
    let draw = |more: &[&str]| diagram(&[&[folder, "--format", "svg"], more].concat());
    let message = "error[DV0127]: too many relationships for a picture: 600 lines between 25 tables; the limit is 500 lines";
    for (more, help) in [
        (
            &[][..],
            "choose tables with `--table`, or use `--format html`",
        ),
        (
            &["--all-relationships"],
            "choose tables with `--table`, or use `--format html`",
        ),
        (
            &["--table", "contoso_t7", "--all-relationships"],
            "remove `--all-relationships`, or use `--format html`",
        ),
        (
            &["--table", "contoso_t7", "--depth", "2"],
            "choose a smaller `--depth`, or use `--format html`",
        ),
    ] {
        let error = draw(more).expect_err("it is too large");
        assert_eq!(error, format!("{message}\n |\n = help: {help}\n"));
    }
    let names: Vec<String> = (0..25).map(|table| format!("contoso_t{table}")).collect();
    let everyone: Vec<&str> = names.iter().flat_map(|name| ["--table", name]).collect();
    let error = draw(&everyone).expect_err("it is too large");
    let help = "choose fewer tables, or use `--format html`";
    assert_eq!(error, format!("{message}\n |\n = help: {help}\n"));

    let picture = svg(&draw(&["--table", "contoso_t7"]).expect("a picture"));
    assert_eq!(of_class(&picture, "line").len(), 48);
    let gap = texts(&of_class(&picture, "gap")).concat();
    assert_eq!(gap, "Left out 552 relationships among the outermost tables");
}
