//! `dataverse-schema diff` between pages, definitions, and solutions.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const SOLUTION: &str = "tests/solutions/contoso_gadget";
const DEFINITION: &str = "tests/definitions/contoso_gadget";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .env("NO_COLOR", "1")
        .output()
        .expect("the command runs")
}

/// Returns the exit status, stdout, and stderr of a comparison.
fn diff(old: &str, new: &str) -> (Option<i32>, String, String) {
    let output = run(&["diff", old, new]);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[track_caller]
fn assert_changes(old: &str, new: &str, expected: &[&str]) {
    let (_, text, errors) = diff(old, new);
    assert_eq!(errors, "");
    let changes = text.lines().filter(|line| line.starts_with("  "));
    let changes: Vec<&str> = changes.map(str::trim).collect();
    assert_eq!(changes, expected);
}

/// A folder for the files of a test.
struct Files(TempDir);

impl Files {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        let path = self.0.path().join(name);
        path.to_str().expect("UTF-8").to_owned()
    }
}

const CUSTOMIZATIONS: &str = "<ImportExportXml><Entities>ENTITIES</Entities></ImportExportXml>";

/// Returns the `customizations.xml` of a solution that extends the table `Depot` of another
/// publisher.
fn extension(columns: &str) -> String {
    let entity = format!(
        "<Entity><Name>contoso_Depot</Name><EntityInfo><entity Name=\"contoso_Depot\">
         <attributes>{columns}</attributes></entity></EntityInfo></Entity>"
    );
    CUSTOMIZATIONS.replace("ENTITIES", &entity)
}

fn text_column(name: &str, length: u32, is_custom: bool) -> String {
    let (logical, custom) = (name.to_lowercase(), u8::from(is_custom));
    format!(
        "<attribute PhysicalName=\"{name}\"><Type>nvarchar</Type><LogicalName>{logical}</LogicalName>
         <RequiredLevel>none</RequiredLevel><ValidForUpdateApi>1</ValidForUpdateApi>
         <ValidForReadApi>1</ValidForReadApi><ValidForCreateApi>1</ValidForCreateApi>
         <IsCustomField>{custom}</IsCustomField><IsCustomizable>1</IsCustomizable>
         <MaxLength>{length}</MaxLength></attribute>"
    )
}

#[test]
fn each_side_may_be_a_page_or_a_solution() {
    let files = Files::new(&[]);
    let pages = files.path("schemas");
    assert!(run(&["page", SOLUTION, "--out", &pages]).status.success());
    let page = files.path("schemas/contoso_gadget.md");
    for (old, new) in [
        (SOLUTION, SOLUTION),
        (SOLUTION, &pages),
        (&page, SOLUTION),
        (DEFINITION, DEFINITION),
    ] {
        let same = (Some(0), "no changes\n".to_owned(), String::new());
        assert_eq!(diff(old, new), same, "{old} {new}");
    }
}

#[test]
fn definitions_may_be_a_file_or_a_folder() {
    let machine = "examples/environment/data/contoso_machine.json";
    assert_changes(machine, machine, &[]);
    let (status, text, errors) = diff("examples/pages/contoso_machine.md", machine);
    assert_eq!((status, errors.as_str()), (Some(1), ""));
    assert!(
        text.contains("`contoso_weight`: MaxValue narrowed 50000 -> 20000"),
        "{text}"
    );
    // The definition lacks this column, which every table has.
    let gone = ["column `versionnumber`: removed (breaks API and data)"];
    assert_changes(SOLUTION, DEFINITION, &gone);
}

#[test]
fn solutions_are_compared_with_what_they_say() {
    let old = [
        text_column("fabrikam_Gate", 40, true),
        text_column("fabrikam_Hall", 40, true),
        text_column("contoso_Name", 100, false),
    ];
    let new = [
        text_column("fabrikam_Gate", 20, true),
        text_column("fabrikam_Lane", 40, true),
        text_column("contoso_Name", 100, false),
        text_column("contoso_Town", 90, false),
    ];
    let files = Files::new(&[
        ("old/customizations.xml", &extension(&old.concat())),
        ("new/customizations.xml", &extension(&new.concat())),
        ("empty/customizations.xml", &extension("")),
    ]);
    let changes = [
        "column `fabrikam_gate`: MaxLength narrowed 40 -> 20 (breaks data)",
        "column `fabrikam_hall`: removed (breaks API and data)",
        "column `fabrikam_lane`: added",
        "column `contoso_town`: Customized columns/attributes added",
    ];
    assert_changes(&files.path("old"), &files.path("new"), &changes);
    let file = files.path("new/customizations.xml");
    assert_changes(&files.path("old"), &file, &changes);

    // The same as pages, with and without the base page.
    let pages = files.path("pages");
    assert!(run(&["page", &file, "--out", &pages]).status.success());
    assert_changes(&files.path("old"), &pages, &changes);
    let base = "tests/pages/contoso_depot.md";
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(workspace.join(base), files.path("pages/base.md")).expect("a page");
    // What the extension didn't change before was as in the base.
    assert_changes(&files.path("old"), &pages, &changes[..3]);
    assert_changes(&files.path("new"), &pages, &[]);
    assert_changes(&pages, &files.path("new"), &[]);
    // Tables of other publishers are none of the solution's.
    assert_changes(&files.path("empty"), base, &[]);
    assert_changes(
        "tests/pages/contoso_carrier.md",
        &files.path("new"),
        &["table: added"],
    );
}

