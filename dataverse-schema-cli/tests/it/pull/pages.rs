//! The pages that are written.

use std::fs;
use std::process::Command;

use serde_json::json;
use test_support::server::{Answer, Step};

use super::environment::{Environment, MESSAGES};
use super::tables::{Tables, definition_files};

/// Returns what `page` creates from the same definitions as files.
fn pages_of_files(environment: &Environment, arguments: &[&str]) -> String {
    let out = environment.path("of-files");
    let mut command = Command::new(env!("CARGO_BIN_EXE_dataverse-schema"));
    command.arg("page").arg("--out").arg(&out).args(arguments);
    for table in ["contoso_gadget", "contoso_gauge"] {
        command.args(definition_files(table));
    }
    let output = command.output().expect("the command runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn pages_are_those_of_the_same_definitions_in_files() {
    for options in [&[][..], &["--language", "1031"]] {
        let environment = Environment::start();
        let arguments = [&["contoso_*"], options].concat();
        let run = environment.pull(&arguments).succeeded();
        assert_eq!(run.stderr, pages_of_files(&environment, options));
        assert_eq!(
            run.stdout,
            "created schemas/contoso_gadget.md\ncreated schemas/contoso_gauge.md\n"
        );
        for table in ["contoso_gadget", "contoso_gauge"] {
            let pulled = environment.read(&format!("schemas/{table}.md"));
            assert!(pulled.contains("table/entity reference"));
            assert_eq!(pulled, environment.read(&format!("of-files/{table}.md")));
        }
        let again = environment.pull(&arguments).succeeded();
        assert_eq!(again.stdout, "2 pages up to date\n");
    }
}

#[test]
fn pages_are_updated_where_they_are() {
    let environment = Environment::start();
    environment.pull(&["contoso_*"]).succeeded();
    fs::create_dir(environment.path("schemas/tables")).expect("a folder");
    fs::rename(
        environment.path("schemas/contoso_gadget.md"),
        environment.path("schemas/tables/contoso_gadget.md"),
    )
    .expect("a file");
    // As Git does on Windows.
    let gauge = environment.read("schemas/contoso_gauge.md");
    environment.write("schemas/contoso_gauge.md", &gauge.replace('\n', "\r\n"));
    environment.change(|tables| {
        let gadget = tables
            .definitions
            .get_mut("contoso_gadget")
            .expect("it exists");
        gadget["Attributes"][1]["MaxLength"] = json!(99);
    });
    // Without names, those of the folder.
    let run = environment.pull(&[]).succeeded();
    assert_eq!(
        run.stdout,
        "updated schemas/tables/contoso_gadget.md\nupdated schemas/contoso_gauge.md\n\
         contoso_gadget\n  column `contoso_name`: MaxLength narrowed 100 -> 99 (breaks data)\n\
         1 change: 0 API-breaking, 1 data-breaking\n"
    );
    let page = environment.read("schemas/tables/contoso_gadget.md");
    assert!(page.contains("|MaxLength|99|"), "{page}");
    assert_eq!(environment.read("schemas/contoso_gauge.md"), gauge);
    let left = fs::read_dir(environment.path("schemas")).expect("a folder");
    assert_eq!(left.count(), 2, "no temporary files are left");
}

#[test]
fn other_pages_are_not_replaced() {
    let environment = Environment::start();
    environment.pull(&["contoso_gadget"]).succeeded();
    let created = environment.read("schemas/contoso_gadget.md");
    let overlay = "# contoso_Gadget table/entity reference\n\n## Customized columns/attributes\n\n\
                   ### contoso_Name\n\n|Property|Value|\n|---|---|\n|MaxLength|90|\n";
    for (page, text) in [
        (
            "messages",
            created.replacen("## Properties", &format!("{MESSAGES}## Properties"), 1),
        ),
        (
            "an edited layout",
            created.replacen("|MaxLength|100|", "| MaxLength | 100 |", 1),
        ),
        ("an overlay", overlay.to_owned()),
        (
            "another table",
            created.replace("contoso_gadget", "contoso_widget"),
        ),
        ("notes", "# Gadgets\n\nAsk Anna.\n".to_owned()),
        ("nothing", String::new()),
    ] {
        assert_ne!(text, created, "{page}");
        environment.write("schemas/contoso_gadget.md", &text);
        let run = environment.pull(&["contoso_*"]).failed(
            "error[DV0122]: `schemas/contoso_gadget.md` wasn't created from a definition or a solution",
            "pass `--force` to replace it",
        );
        assert!(
            run.stdout.contains("contoso_gauge.md") || run.stdout.contains("1 page up to date")
        );
        assert_eq!(
            environment.read("schemas/contoso_gadget.md"),
            text,
            "{page}"
        );
    }
    let run = environment.pull(&["contoso_gadget", "--force"]).succeeded();
    assert_eq!(run.stdout, "updated schemas/contoso_gadget.md\n");
    assert_eq!(environment.read("schemas/contoso_gadget.md"), created);
    // An overlay beside the page stays.
    environment.write("schemas/overlay/contoso_gadget.md", overlay);
    let run = environment.pull(&[]).succeeded();
    assert_eq!(run.stdout, "2 pages up to date\n");
}

#[test]
fn the_language_of_the_pages_is_kept() {
    let environment = Environment::start();
    environment
        .pull(&["contoso_gadget", "--language", "1031"])
        .succeeded();
    let german = environment.read("schemas/contoso_gadget.md");
    assert!(german.starts_with("---\nlanguage: 1031\n"), "{german}");
    let run = environment.pull(&[]).succeeded();
    assert_eq!(run.stdout, "1 page up to date\n");
    let run = environment.pull(&["--check"]).succeeded();
    assert_eq!(run.stdout, "no changes\n");
    environment
        .pull(&["contoso_gadget", "--language", "1033"])
        .succeeded();
    assert!(
        environment
            .read("schemas/contoso_gadget.md")
            .starts_with("# Gadget ")
    );
    environment
        .pull(&["contoso_gadget", "--language", "1036"])
        .failed(
            "no labels in language 1036",
            "languages of the definitions: 1031, 1033",
        );
}

#[test]
fn links_to_further_pages_are_followed() {
    let whole = Environment::start();
    whole.pull(&["contoso_*"]).succeeded();
    // Lists of one item a page, and a definition whose attributes have a second page.
    let tables = Tables::made_up();
    let picklist = tables.choices[&("contoso_gadget".to_owned(), "picklist".to_owned())].clone();
    let gadget = tables.definitions["contoso_gadget"].clone();
    let ids = |table: &str| tables.definitions[table]["MetadataId"].clone();
    let (gadget_id, gauge_id) = (ids("contoso_gadget"), ids("contoso_gauge"));
    let environment = Environment::with_fault(move |received| {
        let line = &received.line;
        let body = if line.ends_with("EntityDefinitions?$select=LogicalName,MetadataId") {
            json!({"value": [{"LogicalName": "contoso_gadget", "MetadataId": gadget_id}],
                   "@odata.nextLink": "{base}EntityDefinitions?page=2"})
        } else if line.ends_with("EntityDefinitions?page=2") {
            json!({"value": [{"LogicalName": "contoso_gauge", "MetadataId": gauge_id}]})
        } else if line.contains("contoso_gadget") && line.contains(".PicklistAttributeMetadata") {
            let next = "{base}EntityDefinitions('contoso_gadget')/Attributes?picklist=2";
            json!({"value": [], "@odata.nextLink": next})
        } else if line.ends_with("picklist=2") {
            picklist.clone()
        } else if line.contains("contoso_gadget") && line.contains("$expand=Attributes,") {
            let mut first = gadget.clone();
            first["Attributes"] = json!(gadget["Attributes"].as_array().expect("a list")[..7]);
            first["Attributes@odata.nextLink"] = json!("{base}attributes?page=2");
            first
        } else if line.ends_with("attributes?page=2") {
            json!({"value": gadget["Attributes"].as_array().expect("a list")[7..]})
        } else {
            return None;
        };
        Some(Step::Answer(Answer::new(200, body.to_string())))
    });
    environment.pull(&["contoso_*"]).succeeded();
    for table in ["contoso_gadget", "contoso_gauge"] {
        let page = format!("schemas/{table}.md");
        assert_eq!(environment.read(&page), whole.read(&page));
    }
}
