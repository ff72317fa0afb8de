//! Extension pages of 2024 and 2025.

use dataverse_schema_pages::{Source, read_pages, render_page};
use serde_json::{Value, json};

use super::{CURRENT, EXTENSION, SPRING_2024, changed, model, named, table, text};

fn changes_from(name: &str) -> Value {
    json!({
        "text": format!("{name} (Contoso Post)"),
        "link": format!("/contoso/container#BKMK_{name}"),
    })
}

#[test]
fn extension_names_its_base() {
    let table = model(EXTENSION);
    assert_eq!(
        table["extends"],
        json!([{"text": "Contoso Post Container table", "link": "/contoso/developer/entities//contoso_container"}])
    );
    assert_eq!(
        table["description"],
        "Keeps together what travels together."
    );
    assert!(table.get("schema_name").is_none());
    assert_eq!(
        table["messages"],
        json!([{
            "name": "contoso_Shunt", "is_event": false,
            "web_api": "**contoso_Shunt action**", "sdk": "<xref:Contoso.ShuntRequest>",
        }])
    );
}

#[test]
fn customized_column_has_only_changes() {
    assert_eq!(
        model(EXTENSION)["customized_columns"],
        json!([
            {
                "schema_name": "contoso_Any", "changes_from": changes_from("contoso_Any"),
                "description": "What the wagon carries: Coal, Grain, or Sand.", "targets": ["contoso_wagon"],
            },
            {
                "schema_name": "contoso_Prefix", "changes_from": changes_from("contoso_Prefix"),
                "options": [{"value": 13, "label": "Rail"}],
            },
            {
                "schema_name": "contoso_Rate", "changes_from": changes_from("contoso_Rate"),
                "min_value": 1E-10, "precision": 10,
            },
            {
                "schema_name": "contoso_Sealed", "changes_from": changes_from("contoso_Sealed"),
                "global_choice_name": "contoso_sealed",
            },
            {
                "schema_name": "statecode", "changes_from": changes_from("statecode"),
                "options": [{"value": 0, "label": "Active"}, {"value": 1, "label": "Inactive"}],
            },
            {
                "schema_name": "statuscode", "changes_from": changes_from("statuscode"),
                "options": [
                    {"value": 3},
                    {"value": 690_970_000, "label": "On hold"},
                    {"value": 690_970_001, "label": "Deprovisioned", "state": 1},
                ],
            },
        ])
    );
}

#[test]
fn empty_details_differ_from_an_empty_label() {
    let page = text(EXTENSION);
    let label = "|Value|Label|\n|---|---|\n|13|**Rail**|";
    for other in [
        "|Value|Details|\n|---|---|\n|13||",
        "|Value|Label|\n|---|---|\n|13||",
    ] {
        let table = table(&changed(&page, label, other));
        let again = super::table(&render_page(&table));
        assert!(table == again, "{other}");
    }
}

#[test]
fn customized_relationship_has_only_changes() {
    let table = model(EXTENSION);
    assert_eq!(
        table["customized_many_to_one"],
        json!([{
            "schema_name": "contoso_container_parent", "changes_from": changes_from("contoso_container_parent"),
            "cascade_configuration": {"archive": "RemoveLink"},
        }])
    );
    assert_eq!(
        table["customized_one_to_many"],
        json!([
            {
                "schema_name": "contoso_container_parent",
                "changes_from": changes_from("contoso_container_parent"),
                "is_customizable": false,
            },
            {
                "schema_name": "contoso_container_AsyncOperations",
                "changes_from": changes_from("contoso_container_AsyncOperations"),
                "associated_menu_configuration": {},
            },
        ])
    );
}

#[test]
fn spring_2024_note_names_several_bases() {
    let table = model(SPRING_2024);
    assert_eq!(
        table["extends"],
        json!([
            {"text": "Container (contoso_Container) table (Contoso Post)", "link": "/contoso/post/container"},
            {"text": "Container (contoso_Container) table (Contoso Rail)", "link": "/contoso/rail/container"},
        ])
    );
    let notes = table["notes"].as_array().expect("a list");
    let note = notes[0].as_str().expect("a string");
    assert_eq!((notes.len(), note.lines().count()), (1, 5));
    assert!(table["product"].is_null());
}

#[test]
fn spring_2024_links_and_line_breaks_are_read() {
    let link = |name: &str| json!({"text": format!("{name} (Contoso Post)"), "link": format!("/contoso/post/container#BKMK_{name}")});
    let table = model(SPRING_2024);
    assert_eq!(
        table["customized_columns"],
        json!([
            {
                "schema_name": "contoso_Account", "changes_from": link("contoso_Account"),
                "description": "Who pays for the freight.", "targets": ["contoso_buyer"],
            },
            {
                "schema_name": "contoso_Cargo", "changes_from": link("contoso_Cargo"),
                "options": [
                    {"value": 1},
                    {"value": 192_350_024, "label": "ByAir "},
                    {"value": 192_350_026, "label": "BySupervisor  "},
                ],
            },
            {
                "schema_name": "statecode", "changes_from": link("statecode"),
                "options": [{"value": 0, "label": "Ready"}, {"value": 1, "label": "Locked"}],
            },
        ])
    );
    assert_eq!(
        table["customized_one_to_many"],
        json!([{
            "schema_name": "contoso_container_AsyncOperations",
            "changes_from": link("contoso_container_AsyncOperations"),
        }])
    );
}

#[test]
fn spring_2024_null_and_empty_code_are_absent() {
    assert_eq!(
        model(SPRING_2024)["many_to_one"],
        json!([{
            "schema_name": "contoso_container_sale",
            "referenced_entity": "contoso_sale", "referenced_attribute": "contoso_saleid",
            "referencing_attribute": "contoso_sale",
            "referenced_entity_navigation_property_name": "contoso_container_sales",
            "cascade_configuration": {
                "archive": "NoCascade", "assign": "Cascade", "delete": "Cascade", "merge": "NoCascade",
                "reparent": "Cascade", "rollup_view": "NoCascade", "share": "Cascade", "unshare": "Cascade",
            },
        }])
    );
}

#[test]
fn extensions_of_two_layouts_are_merged() {
    let pages = [CURRENT, EXTENSION, SPRING_2024].map(|name| Source::new(name, text(name)));
    let tables = read_pages(&pages).unwrap_or_else(|errors| panic!("{}", errors[0]));
    let table = serde_json::to_value(&tables[0]).expect("the model has only string keys");
    assert_eq!(tables.len(), 1);
    let rate = named(&table["columns"], "contoso_Rate");
    assert_eq!(
        (&rate["precision"], &rate["type"]),
        (&json!(10), &json!("Decimal"))
    );
    let status = named(&table["columns"], "statuscode");
    assert_eq!(status["options"].as_array().map(Vec::len), Some(5));
    let state = named(&table["columns"], "statecode");
    assert_eq!(
        state["options"][0],
        json!({"value": 0, "label": "Ready", "default_status": 7, "invariant_name": "Active"})
    );
}