#[test]
fn a_version_may_be_in_several_places() {
    let columns = |length| text_column("fabrikam_Gate", length, true);
    let files = Files::new(&[
        ("old/customizations.xml", &extension(&columns(40))),
        ("new/customizations.xml", &extension(&columns(20))),
        ("empty/customizations.xml", &extension("")),
    ]);
    let (old, new) = (files.path("old"), files.path("new"));
    let base = "tests/pages/contoso_depot.md";
    let changes = |arguments: &[&str]| {
        let output = run(&[&["diff"], arguments].concat());
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let errors = String::from_utf8(output.stderr).expect("UTF-8");
        (text, errors)
    };
    let narrowed = "contoso_depot
  column `fabrikam_gate`: MaxLength narrowed 40 -> 20 (breaks data)
1 change: 0 API-breaking, 1 data-breaking
";
    let expected = (narrowed.to_owned(), String::new());
    let empty = files.path("empty");
    for arguments in [
        // Each solution with the page that it extends, in either order.
        [&old, base, "--old", base, "--new", &new],
        // Two solutions; the later one counts.
        [&empty, &old, "--old", &old, "--new", &new],
    ] {
        assert_eq!(changes(&arguments), expected, "{arguments:?}");
    }
}

#[test]
fn solutions_are_read_as_by_page() {
    let german = |path: &str| run(&["diff", path, path, "--language", "1031"]);
    for path in [SOLUTION, DEFINITION] {
        assert_eq!(german(path).stdout, b"no changes\n", "{path}");
    }
    let entity = "tests/solutions/contoso_gadget/Entities/contoso_Gadget/Entity.xml";
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let entity = fs::read_to_string(workspace.join(entity)).expect("a table");
    let named = "<EntitySetName>contoso_gadgets</EntitySetName>";
    assert!(entity.contains(named));
    let files = Files::new(&[("Entity.xml", &entity.replace(named, ""))]);
    let name = ["--entity-set", "contoso_gadget=contoso_plants"];
    let file = files.path("Entity.xml");
    for (old, new) in [(file.as_str(), DEFINITION), (DEFINITION, file.as_str())] {
        let output = run(&["diff", old, new, name[0], name[1]]);
        assert!(output.stderr.is_empty(), "{output:?}");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(text.contains("EntitySetName"), "{text}");
        assert!(text.contains("contoso_plants"), "{text}");
    }
}

#[test]
fn tables_of_the_publisher_are_compared() {
    let files = Files::new(&[]);
    let pages = files.path("schemas");
    assert!(run(&["page", SOLUTION, "--out", &pages]).status.success());
    for page in ["tests/pages/contoso_carrier.md", "schemas/pluginpackage.md"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(page);
        let name = from.file_name().expect("a name").to_str().expect("UTF-8");
        fs::copy(&from, files.path(&format!("schemas/{name}"))).expect("a page");
    }
    assert_changes(&pages, SOLUTION, &["table: removed (breaks API and data)"]);
    let (_, text, _) = diff(SOLUTION, &pages);
    assert_eq!(
        text,
        "contoso_carrier\n  table: added\n1 change: 0 API-breaking, 0 data-breaking\n"
    );
}

#[test]
fn formats_and_exit_statuses_are_those_of_pages() {
    let (old, new) = (
        text_column("contoso_A", 9, true),
        text_column("contoso_A", 5, true),
    );
    let files = Files::new(&[("old.xml", &extension(&old)), ("new.xml", &extension(&new))]);
    let (old, new) = (files.path("old.xml"), files.path("new.xml"));
    assert_eq!(diff(&old, &new).0, Some(1));
    assert_eq!(diff(&new, &old).0, Some(0));
    let output = run(&["diff", &old, &new, "--format", "json", "--fail-on", "never"]);
    assert_eq!(output.status.code(), Some(0));
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["changes"][0]["property"], "max_length");
}

#[test]
fn errors_name_the_file() {
    let files = Files::new(&[
        ("bad.zip", "PK"),
        ("bad.json", "{"),
        ("both/customizations.xml", &extension("")),
        (
            "both/definition.json",
            r#"{"LogicalName": "contoso_a", "EntitySetName": "contoso_as"}"#,
        ),
        ("none/notes.txt", ""),
    ]);
    for (name, expected) in [
        ("bad.zip", "bad.zip: invalid zip archive"),
        ("bad.json", "bad.json: invalid JSON"),
        ("both", "has both solutions and table definitions"),
        ("none", "no pages in folder"),
        ("gone.zip", "cannot find file or folder"),
    ] {
        let (status, _, errors) = diff(&files.path(name), SOLUTION);
        assert_eq!(status, Some(2), "{errors}");
        assert!(errors.contains(expected), "{errors}");
    }
}

#[test]
fn pages_of_operations_in_a_folder_are_left_out() {
    // `schemas/operations` has one.
    let (status, changes, errors) = diff("schemas", "schemas");
    assert_eq!((status, errors.as_str()), (Some(0), ""), "{changes}");
}
