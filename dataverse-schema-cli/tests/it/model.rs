//! `dataverse-schema model`: the models of pages as JSON.

use std::path::Path;
use std::process::{Command, Output};

fn model(files: &[&str]) -> Output {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .arg("model")
        .args(files)
        .current_dir(workspace)
        .output()
        .expect("the command runs")
}

fn json(files: &[&str]) -> (String, serde_json::Value) {
    let output = model(files);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let json = serde_json::from_str(&text).expect("valid JSON");
    (text, json)
}

#[test]
fn each_page_is_an_object() {
    let (_, tables) = json(&[
        "schemas/pluginpackage.md",
        "schemas/stagedmetadataasyncoperation.md",
    ]);
    let names: Vec<_> = tables
        .as_array()
        .expect("an array")
        .iter()
        .map(|t| &t["logical_name"])
        .collect();
    assert_eq!(names, ["pluginpackage", "stagedmetadataasyncoperation"]);
    let table = &tables[0];
    assert_eq!(table["ownership_type"], "OrganizationOwned");
    assert!(table.get("description").is_none(), "the page has none");
    assert_eq!(
        table["messages"][1],
        serde_json::json!({
            "name": "Create",
            "is_event": false,
            "web_api": "`POST` /pluginpackages<br />See [Create](/powerapps/developer/data-platform/webapi/create-entity-web-api)",
            "sdk": "[Create records](/power-apps/developer/data-platform/org-service/entity-operations-create#basic-create)",
        })
    );
    assert_eq!(
        table["columns"][8],
        serde_json::json!({
            "schema_name": "statecode",
            "writable": true,
            "type": "State",
            "description": "Status of the Plugin Package",
            "display_name": "Status",
            "is_valid_for_form": true,
            "is_valid_for_read": true,
            "logical_name": "statecode",
            "required_level": "SystemRequired",
            "global_choice_name": "pluginpackage_statecode",
            "options": [
                {"value": 0, "label": "Active", "default_status": 1, "invariant_name": "Active"},
                {"value": 1, "label": "Inactive", "default_status": 2, "invariant_name": "Inactive"},
            ],
        })
    );
    assert_eq!(
        table["one_to_many"][4],
        serde_json::json!({
            "schema_name": "pluginpackage_pluginassembly",
            "referencing_entity": "pluginassembly",
            "referencing_attribute": "packageid",
            "referenced_entity_navigation_property_name": "pluginpackage_pluginassembly",
            "is_customizable": false,
            "associated_menu_configuration": {
                "available_offline": true,
                "behavior": "UseCollectionName",
                "group": "Details",
                "order": 10000,
                "view_id": "00000000-0000-0000-0000-000000000000",
            },
        })
    );
    assert_eq!(
        table["many_to_one"][0]["cascade_configuration"]["archive"],
        "RemoveLink"
    );
}

#[test]
fn numbers_keep_their_spelling() {
    let (text, tables) = json(&["tests/pages/contoso_parcel.md"]);
    assert!(text.contains("\"min_value\": 1E-12,"), "{text}");
    assert!(
        text.contains("\"max_value\": 922337203685477.5807,"),
        "{text}"
    );
    let columns = tables[0]["columns"].as_array().expect("an array");
    let status = columns
        .iter()
        .find(|c| c["schema_name"] == "statuscode")
        .expect("it exists");
    assert_eq!(
        status["options"][0]["transitions"],
        serde_json::json!([2, 7])
    );
    assert_eq!(
        tables[0]["many_to_many"][0]["other_entity"],
        "contoso_route"
    );
}

#[test]
fn unknown_content_is_kept() {
    let folder = tempfile::tempdir().expect("a folder can be created");
    let page = include_str!("../../../tests/pages/contoso_crate.md")
        .replace(
            "|MaxLength|50|",
            "|MaxLength|50|\n|AutoCompleteFormat|`{SEQNUM:4}`|",
        )
        .replace(
            "## Writable",
            "> [!NOTE]\n> In another place.\n\n## Keys\n\nNone.\n\n## Writable",
        );
    let path = folder.path().join("crate.md");
    std::fs::write(&path, page).expect("it can be written");
    let (_, tables) = json(&[path.to_str().expect("UTF-8")]);
    assert_eq!(
        tables[0]["columns"][1]["extra"]["AutoCompleteFormat"][0],
        "{SEQNUM:4}"
    );
    let keys = tables[0]["extra"]["Keys"][0].as_str().expect("a string");
    assert!(keys.contains("None."), "{keys}");
}

#[test]
fn errors_leave_stdout_empty() {
    let output = model(&[
        "schemas/pluginpackage.md",
        "tests/pages/bad_several.md",
        "nowhere.md",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(stderr.matches("error[").count(), 5, "{stderr}");
    assert!(
        stderr.contains("  --> tests/pages/bad_several.md:57:7\n"),
        "{stderr}"
    );
    assert!(stderr.contains("cannot read `nowhere.md`"), "{stderr}");
    assert!(stderr.ends_with("\nfound 5 errors\n"), "{stderr}");
}

#[test]
fn pages_of_one_table_are_one_object() {
    let files = [
        "tests/pages/contoso_parcel.md",
        "tests/pages/insurance/contoso_parcel.md",
        "tests/pages/overlay/contoso_parcel.md",
    ];
    let (_, tables) = json(&files);
    assert_eq!(tables.as_array().map(Vec::len), Some(1));
    assert_eq!(tables[0]["alternate_keys"][0]["schema_name"], "fab_ByPin");
    let mut args = vec!["--unmerged"];
    args.extend(files);
    let (_, pages) = json(&args);
    assert_eq!(pages.as_array().map(Vec::len), Some(3));
    assert_eq!(
        pages[1]["extends"],
        serde_json::json!([{
            "text": "Contoso Parcel table",
            "link": "/contoso/reference/entities/contoso_parcel",
        }])
    );
    assert_eq!(
        pages[1]["customized_columns"][0]["schema_name"],
        "contoso_Recipient"
    );
    assert_eq!(pages[1]["customized_columns"][0].get("writable"), None);
}

#[test]
fn extension_without_base_is_an_error() {
    let output = model(&["tests/pages/insurance/contoso_parcel.md"]);
    assert!(!output.status.success());
    let shown = String::from_utf8_lossy(&output.stderr);
    assert!(
        shown.contains("add the page of Contoso Parcel table"),
        "{shown}"
    );
}
