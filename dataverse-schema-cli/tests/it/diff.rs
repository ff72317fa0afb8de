//! `dataverse-schema diff`: it reports the changes of pages, and nothing else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::Value;

/// The number of random changes.
const CHANGES: usize = 500;

fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("a folder of the workspace").to_owned()
}

fn diff(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .arg("diff")
        .args(arguments)
        .current_dir(workspace())
        .output()
        .expect("the command runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("valid UTF-8")
}

/// Writes a page with some texts replaced to a temporary file.
fn changed(page: &str, replacements: &[(&str, &str)]) -> tempfile::NamedTempFile {
    let mut text = fs::read_to_string(workspace().join(page)).expect("the page exists");
    for (old, new) in replacements {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    let file = tempfile::Builder::new().suffix(".md").tempfile();
    let file = file.expect("a file can be created");
    fs::write(file.path(), text).expect("it can be written");
    file
}

const DEPOT: &str = "tests/pages/contoso_depot.md";

#[test]
fn changes_are_reported_in_every_format() {
    let new = changed(
        DEPOT,
        &[
            ("|MaxLength|2000|", "|MaxLength|1000|"),
            ("|Targets|systemuser|", "|Targets|systemuser, team|"),
            (
                "| `Associate`<br />Event: True |`POST` /contoso_depots |<xref:Contoso.AssociateRequest>|\n",
                "",
            ),
            ("|Format|Language|", "|Format|None|"),
            (
                "|NavigationPropertyName|`contoso_depot_carriers`|",
                "|NavigationPropertyName|`carriers`|",
            ),
            ("contoso_town`", "contoso_city`"),
            (
                "[contoso_Town](#BKMK_contoso_Town)",
                "[contoso_City](#BKMK_contoso_City)",
            ),
            (
                "BKMK_contoso_Town\"></a> contoso_Town",
                "BKMK_contoso_City\"></a> contoso_City",
            ),
        ],
    );
    let new = new.path().to_str().expect("valid UTF-8");
    let output = diff(&[DEPOT, new]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    insta::assert_snapshot!("text", stdout(&output));
    insta::assert_snapshot!(
        "markdown",
        stdout(&diff(&[DEPOT, new, "--format", "markdown"]))
    );
    insta::assert_snapshot!("json", stdout(&diff(&[DEPOT, new, "--format", "json"])));
    assert_eq!(
        diff(&[DEPOT, new, "--fail-on", "never"]).status.code(),
        Some(0)
    );
}

#[test]
fn exit_status_reports_changes() {
    let output = diff(&[DEPOT, DEPOT]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stdout(&output), "no changes\n");
    let wider = changed(DEPOT, &[("|MaxLength|2000|", "|MaxLength|3000|")]);
    let wider = wider.path().to_str().expect("valid UTF-8");
    assert_eq!(diff(&[DEPOT, wider]).status.code(), Some(0));
    assert_eq!(
        diff(&[DEPOT, wider, "--fail-on", "any"]).status.code(),
        Some(1)
    );
    let output = diff(&[DEPOT, "tests/pages/bad_number.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stderr.is_empty());
    assert_eq!(diff(&[DEPOT, "no/such.md"]).status.code(), Some(2));
}

/// Returns the reported changes of a page with some texts replaced.
fn changes(page: &str, old: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<String> {
    let (old, new) = (changed(page, old), changed(page, new));
    let paths = [&old, &new].map(|file| file.path().to_str().expect("valid UTF-8"));
    let output = diff(&paths);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.is_empty(), "{errors}");
    let text = stdout(&output);
    let changes = text.lines().filter_map(|line| line.strip_prefix("  "));
    changes.map(str::to_owned).collect()
}

const PARCEL: &str = "tests/pages/contoso_parcel.md";

#[test]
fn numbers_are_compared_in_any_form() {
    let thousand = [("|MaxValue|1000|", "|MaxValue|1E+3|")];
    let none: [&str; 0] = [];
    assert_eq!(changes(PARCEL, &[], &thousand), none);
    assert_eq!(
        changes(PARCEL, &thousand, &[("|MaxValue|1000|", "|MaxValue|100|")]),
        ["column `contoso_depth`: MaxValue narrowed `1E+3` -> 100 (breaks data)"]
    );
    assert_eq!(
        changes(
            PARCEL,
            &thousand,
            &[("|MaxValue|1000|", "|MaxValue|1000.00000000000000001|")]
        ),
        ["column `contoso_depth`: MaxValue widened `1E+3` -> `1000.00000000000000001`"]
    );
}

#[test]
fn properties_have_the_keys_of_pages() {
    let parcel = [
        ("|MaxSizeInKB|32768|", "|MaxSizeInKB|16384|"),
        ("|True Label|Fragile|", "|True Label|Delicate|"),
    ];
    let depot = [("Event: True", "Event: False")];
    let found = [changes(PARCEL, &[], &parcel), changes(DEPOT, &[], &depot)].concat();
    let keys = [
        "MaxSizeInKB narrowed",
        "True Label renamed",
        "Is Event? changed",
    ];
    for key in keys {
        let is_key = |change: &&String| change.contains(&format!(": {key} "));
        assert_eq!(found.iter().filter(is_key).count(), 1, "{key}: {found:#?}");
    }
}

#[test]
fn added_and_removed_tables_are_reported() {
    let output = diff(&["tests/pages/contoso_carrier.md", DEPOT]);
    let text = stdout(&output);
    assert!(
        text.contains("contoso_carrier\n  table: removed (breaks API and data)\n"),
        "{text}"
    );
    assert!(text.contains("contoso_depot\n  table: added\n"), "{text}");
}

/// Checks that older pages of the corpus differ from current ones only in what the layouts don't
/// share.
///
/// The many-to-many relationships of an intersect table are on its older page only. One older page
/// has only the name of the file that a description begins with.
#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn facts_of_one_layout_only_are_counted() {
    let corpus = env::var("DATAVERSE_SCHEMA_CORPUS").expect("it names a folder");
    let output = diff(&[
        &format!("{corpus}/older"),
        &format!("{corpus}/scale"),
        "--format",
        "json",
    ]);
    let found: Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    assert_eq!(found["not_compared"].as_object().expect("a map").len(), 280);
    let changes = found["changes"].as_array().expect("a list");
    let unexpected: Vec<&Value> = changes
        .iter()
        .filter(|change| {
            let is_intersect = change["subject"] == "many_to_many" && change["kind"] == "removed";
            let is_description =
                change["table"] == "account" && change["property"] == "description";
            !is_intersect && !is_description
        })
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    eprintln!("{} changes, all of them expected", changes.len());
}

/// A change and the expected report: item, name, row, and kind.
type Expected = (String, String, String, String);

/// Pseudo-random numbers, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }
}

/// Returns the sections of a page: their lines, the second-level heading above them, and their
/// names.
struct Section {
    part: String,
    name: String,
    lines: std::ops::Range<usize>,
}

fn sections(lines: &[String]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut part = String::new();
    for (index, line) in lines.iter().enumerate() {
        let ends = line.starts_with("## ") || line.starts_with("### ");
        if ends
            && let Some(last) = sections.last_mut()
            && last.lines.end == usize::MAX
        {
            last.lines.end = index;
        }
        if let Some(heading) = line.strip_prefix("## ") {
            part = heading.to_owned();
        }
        if line.starts_with("### <a") {
            let name = line
                .rsplit('>')
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned();
            sections.push(Section {
                part: part.clone(),
                name,
                lines: index..usize::MAX,
            });
        }
    }
    if let Some(last) = sections.last_mut()
        && last.lines.end == usize::MAX
    {
        last.lines.end = lines.len();
    }
    sections
}

fn row<'l>(lines: &'l [String], section: &Section, key: &str) -> Option<(usize, &'l str)> {
    let start = format!("|{key}|");
    let mut range = section.lines.clone();
    let index = range.find(|index| lines[*index].starts_with(&start))?;
    let value = lines[index][start.len()..].trim_end_matches('|');
    Some((index, value.trim_matches(['`', '*'])))
}

/// Makes a change in an unchanged section, or returns `None` if the dice pick something that can't
/// be changed that way.
fn mutate(
    lines: &mut Vec<String>,
    dice: &mut Dice,
    touched: &mut BTreeSet<String>,
) -> Option<Expected> {
    let sections = sections(lines);
    let section = &sections[dice.below(sections.len())];
    if !touched.insert(format!("{} {}", section.part, section.name)) {
        return None;
    }
    let expected = |subject: &str, name: &str, property: &str, kind: &str| {
        Some((
            subject.to_owned(),
            name.to_owned(),
            property.to_owned(),
            kind.to_owned(),
        ))
    };
    if section.part.starts_with("One-to-Many") {
        let name = section.name.clone();
        // Of several with the same name, any could be the removed one.
        if sections.iter().filter(|other| other.name == name).count() > 1 {
            return None;
        }
        if dice.below(2) == 0 {
            lines.drain(section.lines.clone());
            return expected("one_to_many", &name, "", "removed");
        }
        let (index, value) = row(lines, section, "ReferencedEntityNavigationPropertyName")?;
        let value = format!("|ReferencedEntityNavigationPropertyName|`{value}_2`|");
        lines[index] = value;
        return expected(
            "one_to_many",
            &name,
            "referenced_entity_navigation_property_name",
            "renamed",
        );
    }
    if !section.part.contains("columns/attributes") {
        return None;
    }
    let (_, logical_name) = row(lines, section, "LogicalName")?;
    let logical_name = logical_name.to_owned();
    let (_, r#type) = row(lines, section, "Type")?;
    let r#type = r#type.to_owned();
    let column = |property: &str, kind: &str| expected("column", &logical_name, property, kind);
    match dice.below(8) {
        0 => {
            let keys = ["MaxLength", "MaxValue", "MinValue"];
            let key = keys[dice.below(keys.len())];
            let (index, value) = row(lines, section, key)?;
            let value: i128 = value.parse().ok()?;
            // In the middle, so that the page stays valid.
            let inward = if key == "MinValue" { 1 } else { -1 };
            let outward =
                value.abs() < 1_000_000 && value > 1 && key != "MinValue" && dice.below(2) == 0;
            let step = if outward { -inward } else { inward };
            let new = value + step;
            if key == "MaxLength" && new < 1 {
                return None;
            }
            lines[index] = format!("|{key}|{new}|");
            let property = match key {
                "MaxLength" => "max_length",
                "MaxValue" => "max_value",
                _ => "min_value",
            };
            column(property, if outward { "widened" } else { "narrowed" })
        }
        1 => {
            let levels = [
                "None",
                "Recommended",
                "ApplicationRequired",
                "SystemRequired",
            ];
            let (index, value) = row(lines, section, "RequiredLevel")?;
            let old = levels.iter().position(|level| *level == value)?;
            let new = dice.below(levels.len());
            if old == new {
                return None;
            }
            lines[index] = format!("|RequiredLevel|{}|", levels[new]);
            column(
                "required_level",
                if new > old { "narrowed" } else { "widened" },
            )
        }
        2 => {
            let (index, value) = row(lines, section, "DisplayName")?;
            lines[index] = format!("|DisplayName|**{value} anew**|");
            column("display_name", "renamed")
        }
        3 => {
            let (index, value) = row(lines, section, "Description")?;
            lines[index] = format!("|Description|**{value} Anew.**|");
            column("description", "changed")
        }
        4 => {
            if !matches!(
                &*r#type,
                "Memo" | "Integer" | "Decimal" | "Double" | "Boolean"
            ) {
                return None;
            }
            lines.drain(section.lines.clone());
            column("", "removed")
        }
        5 => {
            let (index, value) = row(lines, section, "Targets")?;
            lines[index] = format!("|Targets|{value}, contoso_new|");
            column("targets", "widened")
        }
        6 => {
            // An option of a plain choice: `|1|**Standard**|`.
            let mut range = section.lines.clone();
            let index = range.find(|index| {
                let line = lines[*index].strip_prefix('|').unwrap_or_default();
                line.split_once("|**")
                    .is_some_and(|(value, _)| value.parse::<i32>().is_ok())
            })?;
            let value = lines[index].split('|').nth(1)?.to_owned();
            let name = format!("{logical_name} {value}");
            if dice.below(2) == 0 {
                lines[index] = format!("|{value}|**Anew {value}**|");
                return expected("option", &name, "label", "renamed");
            }
            lines.insert(index, "|987654|**Quite new**|".to_owned());
            expected("option", &format!("{logical_name} 987654"), "", "added")
        }
        _ => {
            if r#type != "String" && r#type != "Memo" {
                return None;
            }
            let new = format!("contoso_New{}", section.lines.start);
            touched.insert(format!("{} {new}", section.part));
            let heading = format!("### <a name=\"BKMK_{new}\"></a> {new}");
            let copy: Vec<String> = lines[section.lines.clone()].to_vec();
            let copy = copy
                .into_iter()
                .enumerate()
                .map(|(index, line)| match line {
                    _ if index == 0 => heading.clone(),
                    line if line.starts_with("|LogicalName|") => {
                        format!("|LogicalName|`{}`|", new.to_lowercase())
                    }
                    line if line.starts_with("|DisplayName|") => format!("|DisplayName|**{new}**|"),
                    line => line,
                });
            let copy: Vec<String> = copy.collect();
            let end = section.lines.end;
            lines.splice(end..end, copy);
            expected("column", &new.to_lowercase(), "", "added")
        }
    }
}

fn actual(change: &Value) -> Expected {
    let text = |key: &str| change[key].as_str().unwrap_or_default().to_owned();
    let name = match change["subject"].as_str() {
        Some("column") => text("column"),
        Some("option") => format!("{} {}", text("column"), text("option")),
        _ => text("relationship"),
    };
    (text("subject"), name, text("property"), text("kind"))
}

#[test]
fn random_changes_are_reported_exactly() {
    let pages = [
        "schemas/pluginpackage.md",
        "schemas/stagedmetadataasyncoperation.md",
        "tests/pages/contoso_parcel.md",
        DEPOT,
    ];
    let mut dice = Dice(7);
    let mut made = 0;
    let folder = tempfile::tempdir().expect("a folder can be created");
    while made < CHANGES {
        let page = pages[dice.below(pages.len())];
        let text = fs::read_to_string(workspace().join(page)).expect("the page exists");
        // Without the lists of links, which would have to change, too.
        let lines = text.lines().filter(|line| !line.starts_with("- ["));
        let mut lines: Vec<String> = lines.map(str::to_owned).collect();
        let mut touched = BTreeSet::new();
        let mut expected: Vec<Expected> = Vec::new();
        for _ in 0..12 {
            expected.extend(mutate(&mut lines, &mut dice, &mut touched));
        }
        let new = folder.path().join("new.md");
        fs::write(&new, lines.join("\n") + "\n").expect("it can be written");
        let new = new.to_str().expect("valid UTF-8");
        let output = diff(&[page, new, "--format", "json", "--fail-on", "never"]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{page}: {expected:?}\n{errors}");
        let json: Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
        let changes = json["changes"].as_array().expect("a list");
        let mut found: Vec<Expected> = changes.iter().map(actual).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{page}");
        made += expected.len();
    }
}
