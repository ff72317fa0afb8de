//! `dataverse-schema init`: a crate from what its folder has.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use test_support::{NestedCrate, page, workspace};

/// A solution that extends `contoso_depot`, a table of another publisher, and `account`.
const EXTENSIONS: &str = "<ImportExportXml><Entities>
    <Entity><Name>contoso_Depot</Name><EntityInfo><entity Name=\"contoso_Depot\"><attributes>
    COLUMN</attributes></entity></EntityInfo></Entity>
    <Entity><Name>Account</Name><EntityInfo><entity Name=\"Account\"><attributes>
    COLUMN</attributes></entity></EntityInfo></Entity>
    </Entities></ImportExportXml>";
const COLUMN: &str = "<attribute PhysicalName=\"fabrikam_Gate\"><Type>nvarchar</Type>
    <LogicalName>fabrikam_gate</LogicalName><RequiredLevel>none</RequiredLevel>
    <ValidForUpdateApi>1</ValidForUpdateApi><ValidForReadApi>1</ValidForReadApi>
    <ValidForCreateApi>1</ValidForCreateApi><IsCustomField>1</IsCustomField>
    <MaxLength>40</MaxLength></attribute>";

fn init(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .arg("init")
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the command runs")
}

/// Returns what is printed if it succeeds.
#[track_caller]
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = init(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[track_caller]
fn error(folder: &Path) -> String {
    let output = init(folder, &[]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    String::from_utf8(output.stderr).expect("UTF-8")
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn machine() -> String {
    let path = workspace().join("examples/environment/data/contoso_machine.json");
    fs::read_to_string(path).expect("the definition")
}

/// Adds a definition, a solution, a page, and files that have no tables or aren't searched.
fn add_files(folder: &Path) {
    write(folder, "data/machine.json", &machine());
    let solution = EXTENSIONS.replace("COLUMN", COLUMN);
    write(folder, "solution/customizations.xml", &solution);
    write(folder, "schemas/depot.md", &page("contoso_depot.md"));
    write(folder, "settings.json", "{\"Keys\": [1]}");
    write(
        folder,
        "build.xml",
        "<project><target name=\"all\" /></project>",
    );
    write(folder, "notes.md", "# Notes\n\nNothing about tables.\n");
    write(
        folder,
        "target/package/contoso_crate.md",
        &page("contoso_crate.md"),
    );
    write(folder, ".cache/contoso_crate.md", &page("contoso_crate.md"));
    write(folder, "other/Cargo.toml", "[package]\n");
    write(folder, "other/contoso_crate.md", &page("contoso_crate.md"));
}

fn crate_folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "Cargo.toml",
        "[package]\nname = \"plants\"\n",
    );
    folder
}

#[test]
fn crate_compiles() {
    let main = "#[path = \"src/schema.rs\"]\nmod schema;\n\
        use crate::schema::contoso_machine::ContosoMachine;\n\
        use dataverse_schema::prelude::*;\n\
        fn main() -> Result<(), Box<dyn std::error::Error>> {\n\
            let request = ContosoMachine::query().page_size(10).into_request()?;\n\
            print!(\"{} {} \", request.method, request.path);\n\
            let gate = schema::ContosoDepot::columns().fabrikam_gate;\n\
            print!(\"{:?}\", gate.max_length());\n\
            Ok(())\n\
        }\n";
    let nested = NestedCrate::new("initialized", "", main);
    add_files(nested.path());
    let planned = printed(nested.path(), &["--dry-run"]);
    assert!(!nested.path().join("src").exists());
    let text = printed(nested.path(), &[]);
    assert_eq!(planned.replace("would create", "created"), text);
    insta::assert_snapshot!("init", text);
    let module = fs::read_to_string(nested.path().join("src/schema.rs")).expect("the module");
    insta::assert_snapshot!("module", module);
    nested.assert_prints("GET contoso_machines Some(40)");

    // What exists is kept, even if it differs.
    write(nested.path(), "src/schema.rs", "// Mine.\n");
    let again = printed(nested.path(), &[]);
    let kept = "kept schemas/contoso_machine.md, which exists and is up to date\n\
        kept schemas/extensions/account.md, which exists and is up to date\n\
        kept schemas/extensions/contoso_depot.md, which exists and is up to date\n\
        kept src/schema.rs, which exists and differs\n";
    assert!(again.starts_with(kept), "{again}");
    let module = fs::read_to_string(nested.path().join("src/schema.rs")).expect("the module");
    assert_eq!(module, "// Mine.\n");
}

#[test]
fn pages_may_be_anywhere() {
    let folder = crate_folder();
    write(folder.path(), "tables/depot.md", &page("contoso_depot.md"));
    write(folder.path(), "tables/about.md", "# About\n");
    write(
        folder.path(),
        "overlays/depot.md",
        &page("overlay/contoso_depot.md"),
    );
    write(folder.path(), "machine.md", &page("contoso_crate.md"));
    printed(folder.path(), &[]);
    let module = fs::read_to_string(folder.path().join("src/schema.rs")).expect("the module");
    let input = "include_schema!(\n    \"machine.md\",\n    \"overlays/*.md\",\n    \"tables/depot.md\",\n    dir = \"\",\n);\n";
    assert!(module.ends_with(input), "{module}");
}

#[test]
fn definition_has_more_than_a_solution() {
    let folder = crate_folder();
    write(folder.path(), "machine.json", &machine());
    let solution = EXTENSIONS.replace("COLUMN", COLUMN);
    let solution = solution.replace("contoso_Depot", "contoso_Machine");
    write(folder.path(), "solution.xml", &solution);
    let text = printed(folder.path(), &[]);
    let left_out = "left out `contoso_machine` of a solution: its definition says more\n";
    assert!(text.contains(left_out), "{text}");
    // A page elsewhere isn't doubled.
    let schemas = folder.path().join("schemas");
    fs::rename(
        schemas.join("contoso_machine.md"),
        schemas.join("machine.md"),
    )
    .expect("a page");
    let text = printed(folder.path(), &[]);
    let left_out = "left out `contoso_machine`: its page is schemas/machine.md\n";
    assert!(text.contains(left_out), "{text}");
    assert!(!schemas.join("contoso_machine.md").exists());
}

#[test]
fn language_is_that_of_new_pages() {
    let folder = crate_folder();
    write(folder.path(), "machine.json", &machine());
    printed(folder.path(), &["--language", "1031"]);
    let page = fs::read_to_string(folder.path().join("schemas/contoso_machine.md"));
    let page = page.expect("the page");
    assert!(
        page.starts_with("---\nlanguage: 1031\n---\n\n# Maschine "),
        "{page}"
    );
}

#[test]
fn entity_sets_of_old_solutions_are_options() {
    let folder = crate_folder();
    let name = "tests/solutions/contoso_gadget/Entities/contoso_Gadget/Entity.xml";
    let table = fs::read_to_string(workspace().join(name)).expect("a table");
    let name = "<EntitySetName>contoso_gadgets</EntitySetName>";
    assert!(table.contains(name));
    write(
        folder.path(),
        "solution/Entity.xml",
        &table.replace(name, ""),
    );
    write(folder.path(), "machine.json", &machine());
    let text = error(folder.path());
    assert!(
        text.contains("`--entity-set contoso_gadget=NAME`"),
        "{text}"
    );
    printed(
        folder.path(),
        &["--entity-set", "contoso_gadget=contoso_things"],
    );
    let page = fs::read_to_string(folder.path().join("schemas/contoso_gadget.md"));
    assert!(page.expect("the page").contains("`contoso_things`"));
}

#[test]
fn missing_crates_and_files_are_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = error(folder.path());
    assert!(
        text.contains("Cargo.toml`") && text.contains("`cargo new`"),
        "{text}"
    );
    write(folder.path(), "Cargo.toml", "[workspace]\n");
    let text = error(folder.path());
    assert!(
        text.contains("belongs to a workspace, not to a crate"),
        "{text}"
    );
    write(folder.path(), "Cargo.toml", "[package]\n");
    let text = error(folder.path());
    assert!(
        text.contains("no pages, table definitions, or solutions"),
        "{text}"
    );
    assert!(
        text.contains("github.com/MicrosoftDocs") && text.contains("--how-to"),
        "{text}"
    );
    write(folder.path(), "schemas/bad.md", &page("bad_number.md"));
    let text = error(folder.path());
    assert!(text.contains("bad.md"), "{text}");
    assert!(!folder.path().join("src").exists());
}
